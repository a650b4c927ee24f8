// 路径: how one thing relates to another, the shortest chains as rows, each step with its sentence.

import { h, fill } from "../dom.js";
import { t, term } from "../i18n.js";
import { choice, field, thing } from "../pieces.js";
import { RELATIONS, look } from "../palette.js";
import { change, format } from "../router.js";
import { searchBox } from "../search.js";
import { showFact } from "../evidence.js";

export async function pathsPage({ place, params, api }) {
  const both = params.source && params.target;
  const [source, target, answer] = await Promise.all([
    params.source ? api.entity(params.source) : null,
    params.target ? api.entity(params.target) : null,
    both ? api.paths(params.source, params.target, { relations: params.relation ? params.relation.split(",") : [] }) : null,
  ]);
  const panel = h("aside", { class: "panel", "aria-label": t("evidence"), "aria-live": "polite" }, h("p", { class: "muted" }, t("evidence.none")));
  fill(place,
    h("h1", {}, t("nav.paths")), h("p", { class: "muted" }, t("paths.intro")),
    h("form", { class: "controls", onsubmit: (event) => event.preventDefault() },
      searchBox(api, (hit) => change({ source: hit.iri }), { id: "path-from", label: t("from"), titled: true, value: source?.entity.label ?? "" }),
      searchBox(api, (hit) => change({ target: hit.iri }), { id: "path-to", label: t("to"), titled: true, value: target?.entity.label ?? "" }),
      field(t("relation"), choice(params.relation ?? "", [["", t("all")], ...RELATIONS.map((r) => [r, term(r)])],
        (value) => change({ relation: value }))),
      both && h("button", { type: "button", onclick: () => change({ source: params.target, target: params.source }) }, t("paths.swap"))),
    !answer && h("p", { class: "muted" }, t("paths.choose")),
    answer && (answer.paths.length === 0
      ? h("p", {}, t("paths.none"))
      : h("div", { class: "beside" },
        h("div", {}, h("ol", { class: "paths plain" }, answer.paths.map((path) => h("li", { class: "card" },
          h("span", { class: "muted" }, t("paths.steps", { n: path.steps.length })), chain(path, (fact) => showFact(panel, api, fact))))),
        h("p", {}, h("a", { class: "button", href: format("graph", { focus: params.source, path: params.target }) }, t("paths.graph")))),
        panel)));
  if (answer?.paths[0]) showFact(panel, api, answer.paths[0].steps[0].fact);
}

const node = (ref) => h("span", { class: "node", style: { "--class": look(ref.type).color } }, thing(ref));

function chain(path, open) {
  const out = [node(path.steps[0].source)];
  for (const step of path.steps) {
    out.push(h("button", { type: "button", class: `proof-button step ${step.forward ? "forward" : "backward"}`, onclick: () => open(step.fact),
      "aria-label": `${step.fact.subject.label} ${term(step.relation)} ${step.fact.object.label}: ${t("evidence")}` }, term(step.relation)), node(step.target));
  }
  return h("div", { class: "chain" }, out);
}
