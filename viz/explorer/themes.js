// The policy themes in English, as ontology/themes.ttl names them (a test keeps the two equal); the graph names them in Chinese.

export const THEMES = {
  "party-building": "Party building", "party-history-education": "Party history education",
  "theory-study": "Theory study", "strict-governance": "Strict party governance",
  "grassroots-party": "Grass-roots party organisations", "youth-league": "Youth league and young people",
  "trade-union": "Trade union and team building", "ecology": "Ecological civilisation",
  "dual-carbon": "Carbon peak and neutrality", "pollution-control": "Pollution control",
  "green-manufacturing": "Green manufacturing", "energy-saving": "Energy saving",
  "circular-economy": "Circular economy", "clean-energy": "Clean energy",
  "innovation": "Innovation in science and technology", "digital-intelligence": "Digital and intelligent transformation",
  "manufacturing-upgrade": "High-quality manufacturing", "reform": "Reform of state-owned enterprises",
  "cost-efficiency": "Efficiency and cost reduction", "corporate-governance": "Corporate governance and compliance",
  "industry-chain": "Industry chain and strategic cooperation", "talent": "Talent",
  "vocational-education": "Vocational education and skills", "model-workers": "Model workers and craftsmanship",
  "safety": "Work safety", "national-security": "National security",
  "social-responsibility": "Social responsibility", "practical-service": "Practical service and care for employees",
  "rural-revitalization": "Rural revitalisation and poverty relief", "public-welfare": "Public welfare and volunteering",
  "culture": "Culture", "cultural-confidence": "Cultural confidence",
  "corporate-culture": "Corporate culture", "opening-up": "Opening up",
  "shared-future": "A shared future for mankind", "belt-and-road": "Belt and Road",
  "international-operation": "International operation", "national-strategy": "National strategy",
  "chinese-modernization": "Chinese modernisation and national rejuvenation", "resource-security": "Energy and resource security",
  "regional-development": "Coordinated regional development", "project-construction": "Major projects",
};

/** A copy of an answer with its themes in English; `named` keeps what the graph calls them. */
export function inEnglish(answer) {
  if (Array.isArray(answer)) return answer.map(inEnglish);
  if (answer === null || typeof answer !== "object") return answer;
  const copy = Object.fromEntries(Object.entries(answer).map(([key, value]) => [key, inEnglish(value)]));
  const english = answer.type === "PolicyTheme" && THEMES[String(answer.iri).split("#theme-")[1]];
  return english ? { ...copy, label: english, named: answer.label } : copy;
}
