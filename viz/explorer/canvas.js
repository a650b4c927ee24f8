// How a network looks and answers the mouse: sigma draws; colour, glyph, label and visibility come from reducers.

import { Sigma } from "./vendor/vendor.js";
import { look } from "./palette.js";
import { term } from "./i18n.js";
import { write } from "./labels.js";

const FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Draw `graph` in `place`. `state` = {selected, hovered, path:Set}; `on` = {node, open, edge, blank} callbacks. */
export function draw(place, graph, state, on) {
  const colors = {
    label: ink("--ink"), line: ink("--line-strong"), accent: ink("--accent"), page: ink("--page"), faded: ink("--faded"), outline: ink("--outline"),
  }; // asked once: computed styles are dear, and a change of look draws the page anew
  // nothing fades while the centre (or nothing, or something just removed) is selected
  const atRest = () => !graph.hasNode(state.selected) || graph.getNodeAttribute(state.selected, "hop") === 0;
  const sigma = new Sigma(graph, place, {
    allowInvalidContainer: true,
    defaultEdgeType: "arrow",
    enableEdgeEvents: false, // a second picture to pick from in every frame; `nearestEdge` finds the line instead
    hideEdgesOnMove: graph.size > 3_000,
    labelFont: FONT,
    renderLabels: false, // ours, placed by collision, stand on the layer above
    labelSize: 12,
    labelColor: { color: colors.label },
    edgeLabelSize: 11,
    edgeLabelColor: { color: colors.label },
    renderEdgeLabels: true,
    stagePadding: 60,
    zIndex: true,
    defaultDrawNodeHover: (context, data, settings) => hover(context, data, settings, colors),
    nodeReducer: (id, a) => {
      const near = atRest() || id === state.selected || graph.areNeighbors(id, state.selected) || state.path.has(id);
      const chosen = id === state.selected || state.path.has(id);
      return {
        ...a, type: "circle", color: near ? look(a.kind).color : colors.faded, label: a.label + (a.more ? ` +${a.more}` : ""),
        full: a.label, highlighted: id === state.selected, zIndex: chosen ? 2 : near ? 1 : 0,
      };
    },
    edgeReducer: (id, a) => {
      const [source, target] = graph.extremities(id);
      const chosen = id === state.edge || source === state.selected || target === state.selected || (state.path.has(source) && state.path.has(target));
      return {
        ...a, color: chosen ? colors.accent : colors.line, zIndex: chosen ? 1 : 0,
        label: id === state.edge || (chosen && graph.degree(state.selected ?? source) <= 8) ? term(a.relation) : "",
      };
    },
  });
  const glyphs = glyphLayer(place, sigma, graph, state, colors);
  sigma.on("clickNode", ({ node, event }) => on.node(node, event.original.shiftKey));
  sigma.on("doubleClickNode", (event) => { event.preventSigmaDefault(); on.open(event.node); });
  sigma.on("clickStage", ({ event }) => {
    const edge = nearestEdge(sigma, graph, event);
    if (edge) on.edge(edge); else on.blank();
  });
  sigma.on("enterNode", ({ node }) => { state.hovered = node; place.style.cursor = "pointer"; });
  sigma.on("leaveNode", () => { state.hovered = null; place.style.cursor = ""; });
  drag(sigma, graph, place);
  return { sigma, end() { glyphs.end(); sigma.kill(); } };
}

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

function hover(context, data, settings, colors) {
  const text = data.full ?? data.label;
  context.font = `600 ${settings.labelSize}px ${settings.labelFont}`;
  const width = context.measureText(text).width + 12;
  context.fillStyle = colors.page;
  context.strokeStyle = colors.accent;
  context.lineWidth = 2;
  context.beginPath();
  context.arc(data.x, data.y, data.size + 3, 0, 2 * Math.PI);
  context.stroke();
  context.fillRect(data.x - width / 2, data.y + data.size + 5, width, settings.labelSize + 8);
  context.strokeRect(data.x - width / 2, data.y + data.size + 5, width, settings.labelSize + 8);
  context.fillStyle = colors.label;
  context.textAlign = "center";
  context.fillText(text, data.x, data.y + data.size + settings.labelSize + 8);
  context.textAlign = "start";
}

/** One character in each node that is large enough to hold it, and an outline, on a canvas above. */
function glyphLayer(place, sigma, graph, state, colors) {
  const canvas = document.createElement("canvas");
  canvas.className = "glyphs";
  canvas.setAttribute("aria-hidden", "true");
  place.append(canvas);
  const context = canvas.getContext("2d");
  function paint() {
    const { width, height } = sigma.getDimensions();
    const ratio = devicePixelRatio || 1;
    if (canvas.width !== width * ratio || canvas.height !== height * ratio) {
      canvas.width = width * ratio;
      canvas.height = height * ratio;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    if (graph.order > 2_000) return;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.strokeStyle = colors.outline;
    let font = "";
    const labelled = [];
    graph.forEachNode((id, a) => {
      const shown = sigma.getNodeDisplayData(id);
      if (!shown || shown.hidden) return;
      const size = sigma.scaleSize(shown.size);
      if (size < 5) return;
      const { x, y } = sigma.framedGraphToViewport(shown);
      if (x < -40 || y < -40 || x > width + 40 || y > height + 40) return;
      context.lineWidth = 1;
      context.beginPath();
      context.arc(x, y, size, 0, 2 * Math.PI);
      context.stroke();
      context.fillStyle = shown.color === colors.faded ? colors.label : look(a.kind).ink;
      const wanted = `${Math.round(size * 1.1)}px system-ui, 'Noto Sans CJK SC', sans-serif`;
      if (wanted !== font) context.font = font = wanted;
      context.fillText(look(a.kind).glyph, x, y + 1);
      const covered = id === state.selected || id === state.hovered; // sigma writes these in a box of its own
      const rank = (covered ? 1e6 : 0) + (state.path.has(id) ? 1e5 : 0) + (a.hop === 0 ? 1e4 : 0) + (shown.color === colors.faded ? 0 : 1e3) + graph.degree(id);
      labelled.push({ x, y, size, label: shown.label ?? a.label, rank, covered });
    });
    write(context, labelled, { color: colors.label, halo: colors.page, font: FONT });
  }
  sigma.on("afterRender", paint);
  return { end: () => canvas.remove() };
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

/** The picture as a PNG blob: sigma's layers and the glyphs on the page's colour. */
export function picture(place, sigma) {
  const { width, height } = sigma.getDimensions();
  const ratio = devicePixelRatio || 1;
  const whole = document.createElement("canvas");
  whole.width = width * ratio;
  whole.height = height * ratio;
  const context = whole.getContext("2d");
  context.fillStyle = ink("--page");
  context.fillRect(0, 0, whole.width, whole.height);
  sigma.refresh();
  for (const layer of place.querySelectorAll("canvas")) {
    if (layer.width > 0 && layer.height > 0) context.drawImage(layer, 0, 0, whole.width, whole.height);
  }
  return new Promise((resolve) => whole.toBlob(resolve, "image/png"));
}
