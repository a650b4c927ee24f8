// What is written above the network: a character in each node that is large enough, labels that never lie on each other,
// the relation on chosen lines, the full name of the node chosen or pointed at.

import { term } from "./i18n.js";
import { write } from "./labels.js";
import { look } from "./palette.js";

const FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";
const LARGE = 2_000; // nodes from which texts wait until the picture stands still
const MOST = 400; // nodes written upon in one picture, the best connected first
const STILL = 140; // milliseconds without a frame, counted from when the last one is on the screen: the picture stands
const SIZE = 12;

/** Keep the texts above `stage` as they should be; `paint()` writes them now, `end()` takes them away. */
export function overlay(place, stage, graph, state, colors) {
  const canvas = document.createElement("canvas");
  canvas.className = "glyphs";
  canvas.setAttribute("aria-hidden", "true");
  place.append(canvas);
  const context = canvas.getContext("2d");
  let written = false;
  let timer = 0;
  let frame = 0;

  function cancel() {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
  }

  function blank() {
    const { width, height } = stage.getDimensions();
    const ratio = devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
    } else if (written) context.clearRect(0, 0, width, height);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    written = false;
    return { width, height };
  }

  function paint() {
    cancel();
    const items = inView(stage, graph, state, colors, blank());
    if (items.length === 0) return;
    written = true;
    context.textAlign = "center";
    context.strokeStyle = colors.outline;
    context.textBaseline = "middle";
    for (const item of items) if (item.size >= 5) glyph(context, item);
    write(context, items, { color: colors.label, halo: colors.page, font: FONT, over: Boolean(state.still) });
    for (const line of chosenLines(graph, state)) relation(context, line, stage, colors);
    for (const item of items) if (item.covered) named(context, item, colors);
  }

  stage.on("texts", () => {
    if (graph.order <= LARGE) return paint();
    if (written) blank();
    cancel();
    frame = requestAnimationFrame(() => { timer = setTimeout(paint, STILL); });
    return undefined;
  });
  return { paint, end() { cancel(); canvas.remove(); } };
}

/** The nodes to write upon: in view, the most important first, at most `MOST`. */
function inView(stage, graph, state, colors, { width, height }) {
  const items = [];
  graph.forEachNode((id, a) => {
    const shown = stage.getNodeDisplayData(id);
    if (!shown || shown.hidden) return;
    const { x, y } = stage.framedGraphToViewport(shown);
    if (x < -40 || y < -40 || x > width + 40 || y > height + 40) return;
    const covered = id === state.selected || id === state.hovered; // these get a box of their own
    const faded = shown.color === colors.faded;
    const rank = (covered ? 1e6 : 0) + (state.path.has(id) ? 1e5 : 0) + (a.hop === 0 ? 1e4 : 0) + (faded ? 0 : 1e3) + (a.degree ?? graph.degree(id));
    const of = look(a.kind);
    items.push({
      x, y, size: stage.scaleSize(shown.size), label: shown.label ?? a.label, full: a.label, rank, covered,
      glyph: of.glyph, ink: faded ? colors.label : of.ink, boxed: id === state.selected,
    });
  });
  if (items.length <= MOST) return items;
  return items.sort((a, b) => b.rank - a.rank).slice(0, MOST);
}

function glyph(context, { x, y, size, glyph: character, ink }) {
  context.lineWidth = 1;
  context.beginPath();
  context.arc(x, y, size, 0, 2 * Math.PI);
  context.stroke();
  context.fillStyle = ink;
  const wanted = `${Math.round(size * 1.1)}px system-ui, 'Noto Sans CJK SC', sans-serif`;
  if (context.font !== wanted) context.font = wanted;
  context.fillText(character, x, y + 1);
}

/** The lines whose relation is written: the one chosen, or those of the chosen node while they are few. */
function chosenLines(graph, state) {
  if (state.edge && graph.hasEdge(state.edge)) return [state.edge];
  if (!state.selected || !graph.hasNode(state.selected) || graph.degree(state.selected) > 8) return [];
  return graph.edges(state.selected);
}

function relation(context, edge, stage, colors) {
  const [source, target] = stage.getGraph().extremities(edge).map((id) => stage.framedGraphToViewport(stage.getNodeDisplayData(id)));
  const told = stage.getGraph().getEdgeAttribute(edge, "relation");
  if (!told) return;
  const words = term(told);
  context.font = `11px ${FONT}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const [x, y] = [(source.x + target.x) / 2, (source.y + target.y) / 2];
  context.lineWidth = 4;
  context.strokeStyle = colors.page;
  context.strokeText(words, x, y);
  context.fillStyle = colors.accent;
  context.fillText(words, x, y);
}

/** The full name in a box below the node; a ring round the one chosen. */
function named(context, { x, y, size, full, boxed }, colors) {
  context.font = `600 ${SIZE}px ${FONT}`;
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  const width = context.measureText(full).width + 12;
  context.fillStyle = colors.page;
  context.strokeStyle = colors.accent;
  context.lineWidth = boxed ? 2 : 1;
  context.beginPath();
  context.arc(x, y, size + 3, 0, 2 * Math.PI);
  context.stroke();
  context.fillRect(x - width / 2, y + size + 5, width, SIZE + 8);
  context.strokeRect(x - width / 2, y + size + 5, width, SIZE + 8);
  context.fillStyle = colors.label;
  context.fillText(full, x, y + size + SIZE + 8);
}
