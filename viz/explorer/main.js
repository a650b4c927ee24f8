// Start of the pages: chooses where answers come from, draws the frame, shows the page the address names.

import { service } from "./api.js";
import { announce, fill, h } from "./dom.js";
import { keep, kept, keys, lang, setLanguage, t } from "./i18n.js";
import { entityLink, format, go, parse } from "./router.js";
import { searchBox } from "./search.js";
import { dark } from "./palette.js";
import { problem } from "./pieces.js";
import { inEnglish } from "./themes.js";
import * as tour from "./tour.js";

const PAGES = { // each fetched when it is first shown
  overview: () => import("./pages/overview.js").then((m) => m.overviewPage), graph: () => import("./pages/graph.js").then((m) => m.graphPage),
  map: () => import("./pages/map.js").then((m) => m.mapPage), hierarchy: () => import("./pages/hierarchy.js").then((m) => m.hierarchyPage),
  matrix: () => import("./pages/matrix.js").then((m) => m.matrixPage), paths: () => import("./pages/paths.js").then((m) => m.pathsPage),
  entity: () => import("./pages/entity.js").then((m) => m.entityPage), document: () => import("./pages/document.js").then((m) => m.documentPage),
  review: () => import("./pages/review.js").then((m) => m.reviewPage), sparql: () => import("./pages/sparql.js").then((m) => m.sparqlPage),
  exports: () => import("./pages/exports.js").then((m) => m.exportsPage),
};
const MENU = [
  ["overview", "nav.overview", "o"], ["graph", "nav.graph", "g"], ["hierarchy", "nav.hierarchy", "h"],
  ["matrix", "nav.matrix", "m"], ["paths", "nav.paths", "p"], ["document", "nav.documents", "d"],
  ["review", "nav.review", "r"], ["sparql", "nav.sparql", "q"], ["exports", "nav.exports", "e"],
];

const WITHIN = { map: "graph", entity: "graph" }; // pages that no item of the menu names stand under one

let api = null;
const content = document.getElementById("content");
let leave = () => {};
let shown = 0;

function frame(page) {
  fill(document.getElementById("header"),
    h("a", { class: "brand", href: format("overview") }, t("app")),
    h("nav", { "aria-label": t("nav") }, MENU.map(([name, words]) =>
      h("a", { href: format(name), "aria-current": name === (WITHIN[page] ?? page) && "page" }, t(words)))),
    searchBox(api, (hit) => { location.hash = entityLink(hit.iri); }, { id: "find" }),
    h("div", { class: "switches" },
      h("button", { type: "button", onclick: theme, title: t("theme"), "aria-label": t("theme") }, "◐"),
      h("button", { type: "button", onclick: switchLanguage, lang: lang() === "zh" ? "en" : "zh" }, t("lang")),
      h("button", { type: "button", onclick: help, title: t("help"), "aria-label": t("help") }, "?")));
  const menu = document.querySelector("#header nav"), here = menu.querySelector("[aria-current]");
  if (here) menu.scrollLeft = here.offsetLeft - menu.offsetLeft - (menu.clientWidth - here.clientWidth) / 2; // on a narrow screen the menu scrolls
}

async function show() {
  const turn = (shown += 1);
  const { page, params } = parse(location.hash);
  leave();
  leave = () => {};
  frame(page in PAGES ? page : "overview");
  document.title = `${t(page === "entity" ? "entity" : `nav.${page === "document" ? "documents" : page}`)} · ${t("app")}`;
  const place = h("div", { class: `page ${page}` }, h("p", { class: "muted" }, t("loading")));
  fill(content, place);
  try {
    const draw = await (PAGES[page] ?? PAGES.overview)();
    const done = await draw({ place, params, api });
    if (turn === shown) leave = done ?? leave;
    else done?.();
    place.dataset.ready = "true";
  } catch (error) {
    if (turn === shown) fill(place, problem(error, show));
  }
  announce(document.title);
  tour.point();
}

function theme() {
  document.documentElement.dataset.theme = dark() ? "light" : "dark";
  keep("qipu.theme", document.documentElement.dataset.theme);
  show();
}

function switchLanguage() {
  setLanguage(lang() === "zh" ? "en" : "zh");
  show();
}

function help() {
  const dialog = h("dialog", { class: "help", "aria-label": t("help") },
    h("h2", {}, t("keys")),
    h("dl", {}, keys().map(([key, words]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, words)])),
    h("p", {}, t("overview.intro")),
    h("form", { method: "dialog", class: "links" }, h("button", {}, t("close")),
      h("button", { type: "button", onclick: async () => { dialog.close(); tour.start((await api.overview()).groups); } }, t("tour.again"))));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

let prefix = 0;
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, .CodeMirror")) return;
  if (event.key === "/") { event.preventDefault(); document.getElementById("find").focus(); }
  else if (event.key === "?") help();
  else if (Date.now() - prefix < 1500) {
    prefix = 0;
    const page = MENU.find(([, , key]) => key === event.key)?.[0];
    if (page) { event.preventDefault(); go(page); }
  } else if (event.key === "g") prefix = Date.now();
});

/** The same client whose answers name the themes in the language of the pages; what is typed is searched as it stands. */
function spoken(client) {
  const wrap = (call) => (...all) => {
    const answer = call(...all);
    return answer instanceof Promise && lang() === "en" ? answer.then(inEnglish) : answer;
  };
  const plain = new Set(["search", "runQuery", "queries", "map", "correct"]);
  return Object.fromEntries(Object.entries(client).map(([name, one]) => [name, typeof one === "function" && !plain.has(name) ? wrap(one) : one]));
}

async function begin() {
  api = globalThis.QIPU_SITE ? (await import("./local.js")).local(globalThis.QIPU_SITE) : service();
  api = spoken(api);
  globalThis.qipu = { api }; // for the console and for tests of the answers
  addEventListener("hashchange", show);
  if (kept("qipu.theme")) document.documentElement.dataset.theme = kept("qipu.theme");
  setLanguage(new URLSearchParams(location.search).get("lang") ?? lang());
  show();
}
begin();
