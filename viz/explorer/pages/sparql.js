// 查询: the named queries as forms, and a SPARQL editor (YASGUI) with the same questions as examples.

import { h, fill } from "../dom.js";
import { lang, t } from "../i18n.js";
import { csv, field, problem, save, table } from "../pieces.js";
import { change, entityLink } from "../router.js";

const PREFIXES = {
  kg: "https://kg.example/ontology#", skos: "http://www.w3.org/2004/02/skos/core#", org: "http://www.w3.org/ns/org#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#", rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  dcterms: "http://purl.org/dc/terms/", foaf: "http://xmlns.com/foaf/0.1/", prov: "http://www.w3.org/ns/prov#", xsd: "http://www.w3.org/2001/XMLSchema#",
};
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
  await yasgui(editor, declared(chosen?.text ?? FIRST));
  return undefined;
}

/** The parameters of a named query as fields; its answer as a table. */
function form(q, title, params, api, result) {
  const inputs = (q.parameters ?? []).map((p) => {
    const input = h("input", { type: "text", name: p.name, value: params[p.name] ?? p.default ?? "", required: p.default === null });
    return [p.name, input, field((lang() === "zh" ? p.zh : p.en) ?? p.name, input)];
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
  return h("form", { class: "controls", onsubmit: run }, h("h2", {}, title), h("p", { class: "muted" }, (lang() === "zh" ? q.about_zh : q.about_en) ?? ""),
    inputs.map(([, , shown]) => shown), h("button", {}, t("sparql.run")));
}

/** Rows of either shape: {columns, rows} or SPARQL JSON results. */
function show(place, answer) {
  const columns = answer.columns ?? answer.head?.vars ?? [];
  const rows = answer.rows ?? (answer.results?.bindings ?? []).map((b) => columns.map((c) => b[c]?.value ?? null));
  const cell = (value) => (/^https?:\/\/[^ ]+\/id\/(enterprise|unit|institution|person|award|project)\//.test(value ?? "")
    ? h("a", { href: entityLink(value) }, decodeURIComponent(value.replace(/^.*\/id\/[a-z]+\//, ""))) : String(value ?? ""));
  fill(place, table(columns.map((label, i) => ({ label, cell: (row) => cell(row[i]) })), rows, { caption: t("nav.sparql") }),
    h("button", { type: "button", onclick: () => save("result.csv", csv(columns, rows), "text/csv;charset=utf-8") }, "CSV"));
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
