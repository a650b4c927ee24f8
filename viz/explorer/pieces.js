// Small pieces that several pages use: class badge, entity link, counts, tables, tabs of choices, a file to save.

import { h } from "./dom.js";
import { look } from "./palette.js";
import { entityLink } from "./router.js";
import { t, term } from "./i18n.js";

/** The class of a thing as a coloured character with its name for readers. */
export function badge(type) {
  const { color, ink, glyph } = look(type);
  return h("span", { class: "badge", style: { background: color, color: ink }, title: term(type), "aria-label": term(type) }, glyph);
}

/** A thing as badge and link. */
export function thing(ref) {
  if (!ref) return h("span", { class: "muted" }, "—");
  return h("span", { class: "thing" }, badge(ref.type), h("a", { href: entityLink(ref.iri) }, ref.label));
}

const cls = (c) => ["number", "nowrap", "minor"].filter((name) => c[name]).join(" ") || null;

/** A table from columns [{label, cell(row), number?, nowrap?, minor?}] (`minor`: not on a narrow screen) and rows; `caption` names it for readers. */
export function table(columns, rows, { caption, onrow } = {}) {
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    h("table", {},
      h("caption", { class: "quiet" }, caption),
      h("thead", {}, h("tr", {}, columns.map((c) => h("th", { scope: "col", class: cls(c) }, c.label)))),
      h("tbody", {}, rows.map((row) =>
        h("tr", { onclick: onrow && (() => onrow(row)) },
          columns.map((c) => h("td", { class: cls(c) }, c.cell(row))))))));
}

/** A bar for each count: [{key, count}], with its number; `label(key)` and `href(key)` are optional. */
export function bars(counts, { label = (k) => k, href, caption } = {}) {
  const most = Math.max(1, ...counts.map((c) => c.count));
  return h("ul", { class: "bars", "aria-label": caption }, counts.map((c) => {
    const name = label(c.key);
    return h("li", {},
      h("span", { class: "name" }, href?.(c.key) ? h("a", { href: href(c.key) }, name) : name),
      h("span", { class: "bar" }, h("i", { style: { width: `${(100 * c.count) / most}%` } })),
      h("span", { class: "number" }, String(c.count)));
  }));
}

/** What a relation is called from its far end. A conferral comes in to its award, to the work it honours and to who confers it. */
export function incoming(relation, type) {
  const name = relation !== "conferral" || type === "Award" ? relation : type === "Project" ? "forWork" : "conferredBy";
  return t(`in.${name}`);
}

/** A labelled field. */
export function field(label, control) {
  return h("label", { class: "field" }, h("span", {}, label), control);
}

/** A choice: options [[value, words]]. */
export function choice(value, options, onchange) {
  const select = h("select", { onchange: () => onchange(select.value) },
    options.map(([key, words]) => h("option", { value: key, selected: key === value }, words)));
  select.value = value ?? options[0]?.[0];
  return select;
}

/** Hand a text or blob to the person as a file. */
export function save(name, content, type = "text/plain;charset=utf-8") {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const url = URL.createObjectURL(blob);
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A picture as a PNG blob: SVG text with its width and height, drawn twice as large on `page`. */
export function png(svgText, page) {
  return new Promise((resolve, reject) => {
    const url = URL.createObjectURL(new Blob([svgText], { type: "image/svg+xml" }));
    const image = new Image();
    image.onload = () => {
      const scale = Math.min(2, 8_000 / Math.max(image.width, image.height, 1)); // canvases have a largest side
      const canvas = h("canvas", { width: Math.ceil(image.width * scale), height: Math.ceil(image.height * scale) });
      const context = canvas.getContext("2d");
      context.fillStyle = page;
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      URL.revokeObjectURL(url);
      canvas.toBlob(resolve, "image/png");
    };
    image.onerror = () => { URL.revokeObjectURL(url); reject(new Error("SVG")); };
    image.src = url;
  });
}

/** Rows as CSV for a spreadsheet: BOM, quoted, and no cell that a spreadsheet would run as a formula. */
export function csv(header, rows) {
  const cell = (value) => {
    let text = value === null || value === undefined ? "" : String(value);
    if (/^[=+\-@\t\r]/.test(text)) text = `'${text}`;
    return `"${text.replaceAll('"', '""')}"`;
  };
  return `﻿${[header, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** What stands where an answer failed: the reason and a way to try again. */
export function problem(error, again) {
  return h("div", { class: "problem", role: "alert" },
    h("p", {}, `${t("error")}：${error.message}`),
    again && h("button", { type: "button", onclick: again }, t("retry")));
}

/** "First n of total" where an answer was cut. */
export function cut(shown, total) {
  return shown < total ? h("p", { class: "muted" }, t("truncated", { n: shown, total })) : null;
}
