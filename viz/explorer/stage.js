// Sigma on one canvas. As it comes it draws on seven, and every canvas touched in a frame is copied by the main thread
// where the browser has no GPU (1 to 1.5 ms each: bench/pages.md). Here lines and nodes share one, the texts have one of
// their own (`overlay.js`), and the node under the pointer is found by geometry instead of a second picture to pick from.

import { EdgeArrowProgram, EdgeLineProgram, NodeCircleProgram, Sigma } from "./vendor/vendor.js";

/** Circles that wait for the lines: sigma draws nodes first, but on one canvas what comes last lies on top. */
class Circles extends NodeCircleProgram {
  render(params) { this.params = params; }

  finish() { if (this.params) super.render(this.params); }
}

export class Stage extends Sigma {
  constructor(graph, place, settings) {
    super(graph, place, {
      ...settings, renderLabels: false, renderEdgeLabels: false, enableEdgeEvents: false,
      nodeProgramClasses: { circle: Circles }, edgeProgramClasses: { arrow: EdgeArrowProgram, line: EdgeLineProgram },
    });
  }

  /** Lines and nodes: one canvas, one context; nothing else is drawn by WebGL. */
  createWebGLContext(id) {
    if (id === "hoverNodes") return this;
    const made = super.createWebGLContext(id, { canvas: this.elements.edges, picking: false });
    this.elements[id] = this.elements.edges;
    return made;
  }

  /** Only the layer that takes the pointer's events; it stays empty, so it costs nothing. */
  createCanvasContext(id, options) {
    return id === "mouse" ? super.createCanvasContext(id, options) : this;
  }

  registerNodeProgram(key, Program) {
    this.nodePrograms[key]?.kill();
    this.nodePrograms[key] = new Program(this.webGLContexts.nodes, null, this);
    return this;
  }

  clear() {
    const gl = this.webGLContexts.edges;
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.clear(gl.COLOR_BUFFER_BIT);
    return this;
  }

  /** Sigma calls this when the lines are drawn. */
  renderLabels() {
    for (const program of Object.values(this.nodePrograms)) program.finish();
    return this;
  }

  renderEdgeLabels() { return this; }

  /** Sigma calls this at the end of a frame and, alone, when the pointer enters or leaves a node. */
  renderHighlightedNodes() { this.emit("texts"); }

  /** The node at a point of the viewport, null where there is none; of several the one whose middle is nearest. */
  getNodeAtPosition(point) {
    const at = this.viewportToFramedGraph(point);
    const beside = this.viewportToFramedGraph({ x: point.x + 1, y: point.y });
    const unit = Math.hypot(beside.x - at.x, beside.y - at.y); // of the framed graph, for a pixel
    let best = null;
    let least = Infinity;
    this.graph.forEachNode((id) => {
      const node = this.nodeDataCache[id];
      if (!node || node.hidden) return;
      const distance = Math.hypot(node.x - at.x, node.y - at.y);
      if (distance < least && distance <= this.scaleSize(node.size) * unit) { best = id; least = distance; }
    });
    return best;
  }
}
