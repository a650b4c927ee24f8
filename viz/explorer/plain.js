// The network without WebGL (switched off, or a driver that has none): SVG with the same colours, clicks and interface as
// far as the pages use it. No moving and zooming; large pictures are left to the list beside them.

import { h, svg, fill } from "./dom.js";
import { t } from "./i18n.js";
import { lines } from "./labels.js";
import { look } from "./palette.js";

const LARGE = 2_000; // nodes an SVG should not hold
const EDGE = 60; // pixels kept free around

/** Whether this browser draws with WebGL; asked on a canvas that is thrown away. */
export function hasWebGL() {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("webgl2") ?? canvas.getContext("webgl");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}

/** Draw as `draw` of `canvas.js` does; `colors` are the page's. */
export function drawPlain(place, graph, state, on, colors) {
  const root = svg("svg", { width: "100%", height: "100%", "aria-hidden": "true" });
  place.prepend(root);
  if (graph.order > LARGE) place.prepend(h("p", { class: "muted no-webgl" }, t("no.webgl")));
  const watcher = new ResizeObserver(() => refresh());
  watcher.observe(place);

  const size = () => ({ width: Math.max(place.clientWidth, 2 * EDGE + 1), height: Math.max(place.clientHeight, 2 * EDGE + 1) });
  function bounds() {
    const box = { left: Infinity, right: -Infinity, low: Infinity, high: -Infinity };
    graph.forEachNode((_, { x, y }) => Object.assign(box, { left: Math.min(box.left, x), right: Math.max(box.right, x), low: Math.min(box.low, y), high: Math.max(box.high, y) }));
    return box;
  }
  function toViewport({ x, y }, { left, right, low, high } = bounds()) {
    const { width, height } = size();
    const scale = Math.min((width - 2 * EDGE) / (right - left || 1), (height - 2 * EDGE) / (high - low || 1));
    return { x: width / 2 + (x - (left + right) / 2) * scale, y: height / 2 - (y - (low + high) / 2) * scale };
  }

  function refresh() {
    if (graph.order > LARGE) return;
    const box = bounds();
    const at = new Map(graph.mapNodes((id, a) => [id, toViewport(a, box)]));
    const rest = state.still || !graph.hasNode(state.selected) || graph.getNodeAttribute(state.selected, "hop") === 0;
    const links = graph.mapEdges((edge, a, source, target) => {
      const chosen = edge === state.edge || source === state.selected || target === state.selected || (state.path.has(source) && state.path.has(target));
      const [p, q] = [at.get(source), at.get(target)];
      return a.quiet && !chosen ? null : svg("line", { x1: p.x, y1: p.y, x2: q.x, y2: q.y, stroke: chosen ? colors.accent : colors.line,
        "stroke-width": Math.max(a.size, 1.5), onclick: (event) => { event.stopPropagation(); on.edge(edge); } });
    });
    const nodes = graph.mapNodes((id, a) => {
      const { x, y } = at.get(id);
      const near = rest || id === state.selected || state.path.has(id) || graph.areNeighbors(id, state.selected);
      const { color, ink, glyph } = look(a.kind);
      const words = id === state.selected ? [a.label] : lines(a.label + (a.more ? ` +${a.more}` : ""));
      return svg("g", { "data-node": id, onclick: (event) => { event.stopPropagation(); on.node(id, event.shiftKey); }, ondblclick: () => on.open(id) },
        svg("title", {}, a.label),
        svg("circle", { cx: x, cy: y, r: a.size, fill: near ? color : colors.faded, stroke: id === state.selected ? colors.accent : colors.outline, "stroke-width": id === state.selected ? 3 : 1 }),
        svg("text", { x, y: y + a.size * 0.4, "text-anchor": "middle", "font-size": a.size * 1.1, fill: near ? ink : colors.label }, glyph),
        graph.order <= 80 && words.map((word, i) => svg("text", { class: "label", x, y: y + a.size + 13 + 13 * i, "text-anchor": "middle", "font-size": 12, fill: colors.label }, word)));
    });
    fill(root, links, nodes);
  }
  root.addEventListener("click", () => on.blank());
  refresh();
  const nothing = () => {};
  const camera = { ratio: 1, animatedReset: nothing, animatedZoom: nothing, animatedUnzoom: nothing, animate: nothing };
  const sigma = { refresh, getDimensions: size, graphToViewport: toViewport, scaleSize: (s) => s, getCamera: () => camera,
    getNodeDisplayData: (id) => graph.getNodeAttributes(id), getEdgeDisplayData: (id) => graph.getEdgeAttributes(id) };
  return { sigma, paint: nothing, end() { watcher.disconnect(); root.remove(); } };
}
