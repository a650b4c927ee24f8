// Posts over time: who held which post from when to when, as far as dated documents say so; honours as marks beside them.

import { h } from "./dom.js";
import { t } from "./i18n.js";
import { thing } from "./pieces.js";

const LEAST = 4; // years of the axis
const MOST = 60; // rows; more are in the list of facts below

/** The chart of an entity's posts and, of a person, its dated conferrals; null when no date is known. `open(fact)` shows a proof. */
export function timeline(posts, conferrals, entity, open) {
  const dated = posts.filter((fact) => fact.first_date).slice(0, MOST);
  const won = entity.type === "Person" ? conferrals.filter((fact) => fact.year).sort((a, b) => a.year - b.year) : [];
  if (dated.length === 0) return null;
  const times = [...dated.flatMap((fact) => [at(fact.first_date), at(fact.last_date, true)]), ...won.flatMap((fact) => [fact.year, fact.year + 1])];
  const from = Math.floor(Math.min(...times)) - 1;
  const to = Math.max(Math.ceil(Math.max(...times)), from + LEAST);
  const place = (time) => `${((100 * (time - from)) / (to - from)).toFixed(2)}%`;
  const step = Math.max(1, Math.ceil((to - from) / 8));
  const years = Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step).filter((year) => year < to);
  const undated = posts.length - dated.length;
  return h("section", { class: "timeline" }, h("h2", {}, t("timeline")),
    h("ul", { class: "plain", "aria-label": t("timeline") },
      dated.map((fact) => row(fact, entity, [at(fact.first_date), at(fact.last_date, true)], place, open)),
      won.length > 0 && h("li", {}, h("span", {}, t("awards")), h("span", { class: "track" }, won.map((fact) =>
        h("button", { type: "button", class: "mark-award", style: { left: place(fact.year + 0.5) }, title: `${fact.year} ${fact.object.label}`,
          "aria-label": `${fact.year} ${fact.object.label}: ${t("evidence")}`, onclick: () => open(fact) })))),
      h("li", { class: "axis", "aria-hidden": "true" }, h("span", {}), h("span", { class: "track" }, years.map((year) => h("i", { style: { left: place(year) } }, String(year)))))),
    h("p", { class: "muted" }, t("timeline.note"), undated > 0 && ` ${t("timeline.undated", { n: undated })}`));
}

function row(fact, entity, [start, end], place, open) {
  const other = fact.subject.iri === entity.iri ? fact.object : fact.subject;
  const when = fact.first_date === fact.last_date ? fact.first_date : `${fact.first_date} – ${fact.last_date}`;
  return h("li", {},
    h("span", {}, thing(other), h("span", { class: "muted" }, fact.post && ` ${fact.post}`)),
    h("span", { class: "track" },
      h("button", { type: "button", class: "span", style: { left: place(start), width: `max(10px, calc(${place(end)} - ${place(start)}))` }, title: when,
        "aria-label": `${other.label} ${fact.post ?? ""} ${when}: ${t("evidence")}`, onclick: () => open(fact) })));
}

/** A date such as 2019, 2019-03 or 2019-03-08 in years, its end where `late`. */
function at(date, late = false) {
  const [year, month, day] = String(date).split("-").map(Number);
  if (!month) return year + (late ? 1 : 0);
  return year + (month - 1) / 12 + ((day || (late ? 30 : 1)) - 1) / 365;
}
