// How a network looks and answers the mouse: sigma draws (`stage.js`), `overlay.js` writes; colour and visibility come
// from reducers.

import { look } from "./palette.js";
import { overlay } from "./overlay.js";
import { png } from "./pieces.js";
import { drawPlain, hasWebGL } from "./plain.js";
import { Stage } from "./stage.js";
import { networkSvg } from "./vector.js";

const MANY = 3_000; // lines from which heads are left out and lines are hidden while the picture moves

const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/**
 * Draw `graph` in `place`. `state` = {selected, hovered, path:Set, still: nothing ever fades}; `on` = {node, open, edge, blank}
 * callbacks. Lines with `quiet` show only while one of their ends is chosen.
 */
export function draw(place, graph, state, on) {
  const colors = {
    label: ink("--ink"), line: ink("--line-strong"), accent: ink("--accent"), page: ink("--page"), faded: ink("--faded"), outline: ink("--outline"),
  }; // asked once: computed styles are dear, and a change of look draws the page anew
  if (!hasWebGL()) return drawPlain(place, graph, state, on, colors);
  // nothing fades while the centre (or nothing, or something just removed) is selected
  const atRest = () => state.still || !graph.hasNode(state.selected) || graph.getNodeAttribute(state.selected, "hop") === 0;
  const many = graph.size > MANY;
  const sigma = new Stage(graph, place, {
    allowInvalidContainer: true,
    defaultEdgeType: many ? "line" : "arrow",
    hideEdgesOnMove: many,
    stagePadding: 60,
    zIndex: true,
    nodeReducer: (id, a) => {
      const near = atRest() || id === state.selected || graph.areNeighbors(id, state.selected) || state.path.has(id);
      const chosen = id === state.selected || state.path.has(id);
      return {
        ...a, type: "circle", color: near ? look(a.kind).color : colors.faded, label: a.label + (a.more ? ` +${a.more}` : ""),
        zIndex: chosen ? 2 : near ? 1 : 0,
      };
    },
    edgeReducer: (id, a) => {
      const [source, target] = graph.extremities(id);
      const chosen = id === state.edge || source === state.selected || target === state.selected || (state.path.has(source) && state.path.has(target));
      return { ...a, hidden: a.quiet && !chosen, color: chosen ? colors.accent : colors.line, zIndex: chosen ? 1 : 0 };
    },
  });
  const texts = overlay(place, sigma, graph, state, colors);
  sigma.on("clickNode", ({ node, event }) => on.node(node, event.original.shiftKey));
  sigma.on("doubleClickNode", (event) => { event.preventSigmaDefault(); on.open(event.node); });
  sigma.on("clickStage", ({ event }) => {
    const edge = nearestEdge(sigma, graph, event);
    if (edge) on.edge(edge); else on.blank();
  });
  sigma.on("enterNode", ({ node }) => { state.hovered = node; place.style.cursor = "pointer"; });
  sigma.on("leaveNode", () => { state.hovered = null; place.style.cursor = ""; });
  drag(sigma, graph, place);
  return { sigma, paint: texts.paint, end() { texts.end(); sigma.kill(); } };
}

/** Options of a camera's movement: none for whoever asked the system for less of it. */
export const moving = () => ({ duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 1 : 300 });

const REACH = 7; // pixels within which a click beside a thin line still means that line

/** The edge nearest to a point of the viewport, null when none is within reach. */
function nearestEdge(sigma, graph, { x, y }) {
  let best = null;
  let least = REACH;
  graph.forEachEdge((edge, _, source, target) => {
    const a = sigma.graphToViewport(graph.getNodeAttributes(source));
    const b = sigma.graphToViewport(graph.getNodeAttributes(target));
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const along = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
    const distance = Math.hypot(x - a.x - along * dx, y - a.y - along * dy);
    if (distance < least) { least = distance; best = edge; }
  });
  return best;
}

function drag(sigma, graph, place) {
  let held = null;
  sigma.on("downNode", ({ node }) => { held = node; });
  sigma.getMouseCaptor().on("mousemovebody", (event) => {
    if (!held) return;
    const at = sigma.viewportToGraph(event);
    graph.mergeNodeAttributes(held, { x: at.x, y: at.y });
    event.preventSigmaDefault();
    event.original.preventDefault();
    event.original.stopPropagation();
  });
  const release = () => { held = null; };
  sigma.getMouseCaptor().on("mouseup", release);
  place.addEventListener("mouseleave", release);
}

/** The picture of a drawn view as a PNG blob: lines, nodes and texts on the page's colour. */
export function picture(place, view, graph) {
  if (!view.sigma.kill) return png(networkSvg(view.sigma, graph), "#FFFFFF"); // drawn without WebGL
  const { width, height } = view.sigma.getDimensions();
  const ratio = devicePixelRatio || 1;
  const whole = document.createElement("canvas");
  whole.width = width * ratio;
  whole.height = height * ratio;
  const context = whole.getContext("2d");
  context.fillStyle = ink("--page");
  context.fillRect(0, 0, whole.width, whole.height);
  view.sigma.refresh();
  view.paint();
  for (const layer of place.querySelectorAll("canvas")) {
    if (layer.width > 0 && layer.height > 0) context.drawImage(layer, 0, 0, whole.width, whole.height);
  }
  return new Promise((resolve) => whole.toBlob(resolve, "image/png"));
}
