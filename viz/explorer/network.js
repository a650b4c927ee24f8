// The data and state of the graph page, apart from how they look: which nodes and edges are held, what is selected, undo.

import { Graph, forceAtlas2, noverlap } from "./vendor/vendor.js";

export const MOST_NODES = 400;

/** An empty network. `order` lists node ids as they came. Edges are joined by pair: one line, several facts. */
export function network() {
  return { graph: new Graph({ multi: false, type: "directed" }), history: [], years: new Map(), totals: new Map() };
}

/** Add an answer of `neighbourhood`; new nodes are placed round `around` (or where the build placed them). Returns how many are new. */
export function merge(net, answer, around) {
  const { graph } = net;
  const fresh = answer.nodes.filter((node) => !graph.hasNode(node.iri)).slice(0, Math.max(0, MOST_NODES - graph.order));
  const centre = around && graph.hasNode(around) ? graph.getNodeAttributes(around) : { x: 0, y: 0 };
  fresh.forEach((node, i) => {
    const angle = (2 * Math.PI * i) / Math.max(fresh.length, 1);
    const ring = node.iri === answer.focus.iri ? 0 : 10 + 3 * (i % 3);
    graph.addNode(node.iri, {
      x: centre.x + ring * Math.cos(angle), y: centre.y + ring * Math.sin(angle),
      label: node.label, kind: node.type, level: node.level, degree: node.degree, hop: node.hop, more: node.hidden,
      size: nodeSize(node),
    });
  });
  for (const node of answer.nodes) if (graph.hasNode(node.iri)) graph.setNodeAttribute(node.iri, "more", node.hidden);
  for (const edge of answer.edges) addEdge(graph, edge);
  if (answer.more) net.totals.set(answer.focus.iri, answer.more);
  for (const { key, count } of answer.years ?? []) net.years.set(key, Math.max(count, net.years.get(key) ?? 0));
  return fresh.map((node) => node.iri);
}

function addEdge(graph, edge) {
  if (!graph.hasNode(edge.source) || !graph.hasNode(edge.target)) return;
  if (!graph.hasEdge(edge.source, edge.target)) graph.addEdge(edge.source, edge.target, { facts: [edge], relation: edge.relation, size: 1.5 });
  else {
    const facts = graph.getEdgeAttribute(edge.source, edge.target, "facts");
    if (facts.every((f) => f.fact !== edge.fact)) {
      graph.setEdgeAttribute(edge.source, edge.target, "facts", [...facts, edge]);
      graph.setEdgeAttribute(edge.source, edge.target, "size", 1.5 + Math.log2(facts.length + 1));
    }
  }
}

const nodeSize = (node) => (node.hop === 0 ? 17 : 10 + Math.min(5, Math.log2(1 + (node.degree ?? 0))));

/** Remember the network as it is, so that `undo` can bring it back. */
export function remember(net) {
  net.history.push(net.graph.export());
  if (net.history.length > 30) net.history.shift();
}

/** Back to the network before the last change; false when there is none. */
export function undo(net) {
  const before = net.history.pop();
  if (!before) return false;
  net.graph.clear();
  net.graph.import(before);
  return true;
}

/** Arrange: a force layout from where the nodes are, then room between them. No chance in it: same input, same picture. */
export function arrange(net, { rounds = 160 } = {}) {
  const { graph } = net;
  if (graph.order < 2) return;
  if (graph.order <= 2_000) {
    const settings = { ...forceAtlas2.inferSettings(graph), gravity: 0.6, scalingRatio: 14, slowDown: 3, adjustSizes: false };
    forceAtlas2.assign(graph, { iterations: graph.order > 200 ? Math.round(rounds / 3) : rounds, settings });
  }
  spread(graph);
}

const [WIDE, HIGH] = [760, 640]; // a usual stage in pixels; sigma fits the picture into it
const [BOX_X, BOX_Y] = [112, 46]; // what a node and its label take up in such a stage
const MOST_BOXES = 250; // pairs are compared one by one only up to this

/** Keep labels apart: fill the stage, then push nodes whose labels would lie on each other away, least way first. */
function spread(graph) {
  const grown = Math.max(1, Math.sqrt((graph.order * BOX_X * BOX_Y * 1.6) / (WIDE * HIGH)));
  fit(graph, "x", WIDE * grown);
  fit(graph, "y", HIGH * grown);
  if (graph.order > MOST_BOXES) {
    noverlap.assign(graph, { maxIterations: 120, settings: { margin: 12, ratio: 1.4, expansion: 1.2, gridSize: 20 } });
    return;
  }
  const nodes = graph.mapNodes((id, a) => ({ id, x: a.x, y: a.y }));
  for (let round = 0, moved = true; moved && round < 120; round += 1) {
    moved = false;
    for (let i = 0; i < nodes.length; i += 1) {
      for (let j = i + 1; j < nodes.length; j += 1) {
        const [p, q] = [nodes[i], nodes[j]];
        const over = [BOX_X - Math.abs(q.x - p.x), BOX_Y - Math.abs(q.y - p.y)];
        if (over[0] <= 0 || over[1] <= 0) continue;
        moved = true;
        const axis = over[0] / BOX_X < over[1] / BOX_Y ? "x" : "y";
        const push = ((axis === "x" ? over[0] : over[1]) / 2 + 0.5) * (q[axis] >= p[axis] ? 1 : -1);
        p[axis] -= push;
        q[axis] += push;
      }
    }
  }
  for (const { id, x, y } of nodes) graph.mergeNodeAttributes(id, { x, y });
}

function fit(graph, key, size) {
  const now = extent(graph, key);
  if (now < 1) return;
  graph.updateEachNodeAttributes((_, a) => ({ ...a, [key]: (a[key] * size) / now }), { attributes: [key] });
}

function extent(graph, key) {
  let [low, high] = [Infinity, -Infinity];
  graph.forEachNode((_, a) => { low = Math.min(low, a[key]); high = Math.max(high, a[key]); });
  return high - low;
}

/** The neighbour of `node` that lies in a direction (ArrowUp …), the nearest by angle, then by distance. */
export function neighbourTowards(net, node, key) {
  const { graph } = net;
  const here = graph.getNodeAttributes(node);
  const [dx, dy] = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[key];
  let best = null;
  graph.forEachNeighbor(node, (id, a) => {
    const [x, y] = [a.x - here.x, a.y - here.y];
    const distance = Math.hypot(x, y) || 1;
    const along = (x * dx + y * dy) / distance;
    if (along > 0.2) {
      const cost = distance * (2 - along);
      if (!best || cost < best.cost) best = { id, cost };
    }
  });
  return best?.id ?? null;
}

/** Every fact held, as rows for a spreadsheet: subject, relation, object, details. */
export function rows(net) {
  const out = [];
  net.graph.forEachEdge((_, attributes, source, target, from, to) => {
    for (const f of attributes.facts) {
      out.push([from.label, f.relation, to.label, f.post, f.rank, f.year, f.level, f.role, f.confidence, f.fact]);
    }
  });
  return out;
}
