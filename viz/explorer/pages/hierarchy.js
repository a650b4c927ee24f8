// 层级: who belongs to whom as a left-right tree; boxes unfold on click, "更多" brings the next ones; awards in each box.

import { h, svg, fill, announce } from "../dom.js";
import { hierarchy as nest, tree as layout } from "../vendor/vendor.js";
import { t, term } from "../i18n.js";
import { badge, csv, field, png, problem, save, table, thing } from "../pieces.js";
import { look } from "../palette.js";
import { change, entityLink, format, parse } from "../router.js";
import { searchBox } from "../search.js";
import { showFact } from "../evidence.js";

const [WIDTH, HEIGHT, GAP_X, GAP_Y, MOST] = [190, 40, 60, 10, 300];
const NONE = "-"; // in the address: everything folded
const FIRST = 40; // boxes a reader takes in at once: a second level opens by itself only within this

export async function hierarchyPage({ place, params, api }) {
  if (!params.root) return rootsPage(place, params, api);
  const options = { units: params.units === "0" ? "false" : undefined, asOf: params.asof };
  const answer = await api.hierarchy(params.root, { ...options, depth: 2 });
  const stage = h("div", { class: "scroll tree", tabindex: "0", role: "region", "aria-label": t("nav.hierarchy") });
  const panel = h("aside", { class: "panel", "aria-label": t("evidence"), "aria-live": "polite" }, h("p", { class: "muted" }, t("evidence.none")));
  const units = h("input", { type: "checkbox", checked: params.units !== "0", onchange: () => change({ units: units.checked ? "" : "0" }) });
  const asOf = h("input", { type: "date", value: params.asof ?? "", onchange: () => change({ asof: asOf.value }) });
  fill(place,
    h("h1", {}, t("nav.hierarchy"), h("small", {}, ` ${answer.root.entity.label}`)),
    h("form", { class: "controls", onsubmit: (event) => event.preventDefault() },
      searchBox(api, (hit) => change({ root: hit.iri }), { label: t("nav.hierarchy.of"), titled: true, value: answer.root.entity.label, types: ["Enterprise", "Institution", "Unit"] }),
      field(t("hierarchy.units"), units), api.online && field(t("hierarchy.asof"), asOf), // the files of a static site are as of now
      h("button", { type: "button", onclick: async () => save("hierarchy.png", await png(picture(stage), "#FFFFFF")) }, "PNG"),
      h("button", { type: "button", onclick: () => save("hierarchy.svg", picture(stage), "image/svg+xml") }, "SVG"),
      h("button", { type: "button", onclick: () => save("hierarchy.csv", csv(["#", t("label"), t("type"), t("relation"), t("parents"), t("awards"), t("total")], rows(root)), "text/csv;charset=utf-8") }, "CSV")),
    h("p", { class: "muted" }, t("hierarchy.hint")),
    answer.parents.length > 0 && h("p", {}, `${t("parents")}：`, answer.parents.map((p, i) =>
      [i > 0 && " › ", h("a", { href: format("hierarchy", { ...params, root: p.iri }) }, p.label)])),
    h("div", { class: "beside" }, stage, panel));
  const root = grow(answer.root);
  if (count(root) > FIRST) root.kids.forEach((kid) => { kid.open = false; });
  let focus = root;
  let chosen = root;
  let touched = false; // the focus stays with the page until a box was used

  async function openUp(node) {
    if (node.kids.length === 0 && node.child_total > 0) {
      const next = await api.hierarchy(node.entity.iri, { ...options, depth: 1 });
      node.kids = next.root.children.map((child) => grow(child));
      addMore(node);
    }
    node.open = true;
  }

  /** Unfold what the address names, from the top down, and fold the rest. */
  async function restore(node, wanted) {
    for (const kid of node.kids.filter((k) => k.rest === undefined)) {
      if (wanted.has(kid.entity.iri)) await openUp(kid);
      else kid.open = false;
      await restore(kid, wanted);
    }
  }

  /** Write the state into the address without drawing the page anew. */
  function remember(more) {
    const here = parse(location.hash);
    history.replaceState(null, "", format(here.page, { ...here.params, ...more }));
  }

  async function unfold(node) {
    try {
      if (node.rest !== undefined) {
        const above = node.above;
        const next = await api.hierarchy(above.entity.iri, { ...options, depth: 1, offset: above.kids.length - 1 });
        above.kids.pop();
        above.kids.push(...next.root.children.map((child) => grow(child)));
        addMore(above);
        focus = above;
      } else {
        if (node.open) node.open = false;
        else await openUp(node);
        focus = node;
      }
      remember({ open: opened(root).join(" ") || NONE });
      paint();
    } catch (error) {
      fill(panel, problem(error, () => unfold(node)));
    }
  }

  function choose(node) {
    focus = node;
    fill(panel, h("h2", {}, thing(node.entity)),
      h("p", { class: "muted" }, t("hierarchy.awards", { own: node.awards, all: node.awards_total })),
      h("p", { class: "links" }, h("a", { href: entityLink(node.entity.iri) }, t("entity")), " ",
        h("a", { href: format("matrix", { enterprise: node.entity.iri }) }, t("nav.matrix"))),
      h("div", { class: "proof-place" }));
    chosen = node;
    point();
    if (node.fact && node.above) {
      showFact(panel.querySelector(".proof-place"), api, { iri: node.fact, predicate: node.relation, subject: node.entity, object: node.above.entity });
    }
    if (touched) remember({ node: node === root ? "" : node.entity.iri });
    announce(node.entity.label);
  }

  function point() {
    for (const item of stage.querySelectorAll(".box")) item.classList.toggle("chosen", item.dataset.key === keyOf(chosen));
  }

  function paint() {
    fill(stage, draw(root, { unfold, choose }));
    point();
    if (touched) stage.querySelector(`[data-key="${CSS.escape(keyOf(focus))}"]`)?.focus({ preventScroll: false });
    touched = true;
  }
  if (params.open) await restore(root, new Set(params.open === NONE ? [] : params.open.split(" ").slice(0, FIRST)));
  paint();
  choose(everyBox(root).find((node) => node.entity.iri === params.node) ?? root);
  return undefined;
}

const everyBox = (node) => (node.rest === undefined ? [node, ...(node.open ? node.kids.flatMap(everyBox) : [])] : []);
const opened = (root) => everyBox(root).filter((node) => node !== root && node.open && node.child_total > 0).map((node) => node.entity.iri).slice(0, FIRST);
const count = (node) => 1 + (node.open ? node.kids.reduce((sum, kid) => sum + count(kid), 0) : 0);

/** Every box shown, as rows: depth, name, class, relation, parent, awards of its own, awards with all below. */
function rows(node, depth = 0) {
  if (node.rest !== undefined) return [];
  const own = [depth, node.entity.label, term(node.entity.type), node.relation ? term(node.relation) : "", node.above?.entity.label, node.awards, node.awards_total];
  return [own, ...(node.open ? node.kids.flatMap((kid) => rows(kid, depth + 1)) : [])];
}

const keyOf = (node) => (node.rest === undefined ? node.entity.iri : `more:${node.above.entity.iri}`);

function grow(box, above = null) {
  const node = { ...box, above, kids: [], open: (box.children ?? []).length > 0 };
  node.kids = (box.children ?? []).map((child) => grow(child, node));
  addMore(node);
  return node;
}

function addMore(node) {
  node.kids.forEach((kid) => { kid.above = node; });
  const hidden = node.child_total - node.kids.length;
  if (node.kids.length > 0 && hidden > 0) node.kids.push({ rest: hidden, above: node, kids: [], open: false });
}

/** The tree as SVG: a box is a tree item with its own keyboard: Enter unfolds, arrows move, Space shows the proof. */
function draw(root, { unfold, choose }) {
  const data = layout().separation(() => 1).nodeSize([HEIGHT + GAP_Y, WIDTH + GAP_X])(nest(root, (node) => (node.open ? node.kids.slice(0, MOST) : [])));
  const nodes = data.descendants().slice(0, MOST);
  const low = Math.min(...nodes.map((n) => n.x)) - HEIGHT;
  const high = Math.max(...nodes.map((n) => n.x)) + HEIGHT;
  const wide = Math.max(...nodes.map((n) => n.y)) + WIDTH + 40;
  const items = new Map();
  const picture = svg("svg", { viewBox: `-10 ${low} ${wide} ${high - low}`, width: wide, height: high - low, role: "tree", "aria-label": t("nav.hierarchy") });
  for (const { source, target } of data.links()) {
    const [x1, y1, x2, y2] = [source.y + WIDTH, source.x, target.y, target.x];
    picture.append(svg("path", { class: "link", d: `M${x1} ${y1}H${(x1 + x2) / 2}V${y2}H${x2}` }));
  }
  for (const place of nodes) {
    const item = box(place, { unfold, choose });
    items.set(place, item);
    picture.append(item);
  }
  picture.addEventListener("keydown", (event) => {
    const here = nodes.find((n) => items.get(n) === event.target.closest("[role=treeitem]"));
    if (!here) return;
    const beside = here.parent?.children ?? [here];
    const next = { ArrowDown: beside[beside.indexOf(here) + 1], ArrowUp: beside[beside.indexOf(here) - 1], ArrowRight: here.children?.[0], ArrowLeft: here.parent }[event.key];
    if (next) { event.preventDefault(); items.get(next)?.focus(); }
    else if (event.key === "ArrowRight" && !here.data.open) { event.preventDefault(); unfold(here.data); }
    else if (event.key === "Enter") { event.preventDefault(); unfold(here.data); }
    else if (event.key === " ") { event.preventDefault(); if (here.data.entity) choose(here.data); }
  });
  return picture;
}

function box({ data, x, y, depth }, { unfold, choose }) {
  if (data.rest !== undefined) {
    return svg("g", { role: "treeitem", tabindex: "0", class: "box more", "data-key": keyOf(data), transform: `translate(${y} ${x})`, onclick: () => unfold(data), "aria-level": depth + 1 },
      svg("rect", { y: -HEIGHT / 2, width: WIDTH, height: HEIGHT, rx: 6 }), svg("text", { x: 12, y: 4 }, `${t("more")} (${data.rest})`));
  }
  const { color, ink, glyph } = look(data.entity.type);
  const label = data.entity.label;
  return svg("g", { role: "treeitem", tabindex: "0", class: `box${depth === 0 ? " top" : ""}`, "data-key": keyOf(data), transform: `translate(${y} ${x})`, "aria-level": depth + 1,
    "aria-expanded": data.child_total > 0 ? String(data.open) : null, "aria-label": `${label}，${term(data.entity.type)}，${t("awards")} ${data.awards_total}`, onclick: () => choose(data) },
  svg("title", {}, label),
  svg("rect", { y: -HEIGHT / 2, width: WIDTH, height: HEIGHT, rx: 6 }),
  svg("rect", { class: "tab", y: -HEIGHT / 2, width: 24, height: HEIGHT, rx: 6, style: { fill: color } }),
  svg("text", { class: "glyph", x: 12, y: 5, "text-anchor": "middle", style: { fill: ink } }, glyph),
  svg("text", { x: 31, y: -3 }, label.length > 12 ? `${label.slice(0, 11)}…` : label),
  svg("text", { class: "small", x: 31, y: 13 }, [
    data.awards_total > 0 && `${t("awards")} ${data.awards_total}`, data.child_total > 0 && `${t("children")} ${data.child_total}`].filter(Boolean).join(" · ") || term(data.entity.type)),
  data.child_total > 0 && svg("g", { class: "unfold", onclick: (event) => { event.stopPropagation(); unfold(data); } },
    svg("circle", { cx: WIDTH, r: 11 }), svg("text", { x: WIDTH, y: 4, "text-anchor": "middle" }, data.open ? "−" : String(Math.min(data.child_total, 99)))));
}

/** The tree as a file of its own: colours written in, since a file has no stylesheet of ours. */
function picture(stage) {
  const copy = stage.querySelector("svg").cloneNode(true);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.prepend(svg("style", {}, ".link{fill:none;stroke:#8A8F98}.box rect{fill:#fff;stroke:#8A8F98}.unfold circle{fill:#fff;stroke:#0B5CAD}text{font:12px 'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif}.small{font-size:11px}"));
  copy.querySelectorAll("rect.tab").forEach((tab) => tab.setAttribute("style", tab.getAttribute("style")));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}`;
}

async function rootsPage(place, params, api) {
  const answer = await api.roots(Number(params.offset ?? 0));
  const next = answer.offset + answer.items.length;
  fill(place, h("section", { class: "hero" }, h("h1", {}, t("nav.hierarchy")), h("p", {}, t("hierarchy.start")),
    searchBox(api, (hit) => change({ root: hit.iri }), { types: ["Enterprise", "Institution", "Unit"] }),
    table([
      { label: t("overview.groups"), cell: (item) => [badge(item.entity.type), h("a", { href: format("hierarchy", { root: item.entity.iri }) }, item.entity.label)] },
      { label: t("children"), number: true, nowrap: true, cell: (item) => String(item.child_total) },
      { label: t("awards"), number: true, nowrap: true, cell: (item) => String(item.awards_total) },
    ], answer.items, { caption: t("overview.groups") })),
    next < answer.total && h("a", { href: format("hierarchy", { offset: next }) }, t("more")));
}
