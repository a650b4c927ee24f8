// 奖项矩阵: subsidiary × year or level, pivot and roll-up; a cell leads to its conferrals with their sentences; XLSX.

import { h, fill } from "../dom.js";
import { t, term } from "../i18n.js";
import { choice, cut, field, png, problem, save, thing } from "../pieces.js";
import { awardFiles, matrixCsv, matrixSvg } from "../files.js";
import { LEVELS, dark, ramp } from "../palette.js";
import { change, format } from "../router.js";
import { searchBox } from "../search.js";
import { showFact } from "../evidence.js";

export async function matrixPage({ place, params, api }) {
  const by = params.by === "level" ? "level" : "year";
  const filters = { enterprise: params.enterprise, level: params.level, year_from: params.from, year_to: params.to };
  const [answer, chosen] = await Promise.all([
    api.matrix({ ...filters, by, roll_up: params.rollup === "1" ? "true" : undefined, offset: params.offset, limit: 100 }),
    params.enterprise ? api.entity(params.enterprise) : null,
  ]);
  const most = Math.max(1, ...answer.rows.flatMap((row) => row.cells.map((c) => c.count)));
  const below = h("section", { class: "cell", "aria-live": "polite" });
  const shown = (row, cell) => history.replaceState(null, "", format("matrix", { ...params, row, cell }));
  const open = (enterprise, column) => shown(enterprise?.iri, column) ?? conferrals(below, api, { ...filters, enterprise: enterprise?.iri ?? params.enterprise }, by, column);
  fill(place,
    h("h1", {}, t("nav.matrix"), h("small", {}, ` ${answer.total}`)),
    controls(params, by, api, chosen),
    h("p", { class: "muted" }, t(answer.rows.length > 0 ? "matrix.hint" : "matrix.empty")),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("nav.matrix") },
      h("table", { class: "matrix" },
        h("caption", { class: "quiet" }, t("nav.matrix")),
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("subsidiary")),
          answer.columns.map((c) => h("th", { scope: "col", class: "number" }, name(by, c.key))), h("th", { scope: "col", class: "number" }, t("total")))),
        h("tbody", {}, (params.rollup === "1" ? asTree(answer.rows) : answer.rows.map((row) => [row, 0])).map(([row, depth]) => line(row, depth, answer.columns, most, open))),
        h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, t("total")),
          answer.columns.map((c) => h("td", { class: "number" }, String(c.total))), h("td", { class: "number" }, String(answer.total)))))),
    cut(answer.offset + answer.rows.length, answer.row_total),
    answer.offset + answer.rows.length < answer.row_total
      && h("a", { href: format("matrix", { ...params, offset: answer.offset + answer.rows.length }) }, t("more")),
    h("p", { class: "links" },
      h("button", { type: "button", onclick: () => save("matrix.csv", matrixCsv(answer, (key) => name(by, key)), "text/csv;charset=utf-8") }, t("matrix.csv")),
      h("button", { type: "button", onclick: async () => save("matrix.png", await png(matrixSvg(answer, (key) => name(by, key)), "#FFFFFF")) }, t("matrix.png")),
      h("button", { type: "button", onclick: () => save("matrix.svg", matrixSvg(answer, (key) => name(by, key)), "image/svg+xml") }, t("matrix.svg")),
      h("span", { class: "muted" }, `${t("matrix.rows")} `), awardFiles(api, filters)),
    below);
  const wide = place.querySelector(".scroll");
  wide.scrollLeft = wide.scrollWidth; // the newest years first
  if (params.cell !== undefined) open(params.row ? { iri: params.row } : null, params.cell);
}

const name = (by, key) => (by === "level" ? term(key) : key === "" || key === "unknown" ? term("unknown") : key);

function controls(params, by, api, chosen) {
  const years = (key) => {
    const input = h("input", { type: "number", min: "1949", max: "2100", value: params[key] ?? "", onchange: () => change({ [key]: input.value, offset: "" }) });
    return field(t(`year.${key}`), input);
  };
  const rollup = h("input", { type: "checkbox", checked: params.rollup === "1", onchange: () => change({ rollup: rollup.checked ? "1" : "" }) });
  return h("form", { class: "controls", onsubmit: (event) => event.preventDefault() },
    searchBox(api, (hit) => change({ enterprise: hit.iri, offset: "" }), { label: t("subsidiary"), titled: true, types: ["Enterprise"], value: chosen?.entity.label ?? "" }),
    params.enterprise && h("button", { type: "button", onclick: () => change({ enterprise: "" }) }, t("all")),
    field(t("matrix.by"), choice(by, [["year", t("matrix.year")], ["level", t("matrix.level")]], (value) => change({ by: value }))),
    field(t("level"), choice(params.level ?? "", [["", t("all")], ...LEVELS.map((l) => [l, term(l)])], (value) => change({ level: value, offset: "" }))),
    years("from"), years("to"),
    field(t("matrix.rollup"), rollup));
}

/** Rows as [row, depth]: each below the one above it where that is shown too, the most honoured first. */
function asTree(rows) {
  const shown = new Map(rows.map((row) => [row.enterprise.iri, row]));
  const below = new Map();
  for (const row of rows) {
    const above = row.parent && shown.has(row.parent.iri) ? row.parent.iri : null;
    below.set(above, [...(below.get(above) ?? []), row]);
  }
  const out = [];
  const walk = (iri, depth) => { for (const row of below.get(iri) ?? []) if (!out.some(([seen]) => seen === row)) { out.push([row, depth]); walk(row.enterprise.iri, depth + 1); } };
  walk(null, 0);
  return out.length === rows.length ? out : rows.map((row) => [row, 0]); // a circle of owners has no top
}

function line(row, depth, columns, most, open) {
  const counts = new Map(row.cells.map((c) => [c.column, c.count]));
  return h("tr", {},
    h("th", { scope: "row", style: { "padding-left": `${6 + 18 * depth}px` } }, thing(row.enterprise)),
    columns.map((column) => {
      const count = counts.get(column.key) ?? 0;
      const [background, color] = ramp(count, most, dark());
      return h("td", { class: "number", style: { background, color } },
        count > 0 && h("button", { type: "button", class: "bare", onclick: () => open(row.enterprise, column.key),
          "aria-label": `${row.enterprise.label} ${column.label ?? column.key}: ${count}` }, String(count)));
    }),
    h("td", { class: "number" }, String(row.total)));
}

/** The conferrals of one cell, each with its proof a click away. */
async function conferrals(below, api, filters, by, column) {
  const asked = { ...filters };
  if (by === "level") asked.level = column;
  else if (/^\d{4}$/.test(column)) Object.assign(asked, { year_from: column, year_to: column });
  try {
    const answer = await api.awards({ ...asked, limit: 200 });
    const rows = /^\d{4}$/.test(column) || by === "level" ? answer.items : answer.items.filter((row) => row.year === null);
    const panel = h("div", { class: "panel" });
    fill(below, h("h2", {}, t("matrix.cell"), h("small", {}, ` ${rows.length}`)),
      h("div", { class: "beside" },
        h("ul", { class: "facts" }, rows.map((row) =>
          h("li", {}, thing(row.recipient), " → ", thing(row.award), " ",
            h("span", { class: "muted" }, [row.rank, row.year, row.level && term(row.level)].filter(Boolean).join(" · ")), " ",
            h("button", { type: "button", class: "proof-button", onclick: () => showFact(panel, api, asFact(row)) }, t("evidence"))))),
        panel));
    below.scrollIntoView({ block: "nearest" });
    if (rows[0]) showFact(panel, api, asFact(rows[0]));
  } catch (error) {
    fill(below, problem(error));
  }
}

const asFact = (row) => ({ ...row, iri: row.fact, predicate: "conferral", subject: row.recipient, object: row.award });
