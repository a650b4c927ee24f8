// 导出: the same files the command line writes.

import { h, fill } from "../dom.js";
import { t, term } from "../i18n.js";
import { choice, field } from "../pieces.js";
import { awardFiles, fileLink } from "../files.js";
import { LEVELS } from "../palette.js";
import { change } from "../router.js";
import { searchBox } from "../search.js";

const GRAPH_FORMATS = [["ttl", "Turtle"], ["nq", "N-Quads"], ["trig", "TriG"], ["jsonld", "JSON-LD"], ["graphml", "GraphML"], ["gexf", "GEXF"]];

export async function exportsPage({ place, params, api }) {
  const chosen = params.enterprise ? await api.entity(params.enterprise) : null;
  const filters = { enterprise: params.enterprise, level: params.level, year_from: params.from, year_to: params.to };
  const link = (path, words) => fileLink(api, path, {}, words);
  const year = (key) => {
    const input = h("input", { type: "number", min: "1949", max: "2100", value: params[key] ?? "", onchange: () => change({ [key]: input.value }) });
    return field(t(`year.${key}`), input);
  };
  fill(place, h("h1", {}, t("nav.exports")),
    h("section", { class: "card" }, h("h2", {}, t("exports.awards")), h("p", { class: "muted" }, t("exports.awards.about")),
      h("form", { class: "controls", onsubmit: (event) => event.preventDefault() },
        searchBox(api, (hit) => change({ enterprise: hit.iri }), { label: t("subsidiary"), titled: true, types: ["Enterprise"], value: chosen?.entity.label ?? "" }),
        params.enterprise && h("button", { type: "button", onclick: () => change({ enterprise: "" }) }, t("all")),
        field(t("level"), choice(params.level ?? "", [["", t("all")], ...LEVELS.map((l) => [l, term(l)])], (level) => change({ level }))),
        year("from"), year("to")),
      h("p", { class: "links" }, awardFiles(api, filters))),
    api.online && h("section", { class: "card" }, h("h2", {}, t("exports.graph")), h("p", { class: "muted" }, t("exports.graph.about")),
      h("p", { class: "links" }, GRAPH_FORMATS.map(([format, words]) => [link(`export/graph.${format}`, words), " "]))),
    api.online && h("section", { class: "card" }, h("h2", {}, t("exports.facts")), h("p", { class: "muted" }, t("exports.facts.about")),
      h("p", { class: "links" }, ["xlsx", "csv", "jsonl"].map((format) => [link(`export/facts.${format}`, format.toUpperCase()), " "]))),
    api.online && h("section", { class: "card" }, h("h2", {}, t("exports.page")),
      h("p", { class: "muted" }, t("exports.page.about")),
      searchBox(api, (hit) => { location.href = api.file("page", { iri: hit.iri }); }, { label: t("exports.page.find"), titled: true })));
}
