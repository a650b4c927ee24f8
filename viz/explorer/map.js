// The map's columns (`kg.query.map`) read back: nodes with IRI, kind, name and place, and pairs of linked nodes.

import { Graph } from "./vendor/vendor.js";

/** encodeURIComponent as Python's `quote` with ()-._~@ safe: what names become in an IRI. */
const encoded = (name) => encodeURIComponent(name).replace(/[!*']|%40/g, (c) => (c === "%40" ? "@" : `%${c.charCodeAt(0).toString(16).toUpperCase()}`));

/** Call `node(iri, {x, y, kind, label, degree})` for every node, then `link(i, j, tree)` for every pair of node numbers. */
function readMap(map, node, link) {
  map.label.forEach((label, i) => {
    const kind = map.kind[i];
    node(map.iris[i] || map.prefixes[kind] + encoded(map.names[i] || label), { x: map.x[i], y: map.y[i], kind: map.kinds[kind], label, degree: map.degree[i] });
  });
  let at = 0;
  let number = 0;
  for (let i = 0; i < map.label.length; i += 1) {
    let target = i;
    for (let count = map.links[at++]; count > 0; count -= 1) {
      target += map.links[at++];
      link(i, target, map.tree[number++] === "1");
    }
  }
}

/** The map as a graph to draw: nodes sized by how connected they are, lines of the hierarchy shown at rest. */
export function mapGraph(map) {
  const graph = new Graph({ type: "undirected" });
  const small = map.label.length > 2_000 ? 1.5 : 3;
  const iris = [];
  readMap(map,
    (iri, a) => { iris.push(iri); graph.addNode(iri, { ...a, y: -a.y, hop: 2, more: 0, size: small + 1.3 * Math.log2(1 + a.degree) }); },
    (i, j, tree) => graph.addEdge(iris[i], iris[j], { type: "line", size: tree ? 1.5 : 1, quiet: !tree, relation: "", facts: [] }));
  return graph;
}
