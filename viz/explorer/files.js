// Files a person can take along: links to the service's own, or, in a static site, what the page can make itself.

import { h, svg } from "./dom.js";
import { t, term } from "./i18n.js";
import { csv, save } from "./pieces.js";
import { ramp } from "./palette.js";

const AWARDS = ["subsidiary", "parents", "recipient", "award", "rank", "level", "year", "conferrer", "project", "sentence", "document", "page"];

/** A link to a file of the service; nothing where there is none. */
export function fileLink(api, path, params, words, name = path.split("/").pop()) {
  const href = api.file(path, params);
  return href && h("a", { class: "button", href, download: name }, words);
}

/** The awards as files: the service's, or CSV made here. */
export function awardFiles(api, filters) {
  if (api.online) return ["xlsx", "csv", "json"].map((kind) => [fileLink(api, `awards.${kind}`, filters, kind.toUpperCase()), " "]);
  return h("button", { type: "button", onclick: async () => {
    const { items } = await api.awards({ ...filters, limit: 1_000_000 });
    save("awards.csv", csv(AWARDS.map((key) => t(key)), items.map(awardRow)), "text/csv;charset=utf-8");
  } }, "CSV");
}

const awardRow = (row) => [
  row.subsidiary?.label, row.parents.map((p) => p.label).join(" › "), row.recipient.label, row.award.label, row.rank,
  row.level && term(row.level), row.year ?? row.period, row.conferrer?.label, row.project?.label, row.sentence, row.document?.title, row.page,
];

/** The matrix as it is shown, as rows for a spreadsheet. */
export function matrixCsv(answer, name) {
  const counts = (row) => new Map(row.cells.map((c) => [c.column, c.count]));
  return csv([t("subsidiary"), ...answer.columns.map((c) => name(c.key)), t("total")],
    answer.rows.map((row) => [row.enterprise.label, ...answer.columns.map((c) => counts(row).get(c.key) ?? 0), row.total]));
}

/** The matrix as it is shown, as a picture. */
export function matrixSvg(answer, name) {
  const [side, cell, high] = [280, 52, 24];
  const most = Math.max(1, ...answer.rows.flatMap((row) => row.cells.map((c) => c.count)));
  const wide = side + cell * (answer.columns.length + 1);
  const root = svg("svg", { xmlns: "http://www.w3.org/2000/svg", width: wide, height: high * (answer.rows.length + 1), viewBox: `0 0 ${wide} ${high * (answer.rows.length + 1)}`,
    "font-family": "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif", "font-size": 12 });
  const words = (x, y, text, fill = "#1B1F24", anchor = "middle") => root.append(svg("text", { x, y: y + 16, fill, "text-anchor": anchor }, text));
  const at = (i) => side + cell * (i + 0.5);
  root.append(svg("rect", { width: "100%", height: "100%", fill: "#FFFFFF" }));
  words(4, 0, t("subsidiary"), "#57606A", "start");
  [...answer.columns.map((c) => name(c.key)), t("total")].forEach((text, i) => words(at(i), 0, text, "#57606A"));
  answer.rows.forEach((row, line) => {
    const y = high * (line + 1);
    words(4, y, row.enterprise.label.length > 22 ? `${row.enterprise.label.slice(0, 21)}…` : row.enterprise.label, "#1B1F24", "start");
    answer.columns.forEach((column, i) => {
      const count = row.cells.find((c) => c.column === column.key)?.count ?? 0;
      const [fill, ink] = ramp(count, most);
      if (count === 0) return;
      root.append(svg("rect", { x: side + cell * i, y, width: cell - 1, height: high - 1, fill }));
      words(at(i), y, String(count), ink);
    });
    words(at(answer.columns.length), y, String(row.total));
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}`;
}
