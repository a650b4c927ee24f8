// Third-party code of the explorer, gathered for one bundle: drawing, graph data, layouts, trees.
export { default as Sigma } from "sigma";
export { EdgeArrowProgram, EdgeLineProgram, NodeCircleProgram } from "sigma/rendering";
export { default as Graph } from "graphology";
export { default as forceAtlas2 } from "graphology-layout-forceatlas2";
export { default as noverlap } from "graphology-layout-noverlap";
export { hierarchy, tree } from "d3-hierarchy";
