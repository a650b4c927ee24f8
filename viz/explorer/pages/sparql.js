// 查询: the named queries as forms, and a SPARQL editor (YASGUI) with the same questions as examples.

import { h, fill } from "../dom.js";
import { lang, t } from "../i18n.js";
import { csv, field, problem, save, table } from "../pieces.js";
import { change, entityLink, format } from "../router.js";
import { searchBox } from "../search.js";

const PREFIXES = {
  kg: "https://kg.example/ontology#", skos: "http://www.w3.org/2004/02/skos/core#", org: "http://www.w3.org/ns/org#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#", rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  dcterms: "http://purl.org/dc/terms/", foaf: "http://xmlns.com/foaf/0.1/", prov: "http://www.w3.org/ns/prov#", xsd: "http://www.w3.org/2001/XMLSchema#",
};
const NOTES = /^# (zh|en|about-zh|about-en|param\b[^:]*):.*\n/gm; // told above the form already
const THING = /^https?:\/\/[^ ]+\/id\/(enterprise|unit|institution|person|award|project)\//;
const CLASSES = ["Enterprise", "Unit", "Institution", "Person", "Award", "Project"];
const OPENED = 6; // things of a result whose surroundings the graph opens with
const FIRST = "SELECT ?enterprise ?label WHERE { ?enterprise a kg:Enterprise ; skos:prefLabel ?label } LIMIT 20";

export async function sparqlPage({ place, params, api }) {
  if (!api.online) {
    fill(place, h("h1", {}, t("nav.sparql")), h("p", {}, t("sparql.static")));
    return undefined;
  }
  const { items } = await api.queries().catch(() => ({ items: [] }));
  const title = (q) => (lang() === "zh" ? q.zh : q.en) ?? q.name;
  const chosen = items.find((q) => q.name === params.name);
  const editor = h("div", { class: "yasgui-place" });
  const result = h("section", { "aria-live": "polite" });
  fill(place, h("h1", {}, t("nav.sparql")),
    h("div", { class: "beside queries" },
      h("nav", { "aria-label": t("sparql.examples") }, h("h2", {}, t("sparql.examples")),
        h("ul", { class: "plain" }, items.map((q) => h("li", {},
          h("button", { type: "button", class: "bare", "aria-pressed": String(q.name === params.name), onclick: () => change({ name: q.name }) }, title(q)))))),
      h("div", {}, chosen && form(chosen, title(chosen), params, api, result), result,
        h("h2", {}, t("sparql.editor")), editor)));
  await yasgui(editor, declared((chosen?.text ?? FIRST).replace(NOTES, "")));
  return undefined;
}

/** The parameters of a named query as fields; its answer as a table. */
function form(q, title, params, api, result) {
  const inputs = (q.parameters ?? []).map((p) => {
    const words = (lang() === "zh" ? p.zh : p.en) ?? p.name;
    const value = params[p.name] ?? p.default ?? "";
    if (CLASSES.includes(p.type)) {
      const box = searchBox(api, () => {}, { label: words, titled: true, types: [p.type], value, free: p.name });
      return [p.name, box.querySelector("input"), box];
    }
    const input = h("input", { type: "text", name: p.name, value, required: p.default === null });
    return [p.name, input, field(words, input)];
  });
  const run = async (event) => {
    event?.preventDefault();
    fill(result, h("p", { class: "muted" }, t("loading")));
    try {
      const answer = await api.runQuery(q.name, Object.fromEntries(inputs.map(([name, input]) => [name, input.value])));
      show(result, answer);
    } catch (error) {
      fill(result, problem(error));
    }
  };
  return h("section", { class: "card" }, h("h2", {}, title), h("p", { class: "muted" }, (lang() === "zh" ? q.about_zh : q.about_en) ?? ""),
    h("form", { class: "controls", onsubmit: run }, inputs.map(([, , shown]) => shown), h("button", { class: "primary" }, t("sparql.run"))));
}

/** Rows of either shape: {columns, rows} or SPARQL JSON results. */
function show(place, answer) {
  const columns = answer.columns ?? answer.head?.vars ?? [];
  const rows = answer.rows ?? (answer.results?.bindings ?? []).map((b) => columns.map((c) => b[c]?.value ?? null));
  const things = [...new Set(rows.flat().filter((value) => THING.test(value ?? "")))];
  const cell = (value) => (THING.test(value ?? "")
    ? h("a", { href: entityLink(value) }, decodeURIComponent(value.replace(/^.*\/id\/[a-z]+\//, ""))) : String(value ?? ""));
  fill(place, table(columns.map((label, i) => ({ label, cell: (row) => cell(row[i]) })), rows, { caption: t("nav.sparql") }),
    h("p", { class: "links" }, h("button", { type: "button", onclick: () => save("result.csv", csv(columns, rows), "text/csv;charset=utf-8") }, "CSV"),
      things.length > 0 && h("a", { class: "button", href: format("graph", { focus: things[0], open: things.slice(1, OPENED).join(" ") }) }, t("sparql.graph"))));
}

/** The query with the prefixes it uses declared, so that it runs anywhere. */
function declared(text) {
  const used = Object.keys(PREFIXES).filter((p) => new RegExp(`\\b${p}:`).test(text) && !new RegExp(`PREFIX\\s+${p}:`, "i").test(text));
  return [...used.map((p) => `PREFIX ${p}: <${PREFIXES[p]}>`), text].join("\n");
}

/** The editor is a script of a megabyte: loaded only here. */
async function yasgui(place, text) {
  await Promise.all([
    load("script", { src: new URL("vendor/yasgui.min.js", document.baseURI).href }),
    load("link", { rel: "stylesheet", href: new URL("vendor/yasgui.min.css", document.baseURI).href }),
  ]); // the style first: the editor measures itself when it is made
  const Yasgui = globalThis.Yasgui;
  const ui = new Yasgui(place, {
    requestConfig: { endpoint: new URL("/sparql", location.href).href, method: "POST" },
    copyEndpointOnNewTab: false, populateFromUrl: false, persistenceIdPrefix: "qipu_", autofocus: false,
    yasqe: { value: text, showQueryButton: true, resizeable: true },
  });
  ui.getTab()?.setQuery(text);
}

/** Add a script or style once; resolves when it is there. */
function load(tag, attributes) {
  const address = attributes.src ?? attributes.href;
  if (document.querySelector(`${tag}[data-from="${address}"]`)) return Promise.resolve();
  return new Promise((resolve, reject) => {
    document.head.append(h(tag, { ...attributes, "data-from": address, onload: resolve, onerror: () => reject(new Error(address)) }));
  });
}
