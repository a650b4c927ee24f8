// 实体页: one subject whole, its facts by relation, names, posts over time, documents, why its names are one.

import { h, fill } from "../dom.js";
import { mergeRule, t, term } from "../i18n.js";
import { badge, bars, cut, incoming, thing } from "../pieces.js";
import { documentLink, format, graphLink, readable } from "../router.js";
import { showFact } from "../evidence.js";
import { timeline } from "../timeline.js";

export async function entityPage({ place, params, api }) {
  const answer = await api.entity(params.iri);
  const { entity } = answer;
  const groups = [...answer.groups].sort((a, b) => rank(a) - rank(b));
  const panel = h("aside", { class: "panel", "aria-label": t("evidence"), "aria-live": "polite" }, h("p", { class: "muted" }, t("evidence.none")));
  const open = (fact) => showFact(panel, api, fact);
  document.title = `${entity.label} · ${t("app")}`;
  fill(place, h("div", { class: "beside" },
    h("article", {},
      h("header", {},
        h("h1", {}, badge(entity.type), " ", entity.label),
        h("p", { class: "muted" }, term(entity.type), answer.level && answer.level !== "unknown" && ` · ${term(answer.level)}`),
        answer.parents.length > 0 && h("p", {}, `${t("parents")}：`, answer.parents.map((p, i) => [i > 0 && " › ", thing(p)])),
        answer.aliases.length > 0 && h("p", {}, `${t("aliases")}：${answer.aliases.join("、")}`),
        h("p", { class: "links" },
          way(graphLink(entity.iri), t("nav.graph")),
          ORGANISATIONS.includes(entity.type) && [
            way(format("hierarchy", { root: entity.iri }), t("nav.hierarchy")),
            way(format("matrix", { enterprise: entity.iri, rollup: "1" }), t("nav.matrix"))],
          way(format("paths", { source: entity.iri }), t("nav.paths")),
          api.online && way(new URL(entity.iri).pathname, "RDF")),
        h("p", { class: "muted iri" }, readable(entity.iri))),
      timeline(answer.posts, conferralsOf(answer), entity, open),
      groups.map((group) => section(group, entity, open, api)),
      answer.conflicts?.length > 0 && h("section", {}, h("h2", {}, t("conflicts")),
        answer.conflicts.map((c) => h("div", {}, h("h3", {}, t(`check.${c.kind}`)), facts(c.facts, entity, open)))),
      answer.years.length > 0 && h("section", {}, h("h2", {}, t("years")), bars(answer.years, { caption: t("years") })),
      h("section", {}, h("h2", {}, t("documents")),
        h("ul", { class: "plain" }, answer.documents.map(({ document: d, mentions }) =>
          h("li", {}, h("a", { href: documentLink(d.id) }, d.title || d.id), " ",
            h("span", { class: "muted" }, `${d.date ?? ""} · ${mentions} ${t("text.mentions")}`)))),
        cut(answer.documents.length, answer.document_total)),
      answer.merges?.length > 0 && h("section", {}, h("h2", {}, t("merges")),
        h("ul", {}, answer.merges.map((m) => h("li", {}, mergeText(m)))))),
    panel));
  if (groups[0]?.items[0]) open(groups[0].items[0]);
}

const ORGANISATIONS = ["Enterprise", "Unit", "Institution"];
const ORDER = ["subOrganizationOf", "unitOf", "holdsPost", "conferral", "undertakes", "cooperatesWith", "conferredBy", "forWork", "addressesTheme"];
const rank = ({ predicate, direction }) => 2 * (ORDER.includes(predicate) ? ORDER.indexOf(predicate) : ORDER.length) + (direction === "out" ? 0 : 1);

const way = (href, words) => h("a", { class: "button", href }, words);
const conferralsOf = (answer) => answer.groups.filter((g) => g.predicate === "conferral" && g.direction === "out").flatMap((g) => g.items);

/** "left = right (rule)" with the rule in words. */
function mergeText(line) {
  const [, names, rule] = line.match(/^(.*) \(([^()]*)\)$/s) ?? [null, line, ""];
  return [names, rule && h("span", { class: "muted" }, ` · ${mergeRule(rule)}`)];
}

function section(group, entity, open, api) {
  const list = h("div", {}, facts(group.items, entity, open));
  let shown = group.items.length;
  const more = group.total > shown && h("button", { type: "button", onclick: async () => {
    const next = await api.factsOf(entity.iri, group.predicate, group.direction, shown);
    list.append(facts(next.items, entity, open));
    shown += next.items.length;
    if (shown >= group.total || next.items.length === 0) more.remove();
  } }, `${t("more")} (${group.total - shown})`);
  const title = group.direction === "out" ? term(group.predicate) : incoming(group.predicate, entity.type);
  return h("section", {}, h("h2", {}, title, h("small", {}, ` ${group.total}`)), list, more);
}

/** Facts as rows of buttons: the other end, what sets it apart, how sure, how many sources. */
function facts(items, entity, open) {
  return h("ul", { class: "facts" }, items.map((fact) => {
    const other = fact.subject.iri === entity.iri ? fact.object : fact.subject;
    const details = [fact.post, fact.rank, fact.year ?? fact.period, fact.level && fact.level !== "unknown" && term(fact.level),
      fact.role && term(fact.role), fact.project?.label].filter(Boolean).join(" · ");
    return h("li", {}, thing(other), h("span", { class: "muted" }, details && ` ${details}`), " ",
      h("button", { type: "button", class: "proof-button", onclick: () => open(fact), "aria-label": `${t("evidence")}: ${other.label}` },
        `${t("evidence")} ${fact.evidence_count || ""}`));
  }));
}
