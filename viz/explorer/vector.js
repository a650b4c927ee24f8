// A network as SVG text: lines, circles with their character, labels. Built as a document, so every label is escaped.

import { svg } from "./dom.js";
import { look } from "./palette.js";
import { term } from "./i18n.js";

/** SVG of what sigma shows, in viewport pixels. */
export function networkSvg(sigma, graph) {
  const { width, height } = sigma.getDimensions();
  const at = (id) => sigma.graphToViewport(graph.getNodeAttributes(id));
  const root = svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height,
    "font-family": "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif" });
  graph.forEachEdge((_, a, source, target) => {
    const [p, q] = [at(source), at(target)];
    root.append(svg("line", { x1: p.x, y1: p.y, x2: q.x, y2: q.y, stroke: "#8A8F98", "stroke-width": 1 },
      svg("title", {}, a.facts.map((f) => term(f.relation)).join("、"))));
  });
  graph.forEachNode((id, a) => {
    const { x, y } = at(id);
    const { color, ink, glyph } = look(a.kind);
    const r = sigma.scaleSize(a.size);
    root.append(svg("g", {},
      svg("title", {}, a.label),
      svg("circle", { cx: x, cy: y, r, fill: color, stroke: "#1B1F24", "stroke-width": 1 }),
      svg("text", { x, y: y + r * 0.4, "text-anchor": "middle", "font-size": r * 1.1, fill: ink }, glyph),
      svg("text", { x, y: y + r + 13, "text-anchor": "middle", "font-size": 12, fill: "#1B1F24" }, a.label)));
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}`;
}
