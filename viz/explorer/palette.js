// The look of the classes: one colour, one character each, so that colour is never alone (least CIE76 distance 32 in
// normal, deutan, protan and tritan view); the ink on it; the shapes that have no class of their own.

export const CLASSES = {
  Enterprise: { color: "#0B5CAD", ink: "#FFFFFF", glyph: "企" },
  Unit: { color: "#33CCEE", ink: "#1B1F24", glyph: "部" },
  Institution: { color: "#555500", ink: "#FFFFFF", glyph: "机" },
  Person: { color: "#883355", ink: "#FFFFFF", glyph: "人" },
  Award: { color: "#E8A800", ink: "#1B1F24", glyph: "奖" },
  Project: { color: "#99BB77", ink: "#1B1F24", glyph: "项" },
  PolicyTheme: { color: "#9933FF", ink: "#FFFFFF", glyph: "策" },
  Document: { color: "#8A8F98", ink: "#1B1F24", glyph: "文" },
};

export const LEVELS = ["international", "national", "provincial", "industry", "municipal", "group", "enterprise", "unknown"];
export const RELATIONS = [
  "subOrganizationOf", "unitOf", "holdsPost", "conferral", "undertakes", "cooperatesWith", "addressesTheme",
];

/** The look of a class, a plain one where the class is new to us. */
export function look(type) {
  return CLASSES[type] ?? { color: "#8A8F98", ink: "#1B1F24", glyph: "·" };
}

/** Whether the page is shown dark, by choice or by the system. */
export const dark = () => (document.documentElement.dataset.theme
  ? document.documentElement.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);

/**
 * The blue of a count between 0 and most: [background, ink]; more stands out more on either page, the number stays printed.
 * Ink: on this hue white reaches 4.5 below a lightness of 47 %, black from there on.
 */
export function ramp(count, most, onDark = false) {
  if (!count) return ["transparent", "inherit"];
  const share = Math.min(1, Math.sqrt(count / Math.max(most, 1)));
  const light = Math.round(onDark ? 18 + share * 50 : 93 - share * 58);
  return [`hsl(210 75% ${light}%)`, light < 47 ? "#FFFFFF" : "#000000"];
}
