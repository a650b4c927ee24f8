// The drawing and the evidence panel of one page. Data is text: it reaches the document only through textContent.
"use strict";
(function () {
  const byId = (id) => document.getElementById(id);
  const graph = JSON.parse(byId("graph").textContent);
  const extra = graph.extra;
  const state = { language: 0, selected: null };
  const WORDS = {
    hint: ["点选节点或连线，查看原文出处。", "Choose a node or a line to see who says so."],
    shown: ["个节点", "nodes"],
    lines: ["条关系", "relations"],
    more: ["（另有未显示的，见节点旁 +N）", "(more exist: +N beside a node)"],
    hidden: ["未显示的邻居", "neighbours not shown"],
    page: ["第 # 页", "page #"],
    confidence: ["置信度", "confidence"],
    evidence: ["处出处", "places say so"],
    conferrer: ["颁发", "conferred by"],
    project: ["成果", "for"],
    none: ["没有名为此的节点", "no such node"],
    drawing: ["关系图；其文字列表见右侧“图中节点”", "network; its text twin is the list of nodes"],
    count: ["项", "times"],
    disputed: ["（有争议）", "(disputed)"],
    untitled: ["无题", "untitled"],
  };
  const word = (pair) => pair[state.language];
  const say = (key) => word(WORDS[key]);

  function make(tag, text, name) {
    const element = document.createElement(tag);
    if (text !== undefined && text !== null) element.textContent = String(text);
    if (name) element.className = name;
    return element;
  }

  const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
  const LEAST = graph.nodes.length > 300 ? 5 : 9; // radius of a node on the screen, and size of a label, at the least
  const SMALLEST = 12;
  let taken = [], colours = {}, scale = 1;

  function readColours() {
    const style = getComputedStyle(document.documentElement);
    for (const name of ["ink", "page", "soft", "accent"]) colours[name] = style.getPropertyValue(`--${name}`).trim();
  }

  const radius = (number) => Math.max(number === 0 ? 23 : 17, LEAST / scale);

  // a node: filled circle with a thin outline, the sign of its type, its label where it fits
  function draw(number) {
    const [label, type, hidden] = extra.nodes[number];
    const [, , glyph, colour, ink] = extra.types[type];
    return function ({ ctx, x, y, state: { selected, hover } }) {
      const size = radius(number), plain = size * scale < 8;
      return {
        drawNode() {
          ctx.beginPath();
          ctx.arc(x, y, size, 0, 2 * Math.PI);
          ctx.fillStyle = colour;
          ctx.fill();
          ctx.lineWidth = (selected || hover ? 3 : 1) / Math.min(1, Math.max(scale, 0.2));
          ctx.strokeStyle = colours.ink;
          ctx.stroke();
          if (plain) return;
          ctx.fillStyle = ink;
          ctx.font = `${size}px ${FONT}`;
          ctx.textAlign = "center";
          ctx.textBaseline = "middle";
          ctx.fillText(glyph, x, y + 1);
        },
        drawExternalLabel() {
          const whole = selected || hover;
          const high = Math.max(13, SMALLEST / scale);
          const words = (whole ? label : graph.nodes[number].label) + (hidden > 0 ? `  +${hidden}` : "");
          ctx.font = `${high}px ${FONT}`;
          const width = ctx.measureText(words).width;
          const box = [x - width / 2 - 2, y + size + 3, x + width / 2 + 2, y + size + 6 + high];
          const free = taken.every((b) => box[2] < b[0] || box[0] > b[2] || box[3] < b[1] || box[1] > b[3]);
          if (!free && !whole && number !== 0) return;
          taken.push(box);
          ctx.fillStyle = colours.page;
          ctx.fillRect(box[0], box[1], box[2] - box[0], box[3] - box[1]);
          ctx.fillStyle = colours.ink;
          ctx.textAlign = "center";
          ctx.textBaseline = "top";
          ctx.fillText(words, x, y + size + 4);
        },
        nodeDimensions: { width: 2 * size, height: 2 * size },
      };
    };
  }

  readColours();
  const nodes = new vis.DataSet(graph.nodes.map((node) => ({ ...node, title: undefined, ctxRenderer: draw(node.id) })));
  const edges = new vis.DataSet(graph.edges.map((edge) => ({ ...edge, title: undefined, arrows: { to: { enabled: true, scaleFactor: 0.5 } } })));
  const network = new vis.Network(byId("mynetwork"), { nodes, edges }, graph.options);
  network.on("beforeDrawing", () => {
    scale = network.getScale();
    const places = Object.entries(network.getPositions());
    taken = places.map(([number, { x, y }]) => {
      const size = radius(Number(number));
      return [x - size, y - size, x + size, y + size];
    });
  });
  network.on("selectNode", ({ nodes: [number] }) => { if (number !== undefined) show({ node: number }); });
  network.on("selectEdge", ({ nodes: chosen, edges: [number] }) => { if (!chosen.length && number !== undefined) show({ line: number }); });
  network.on("hoverEdge", ({ edge }) => label(edge, true));
  network.on("blurEdge", ({ edge }) => label(edge, false));
  network.on("click", ({ nodes: n, edges: e }) => { if (!n.length && !e.length) show(null); });

  function label(number, on) {
    if (state.selected && state.selected.line === number) on = true;
    const words = on ? word(extra.relations[extra.lines[number][0]]) : "";
    edges.update({ id: number, label: words || undefined, font: { size: 12, color: colours.ink, background: colours.page, strokeWidth: 0, align: "middle" } });
  }

  function paint() {
    readColours();
    const color = { color: colours.soft, highlight: colours.accent, hover: colours.accent, opacity: 0.65 };
    network.setOptions({ edges: { color } });
    network.redraw();
  }

  // ------------------------------------------------------------ the panel

  function sentence([place, page, text, marks, method, confidence]) {
    const block = make("div");
    const quote = make("blockquote");
    let at = 0;
    for (const [start, end, role] of marks) {
      const from = codeUnits(text, start), to = codeUnits(text, end);
      if (from < at) continue;
      quote.append(tidy(text.slice(at, from)), make("mark", tidy(text.slice(from, to)), role));
      at = to;
    }
    quote.append(tidy(text.slice(at)));
    const [title, date] = extra.documents[place];
    const source = [title || say("untitled"), date, page ? say("page").replace("#", page) : "", method,
      confidence === null ? "" : `${say("confidence")} ${confidence}`];
    block.append(quote, make("div", source.filter(Boolean).join(" · "), "soft"));
    return block;
  }

  // line breaks of the page layout go; between Latin words a space stays
  function tidy(text) {
    return text.replace(/\s*\n\s*/g, (found, at) => (/[\x21-\x7e]/.test(text[at - 1] || "") && /[\x21-\x7e]/.test(text[at + found.length] || "") ? " " : ""));
  }

  // offsets count characters, JavaScript counts code units: characters beyond the first plane take two
  function codeUnits(text, characters) {
    let units = 0;
    for (let n = 0; n < characters && units < text.length; n++) units += text.codePointAt(units) > 0xffff ? 2 : 1;
    return units;
  }

  function statement(fact) {
    const item = make("div", null, "fact");
    const details = [
      fact.post, fact.rank, fact.level && word(extra.levels[fact.level] || [fact.level, fact.level]), fact.period || fact.year,
      fact.role && word(extra.roles[fact.role] || [fact.role, fact.role]), fact.count && `${fact.count} ${say("count")}`,
      fact.conferrer && `${say("conferrer")} ${fact.conferrer}`, fact.project && `${say("project")} ${fact.project}`,
      fact.disputed && say("disputed"),
    ].filter(Boolean);
    const relation = word(extra.relations[fact.predicate]);
    item.append(make("div", `${fact.subject} — ${relation} → ${fact.object}`));
    if (details.length) item.append(make("div", details.join(" · "), "soft"));
    fact.evidence.forEach((proof) => item.append(sentence(proof)));
    if (fact.evidence_count > fact.evidence.length) item.append(make("div", `${fact.evidence_count} ${say("evidence")}`, "soft"));
    return item;
  }

  function show(selected) {
    const before = state.selected;
    state.selected = selected;
    if (before && before.line !== undefined && (!selected || before.line !== selected.line)) label(before.line, false);
    const panel = byId("panel");
    panel.replaceChildren();
    if (!selected) {
      panel.append(make("p", say("hint"), "soft"));
      network.unselectAll();
      return;
    }
    let facts;
    if (selected.line !== undefined) {
      label(selected.line, true);
      const { from, to } = graph.edges[selected.line];
      panel.append(make("h2", `${extra.nodes[from][0]} — ${word(extra.relations[extra.lines[selected.line][0]])} → ${extra.nodes[to][0]}`));
      facts = extra.lines[selected.line][1];
    } else {
      const [name, type, hidden] = extra.nodes[selected.node];
      panel.append(make("h2", name), make("div", word(extra.types[type]) + (hidden > 0 ? ` · +${hidden} ${say("hidden")}` : ""), "soft"));
      facts = [];
      graph.edges.forEach((edge, number) => {
        if (edge.from === selected.node || edge.to === selected.node) facts.push(...extra.lines[number][1]);
      });
    }
    [...new Set(facts)].slice(0, 200).forEach((number) => panel.append(statement(extra.facts[number])));
  }

  function choose(number, move) {
    network.selectNodes([number]);
    const place = network.canvasToDOM(network.getPosition(number)), box = byId("mynetwork").getBoundingClientRect();
    const seen = place.x > 20 && place.y > 20 && place.x < box.width - 20 && place.y < box.height - 20;
    if (move && !seen) network.focus(number, { scale: network.getScale(), animation: false });
    show({ node: number });
  }

  // ------------------------------------------------------------ words, legend, list, keys

  function words() {
    document.documentElement.lang = state.language ? "en" : "zh-CN";
    document.querySelectorAll("[data-zh]").forEach((e) => { e.textContent = state.language ? e.dataset.en : e.dataset.zh; });
    byId("language").textContent = state.language ? "中文" : "English";
    byId("language").lang = state.language ? "zh-CN" : "en";
    byId("name").textContent = extra.nodes[0][0];
    byId("mynetwork").setAttribute("aria-label", say("drawing"));
    byId("summary").textContent = `${graph.nodes.length} ${say("shown")} · ${graph.edges.length} ${say("lines")}` + (extra.truncated ? say("more") : "");
    const used = new Set(extra.nodes.map((node) => node[1]));
    byId("legend").replaceChildren(...Object.entries(extra.types).filter(([type]) => used.has(type)).map(([, type]) => legend(type)));
    byId("list").replaceChildren(...extra.nodes.map((node, number) => {
      const item = make("li"), button = make("button", `${extra.types[node[1]][2]} ${node[0]}`);
      button.type = "button";
      button.addEventListener("click", () => choose(number, true));
      item.append(button);
      return item;
    }));
    show(state.selected);
  }

  function legend(type) {
    const space = "http://www.w3.org/2000/svg", item = make("li");
    const drawing = document.createElementNS(space, "svg"), disc = document.createElementNS(space, "circle"), sign = document.createElementNS(space, "text");
    for (const [key, value] of [["width", 18], ["height", 18], ["aria-hidden", "true"]]) drawing.setAttribute(key, value);
    for (const [key, value] of [["cx", 9], ["cy", 9], ["r", 8], ["fill", type[3]], ["stroke", "currentColor"]]) disc.setAttribute(key, value);
    for (const [key, value] of [["x", 9], ["y", 13], ["text-anchor", "middle"], ["font-size", 11], ["fill", type[4]]]) sign.setAttribute(key, value);
    sign.textContent = type[2];
    drawing.append(disc, sign);
    item.append(drawing, word(type));
    return item;
  }

  extra.nodes.forEach((node) => { const option = document.createElement("option"); option.value = node[0]; byId("names").append(option); });
  byId("find").addEventListener("change", (event) => {
    const typed = event.target.value.trim();
    if (!typed) return;
    let number = extra.nodes.findIndex((node) => node[0] === typed);
    if (number < 0) number = extra.nodes.findIndex((node) => node[0].includes(typed));
    if (number >= 0) choose(number, true);
    else byId("panel").replaceChildren(make("p", say("none"), "soft"));
  });
  byId("fit").addEventListener("click", () => network.fit({ animation: false }));
  byId("language").addEventListener("click", () => { state.language = 1 - state.language; words(); });
  byId("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    paint();
  });
  byId("save").addEventListener("click", () => {
    const canvas = byId("mynetwork").querySelector("canvas"), copy = document.createElement("canvas");
    copy.width = canvas.width;
    copy.height = canvas.height;
    const context = copy.getContext("2d");
    context.fillStyle = colours.page;
    context.fillRect(0, 0, copy.width, copy.height);
    context.drawImage(canvas, 0, 0);
    const link = document.createElement("a");
    link.download = "qipu.png";
    link.href = copy.toDataURL("image/png");
    link.click();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && event.target.tagName !== "INPUT") { event.preventDefault(); byId("find").focus(); }
    if (event.key === "Escape") { event.target.blur(); show(null); }
  });
  words();
  paint();
  network.fit({ animation: false });
  if (network.getScale() < 0.45) network.focus(0, { scale: 0.45, animation: false }); // begin where one can read
  document.documentElement.dataset.ready = "yes";
})();
