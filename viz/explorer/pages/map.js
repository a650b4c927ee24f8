// 全景: every entity at the place computed when the graph was built; the hierarchy as lines, everything else a chosen node
// is linked with only when it is chosen, so that it is no hairball. From here into the network of one entity.

import { h, fill, announce } from "../dom.js";
import { t, term } from "../i18n.js";
import { draw, moving, picture } from "../canvas.js";
import { mapGraph } from "../map.js";
import { neighbourTowards } from "../network.js";
import { badge, cut, save } from "../pieces.js";
import { entityLink, format, go, graphLink, parse } from "../router.js";
import { searchBox } from "../search.js";

const LISTED = 80; // nodes of the list beside the picture, and neighbours in the panel

export async function mapPage({ place, params, api }) {
  const map = await api.map();
  const graph = mapGraph(map);
  if (graph.order === 0) {
    fill(place, h("h1", {}, t("nav.map")), h("p", {}, t("empty")));
    return undefined;
  }
  const state = { selected: null, hovered: null, edge: null, path: new Set(), still: true };
  const stage = h("div", { class: "stage", tabindex: "0", role: "application", "aria-label": t("map.canvas") });
  const panel = h("aside", { class: "panel", "aria-label": t("entity"), "aria-live": "polite" });
  const ranked = graph.mapNodes((id, a) => ({ id, a })).sort((x, y) => y.a.degree - x.a.degree || (x.id < y.id ? -1 : 1));
  const twin = h("nav", { class: "twin", "aria-label": t("map.list") }, h("h2", {}, t("overview.hubs")),
    h("ul", {}, ranked.slice(0, LISTED).map(({ id, a }) => h("li", {},
      h("button", { type: "button", dataset: { id }, onclick: () => select(id, true) }, badge(a.kind), a.label, h("small", {}, ` ${a.degree}`))))));
  const button = (words, onclick) => h("button", { type: "button", onclick }, words);
  fill(place,
    h("h1", { class: "quiet" }, t("nav.map")),
    h("div", { class: "graph-layout" },
      h("div", { class: "left" },
        searchBox(api, (hit) => (graph.hasNode(hit.iri) ? select(hit.iri, true) : go("graph", { focus: hit.iri })), { id: "map-find", label: t("map.find") }),
        h("div", { class: "toolbar", role: "toolbar", "aria-label": t("nav.map") },
          button("+", () => camera().animatedZoom(moving())), button("−", () => camera().animatedUnzoom(moving())),
          button(t("graph.fit"), () => camera().animatedReset(moving())), button("PNG", async () => save("map.png", await picture(stage, view, graph)))),
        legend(map), cut(map.label.length, map.total), twin),
      stage, panel));
  const view = draw(stage, graph, state, {
    node: (id) => select(id), open: (id) => go("graph", { focus: id }), edge: () => select(null), blank: () => select(null),
  });
  const camera = () => view.sigma.getCamera();

  function select(id, fly = false) {
    const before = state.selected;
    state.selected = id && graph.hasNode(id) ? id : null;
    const touched = [before, state.selected].filter(Boolean);
    view.sigma.refresh({ partialGraph: { nodes: touched, edges: touched.flatMap((n) => graph.edges(n)) }, skipIndexation: false });
    history.replaceState(null, "", format("map", { ...parse(location.hash).params, node: state.selected ?? "" }));
    for (const item of twin.querySelectorAll("button")) item.setAttribute("aria-pressed", String(item.dataset.id === state.selected));
    if (!state.selected) return fill(panel, h("p", { class: "muted" }, t("map.hint")));
    const a = graph.getNodeAttributes(state.selected);
    const beside = graph.mapNeighbors(state.selected, (n, b) => ({ n, b })).sort((x, y) => y.b.degree - x.b.degree);
    fill(panel,
      h("h2", {}, badge(a.kind), " ", h("a", { href: entityLink(state.selected) }, a.label)),
      h("p", { class: "muted" }, `${term(a.kind)} · ${t("map.degree", { n: a.degree })}`),
      h("p", { class: "links" }, h("a", { class: "button", href: graphLink(state.selected) }, t("map.open")),
        h("a", { class: "button", href: entityLink(state.selected) }, t("entity"))),
      h("ul", { class: "plain twin" }, beside.slice(0, LISTED).map(({ n, b }) => h("li", {},
        h("button", { type: "button", onclick: () => select(n, true) }, badge(b.kind), b.label)))),
      cut(Math.min(LISTED, beside.length), beside.length));
    announce(a.label);
    if (fly) {
      const at = view.sigma.getNodeDisplayData(state.selected);
      camera().animate({ x: at.x, y: at.y, ratio: Math.min(camera().ratio, graph.order > 500 ? 0.25 : 0.6) }, moving());
    }
    return undefined;
  }

  stage.addEventListener("keydown", (event) => {
    if (event.key.startsWith("Arrow")) {
      event.preventDefault();
      const next = state.selected ? neighbourTowards({ graph }, state.selected, event.key) : ranked[0].id;
      if (next) select(next, true);
    } else if (event.key === "Enter" && state.selected) go("graph", { focus: state.selected });
    else if (event.key === "Escape") select(null);
    else if (event.key === "+" || event.key === "=") camera().animatedZoom(moving());
    else if (event.key === "-") camera().animatedUnzoom(moving());
  });
  globalThis.qipuView = { net: { graph }, sigma: view.sigma, state };
  select(params.node ?? null, true);
  return () => view.end();
}

/** What the colours mean, with how many there are. */
function legend(map) {
  const counts = map.kinds.map((kind, i) => [kind, map.kind.reduce((n, k) => n + (k === i), 0)]);
  return h("ul", { class: "plain legend", "aria-label": t("types") }, counts.sort((a, b) => b[1] - a[1]).map(([kind, n]) =>
    h("li", {}, badge(kind), term(kind), h("small", { class: "muted" }, ` ${n}`))));
}
