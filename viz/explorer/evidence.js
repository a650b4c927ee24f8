// The proof beside every fact: the sentence with both ends highlighted, document, page, method, confidence, and the way
// to the place in the original.

import { h, fill } from "./dom.js";
import { methodWords, t, term } from "./i18n.js";
import { documentLink, entityLink } from "./router.js";
import { badge } from "./pieces.js";

/** Show a fact ({iri, predicate, subject, object, evidence?}) in a panel; its evidence is fetched when missing. */
export async function showFact(panel, api, fact) {
  fill(panel, head(fact), h("p", { class: "muted" }, t("loading")));
  try {
    const answer = await api.evidence(fact.iri);
    const told = answer.fact ?? fact;
    const items = answer.items ?? answer.evidence ?? told.evidence ?? [];
    fill(panel, head(told), h("p", { class: "muted" }, t("sources", { n: answer.total ?? items.length })), items.map(proof));
  } catch (error) {
    fill(panel, head(fact), h("p", { class: "problem", role: "alert" }, error.message));
  }
}

/** The statement itself in one line, its attributes below. */
function head(fact) {
  const details = [
    fact.rank, fact.year ?? fact.period, fact.level && fact.level !== "unknown" ? term(fact.level) : null,
    fact.post, fact.role ? term(fact.role) : null,
    fact.count ? `${t("count")} ${fact.count}` : null,
  ].filter(Boolean);
  return h("header", { class: "fact" },
    h("p", { class: "statement" },
      badge(fact.subject.type), h("a", { href: entityLink(fact.subject.iri) }, fact.subject.label),
      h("span", { class: "predicate" }, ` ${term(fact.predicate)} `),
      badge(fact.object.type), h("a", { href: entityLink(fact.object.iri) }, fact.object.label)),
    details.length > 0 && h("p", { class: "details" }, details.join(" · ")),
    fact.conferrer && h("p", { class: "details" }, `${t("conferrer")}：`,
      h("a", { href: entityLink(fact.conferrer.iri) }, fact.conferrer.label)),
    fact.project && h("p", { class: "details" }, `${t("project")}：`,
      h("a", { href: entityLink(fact.project.iri) }, fact.project.label)),
  );
}

/** One piece of evidence. */
export function proof(item) {
  return h("article", { class: "proof" },
    h("blockquote", { cite: item.document.iri }, marked(item)),
    h("p", { class: "source" },
      h("a", { href: documentLink(item.document.id, item.start, item.end) }, item.document.title || item.document.id),
      item.document.date && ` · ${item.document.date}`,
      item.page && ` · ${t("page", { n: item.page })}`),
    h("p", { class: "muted" },
      item.method && h("span", { title: item.method }, `${t("method")} ${methodWords(item.method)}`),
      item.confidence !== null && item.confidence !== undefined && ` · ${t("confidence")} ${item.confidence.toFixed(2)}`,
      " · ", h("a", { href: documentLink(item.document.id, item.start, item.end) }, t("evidence.open"))),
  );
}

/** The sentence with its highlights: spans of the document cut to the sentence; line breaks of the file closed up. */
export function marked(item) {
  const text = item.sentence;
  const base = item.sentence_start;
  const cuts = [...(item.highlights ?? [])]
    .map((m) => ({ ...m, start: Math.max(0, m.start - base), end: Math.min(text.length, m.end - base) }))
    .filter((m) => m.end > m.start)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const out = [];
  let at = 0;
  for (const cut of cuts) {
    if (cut.start < at) continue;
    out.push(tidy(text.slice(at, cut.start)));
    out.push(h("mark", { class: cut.role ?? "end" }, tidy(text.slice(cut.start, cut.end))));
    at = cut.end;
  }
  out.push(tidy(text.slice(at)));
  return out;
}

/** Wrapped lines joined as a person reads them: no blank between Chinese characters, one between Latin words; cells stay apart. */
export function tidy(text) {
  return text.replace(/\s+/g, (blank, index) => {
    if (!/[\r\n]/.test(blank) && /\t|\s\s/.test(blank)) return "\u3000";
    const before = text[index - 1] ?? "";
    const after = text.slice(index).trimStart()[0] ?? "";
    return /[A-Za-z0-9]/.test(before) && /[A-Za-z0-9]/.test(after) ? " " : "";
  });
}
