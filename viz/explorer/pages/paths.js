// 路径: how one thing relates to another, the shortest chains as rows, each step with its sentence.

import { h, fill } from "../dom.js";
import { t, term } from "../i18n.js";
import { choice, field, thing } from "../pieces.js";
import { RELATIONS } from "../palette.js";
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
      searchBox(api, (hit) => change({ source: hit.iri }), { id: "path-from", label: t("from"), value: source?.entity.label ?? "" }),
      searchBox(api, (hit) => change({ target: hit.iri }), { id: "path-to", label: t("to"), value: target?.entity.label ?? "" }),
      field(t("relation"), choice(params.relation ?? "", [["", t("all")], ...RELATIONS.map((r) => [r, term(r)])],
        (value) => change({ relation: value }))),
      both && h("button", { type: "button", onclick: () => change({ source: params.target, target: params.source }) }, t("paths.swap"))),
    !answer && h("p", { class: "muted" }, t("paths.choose")),
    answer && (answer.paths.length === 0
      ? h("p", {}, t("paths.none"))
      : h("div", { class: "beside" },
        h("ol", { class: "paths" }, answer.paths.map((path) => h("li", {}, chain(path, (fact) => showFact(panel, api, fact)),
          h("a", { class: "muted", href: format("graph", { focus: params.source, path: params.target }) }, t("nav.graph"))))),
        panel)));
  if (answer?.paths[0]) showFact(panel, api, answer.paths[0].steps[0].fact);
}

function chain(path, open) {
  const out = [thing(path.steps[0].source)];
  for (const step of path.steps) {
    const arrow = step.forward ? `— ${term(step.relation)} →` : `← ${term(step.relation)} —`;
    out.push(h("button", { type: "button", class: "proof-button", onclick: () => open(step.fact) }, arrow), thing(step.target));
  }
  return h("div", { class: "chain" }, out);
}
