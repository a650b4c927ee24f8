// 图谱: an ego network to explore: search, expand, filter, path, undo; the sentence behind whatever is selected; and the
// list of visible nodes, which is the same graph for those who don't see the canvas.

import { h, fill, announce } from "../dom.js";
import { t, term } from "../i18n.js";
import { badge, bars, choice, csv, field, incoming, problem, save } from "../pieces.js";
import { fileLink } from "../files.js";
import { CLASSES, RELATIONS } from "../palette.js";
import { change, entityLink, format, graphLink, parse } from "../router.js";
import { searchBox } from "../search.js";
import { showFact } from "../evidence.js";
import { draw, moving, picture } from "../canvas.js";
import { arrange, merge, neighbourTowards, network, remember, rows, undo } from "../network.js";
import { networkSvg } from "../vector.js";

const NODE_TYPES = Object.keys(CLASSES).filter((c) => c !== "Document");

export async function graphPage({ place, params, api }) {
  if (!params.focus) return start(place, api);
  const filters = readFilters(params);
  const net = network();
  const answer = await api.neighbourhood(params.focus, { ...filters, hops: params.hops ?? 1, limit: 40 });
  merge(net, answer, null);
  for (const iri of list(params.open)) merge(net, await api.neighbourhood(iri, { ...filters, hops: 1, limit: 21 }), iri);
  const onPath = params.path ? await addPath(net, api, params.focus, params.path) : new Set();
  arrange(net);
  const state = { selected: params.node ?? params.focus, hovered: null, edge: null, path: onPath };
  const stage = h("div", { class: "stage", tabindex: "0", role: "application", "aria-label": t("graph.canvas") });
  const panel = h("aside", { class: "panel", "aria-label": t("evidence"), "aria-live": "polite" });
  const twin = h("nav", { class: "twin", "aria-label": t("graph.list") });
  fill(place,
    h("h1", { class: "quiet" }, `${t("nav.graph")}：${answer.focus.label}`),
    h("div", { class: "graph-layout" },
      h("div", { class: "left" }, toolbar(), filterForm(params), years(net, params), twin), stage, panel));
  stage.append(legend(net));
  const view = draw(stage, net.graph, state, {
    node: (id, shift) => (shift && state.selected && id !== state.selected ? pathTo(id) : select(id)),
    open: expand, edge: selectEdge, blank: clear,
  });

  function toolbar() {
    const button = (words, onclick) => h("button", { type: "button", onclick }, words);
    return h("div", { class: "toolbar", role: "toolbar", "aria-label": t("nav.graph") },
      button(t("graph.undo"), back), button(t("graph.fit"), () => view.sigma.getCamera().animatedReset(moving())),
      button(t("graph.arrange"), () => { arrange(net); view.sigma.refresh(); }),
      button("PNG", async () => save("graph.png", await picture(stage, view, net.graph))),
      button("SVG", () => save("graph.svg", networkSvg(view.sigma, net.graph), "image/svg+xml")),
      button("CSV", () => save("graph.csv", csv(["subject", "relation", "object", "post", "rank", "year", "level", "role", "confidence", "fact"], rows(net)), "text/csv;charset=utf-8")),
      fileLink(api, "page", { iri: params.focus }, t("exports.page.short"), "page.html"));
  }

  function refresh() {
    view.sigma.refresh();
    fill(twin, h("h2", {}, t("graph.list"), h("small", {}, ` ${net.graph.order}`)),
      h("ul", {}, net.graph.mapNodes((id, a) => ({ id, a })).sort((x, y) => x.a.hop - y.a.hop || x.a.label.localeCompare(y.a.label, "zh"))
        .map(({ id, a }) => h("li", {}, h("button", { type: "button", "aria-pressed": String(id === state.selected),
          onclick: () => select(id), ondblclick: () => expand(id) }, badge(a.kind), a.label, a.more ? h("small", {}, ` +${a.more}`) : null)))));
  }

  function select(id) {
    Object.assign(state, { selected: id, edge: null });
    remembered({ node: id === params.focus ? "" : id });
    const a = net.graph.getNodeAttributes(id);
    const linked = net.graph.mapEdges(id, (edge, e, source, target, from, to) => e.facts.map((f) => ({ f, from, to, out: f.source === id }))).flat();
    fill(panel,
      h("h2", {}, badge(a.kind), " ", h("a", { href: entityLink(id) }, a.label)),
      h("p", { class: "links" },
        h("button", { type: "button", onclick: () => expand(id) }, t("graph.expand"), a.more ? ` +${a.more}` : ""),
        id !== params.focus && h("a", { class: "button", href: graphLink(id) }, t("graph.center")),
        id !== params.focus && h("button", { type: "button", onclick: () => remove(id) }, t("graph.remove"))),
      h("div", { class: "proof-place" }),
      grouped(linked, a.kind).map(([title, items]) => [h("h3", {}, title, h("small", { class: "muted" }, ` ${shownOf(net, id, a.kind, title, items)}`)),
        h("ul", { class: "facts" }, items.slice(0, 40).map(({ f, from, to, out }) => h("li", {},
          h("button", { type: "button", class: "proof-button", onclick: () => proofOf(f, from, to) },
            badge((out ? to : from).kind), (out ? to : from).label, h("span", { class: "muted" }, details(f))))))]));
    if (linked[0]) proofOf(linked[0].f, linked[0].from, linked[0].to);
    announce(a.label);
    refresh();
  }

  function proofOf(f, from, to) {
    const fact = { ...f, iri: f.fact, predicate: f.relation, subject: { iri: f.source, type: from.kind, label: from.label }, object: { iri: f.target, type: to.kind, label: to.label } };
    return showFact(panel.querySelector(".proof-place") ?? panel, api, fact);
  }

  function selectEdge(edge) {
    Object.assign(state, { edge, selected: null });
    const e = net.graph.getEdgeAttributes(edge);
    const [from, to] = [net.graph.getSourceAttributes(edge), net.graph.getTargetAttributes(edge)];
    const places = e.facts.map(() => h("div", { class: "proof-place" }));
    fill(panel, places);
    e.facts.forEach((f, i) => showFact(places[i], api, { ...f, iri: f.fact, predicate: f.relation,
      subject: { iri: f.source, type: from.kind, label: from.label }, object: { iri: f.target, type: to.kind, label: to.label } }));
    refresh();
  }

  async function expand(id) {
    try {
      const more = await api.neighbourhood(id, { ...filters, hops: 1, limit: 21 });
      remember(net);
      const fresh = merge(net, more, id);
      if (fresh.length > 0) arrange(net, { rounds: 60 });
      remembered({ open: [...new Set([...list(parse(location.hash).params.open), id])].join(" ") });
      select(id);
      announce(`${t("graph.expand")}: ${fresh.length}`);
    } catch (error) {
      fill(panel, problem(error, () => expand(id)));
    }
  }

  function remove(id) {
    remember(net);
    net.graph.dropNode(id);
    select(params.focus);
  }

  function back() {
    if (undo(net)) select(net.graph.hasNode(state.selected) ? state.selected : params.focus);
    else history.back();
  }

  async function pathTo(id) {
    remember(net);
    state.path = await addPath(net, api, state.selected, id);
    arrange(net, { rounds: 60 });
    remembered({ path: id });
    refresh();
  }

  function clear() {
    Object.assign(state, { selected: null, edge: null, path: new Set() });
    fill(panel, h("p", { class: "muted" }, t("evidence.none")));
    refresh();
  }

  /** Write the state into the address without drawing the page anew. */
  function remembered(more) {
    const here = parse(location.hash);
    history.replaceState(null, "", format(here.page, { ...here.params, ...more }));
  }

  stage.addEventListener("keydown", (event) => {
    if (event.key.startsWith("Arrow") && state.selected) {
      const next = neighbourTowards(net, state.selected, event.key);
      event.preventDefault();
      if (next) select(next);
    } else if (event.key === "Enter" && state.selected) expand(state.selected);
    else if (event.key === "Backspace") { event.preventDefault(); back(); }
    else if (event.key === "Escape") clear();
  });
  globalThis.qipuView = { net, sigma: view.sigma, state }; // for the console and for tests of the picture
  select(net.graph.hasNode(state.selected) ? state.selected : params.focus);
  return () => view.end();
}

/** Facts beside a node of a class under the words of their relation, seen from that node. */
function grouped(linked, kind) {
  const groups = new Map();
  for (const item of linked) {
    const title = item.out ? term(item.f.relation) : incoming(item.f.relation, kind);
    groups.set(title, [...(groups.get(title) ?? []), item]);
  }
  return [...groups];
}

const list = (text) => (text ? text.split(" ").filter(Boolean).slice(0, 20) : []);
const details = (f) => { const all = [f.post, f.rank, f.year, f.role && term(f.role)].filter(Boolean).join(" · "); return all && ` ${all}`; };

function readFilters(params) {
  return {
    types: params.types ? params.types.split(",") : [], relations: params.relations ? params.relations.split(",") : [],
    from: params.from, to: params.to, confidence: params.confidence,
  };
}

/** The nodes and edges of the shortest path, added to the network; the ids on it. */
async function addPath(net, api, source, target) {
  const answer = await api.paths(source, target);
  const path = answer.paths[0];
  if (!path) return new Set();
  const refs = [path.steps[0].source, ...path.steps.map((s) => s.target)];
  merge(net, {
    focus: refs[0],
    nodes: refs.map((r) => ({ iri: r.iri, label: r.label, type: r.type, hop: 1, degree: 1, hidden: 0 })),
    edges: path.steps.map(({ fact }) => ({ ...fact, fact: fact.iri, relation: fact.predicate, source: fact.subject.iri, target: fact.object.iri })),
  }, source);
  return new Set(refs.map((r) => r.iri));
}

function filterForm(params) {
  const picks = (key, all) => {
    const chosen = new Set(params[key] ? params[key].split(",") : all);
    return h("fieldset", {}, h("legend", {}, t(key)), all.map((value) => {
      const box = h("input", { type: "checkbox", checked: chosen.has(value), onchange: () => {
        if (box.checked) chosen.add(value); else chosen.delete(value);
        change({ [key]: chosen.size === all.length ? "" : all.filter((v) => chosen.has(v)).join(",") });
      } });
      return h("label", {}, box, term(value));
    }));
  };
  return h("details", { class: "filters", open: Boolean(params.types || params.relations || params.confidence) },
    h("summary", {}, t("graph.filters")),
    field(t("hops"), choice(params.hops ?? "1", [["1", "1"], ["2", "2"], ["3", "3"]], (hops) => change({ hops }))),
    field(t("confidence.min"), choice(params.confidence ?? "", [["", "0"], ["0.5", "0.5"], ["0.7", "0.7"], ["0.8", "0.8"], ["0.9", "0.9"]], (confidence) => change({ confidence }))),
    picks("types", NODE_TYPES), picks("relations", RELATIONS));
}

/** How many of a group are shown, and of how many where the service told that there are more. */
function shownOf(net, id, kind, title, items) {
  const total = (net.totals.get(id) ?? []).find((m) => title === (m.direction === "out" ? term(m.relation) : incoming(m.relation, kind)))?.total ?? 0;
  const others = new Set(items.map(({ f, out }) => (out ? f.target : f.source))).size;
  return total > others ? `${others} / ${total}` : String(items.length);
}

/** What the characters in the nodes mean: only the classes that are there. */
function legend(net) {
  const kinds = new Set(net.graph.mapNodes((_, a) => a.kind));
  return h("ul", { class: "plain legend on-stage", "aria-label": t("types") },
    Object.keys(CLASSES).filter((kind) => kinds.has(kind)).map((kind) => h("li", {}, badge(kind), term(kind))));
}

function years(net, params) {
  const counts = [...net.years].map(([key, count]) => ({ key, count })).sort((a, b) => (a.key < b.key ? -1 : 1)).slice(-24);
  if (counts.length < 2) return null;
  return h("details", {}, h("summary", {}, t("years")),
    bars(counts, { caption: t("years"), href: (key) => format("graph", { ...params, from: key, to: key }) }),
    params.from && h("a", { href: format("graph", { ...params, from: "", to: "" }) }, t("all")));
}

async function start(place, api) {
  const answer = await api.overview();
  const groups = new Set(answer.groups.map((box) => box.entity.iri));
  const entry = (ref, note) => h("li", {}, badge(ref.type), h("a", { href: graphLink(ref.iri) }, ref.label), note && h("span", { class: "muted" }, ` ${note}`));
  fill(place, h("section", { class: "hero" }, h("h1", {}, t("nav.graph")), h("p", {}, t("graph.start")),
    searchBox(api, (hit) => change({ focus: hit.iri }), { id: "graph-start" }),
    h("p", { class: "links starts" }, h("a", { class: "button", href: format("map") }, t("map.all")))),
  h("div", { class: "grid" },
    h("section", { class: "card" }, h("h2", {}, t("overview.groups")),
      h("ul", { class: "plain" }, answer.groups.map((box) => entry(box.entity, box.child_total > 0 && `${t("children")} ${box.child_total}`)))),
    h("section", { class: "card" }, h("h2", {}, t("overview.hubs")),
      h("ul", { class: "plain" }, answer.hubs.filter((hit) => !groups.has(hit.iri)).map((hit) => entry(hit, t("map.degree", { n: hit.degree })))))));
}
