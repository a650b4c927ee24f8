// The first visit: an invitation on the overview, and whoever accepts is led over the graph at hand in a few steps. A card
// beside the page that never covers the whole, never takes the keyboard, and stays away once dismissed.

import { h, fill } from "./dom.js";
import { keep, kept, t } from "./i18n.js";
import { format } from "./router.js";

const SEEN = "qipu.tour";
const STEPS = [
  { words: "tour.search", target: ".hero .search", where: () => format("overview") },
  { words: "tour.graph", target: ".stage", where: (group) => format("graph", { focus: group }) },
  { words: "tour.proof", target: ".panel", where: (group) => format("graph", { focus: group }) },
  { words: "tour.hierarchy", target: ".tree", where: (group) => format("hierarchy", { root: group }) },
  { words: "tour.matrix", target: "table.matrix", where: () => format("matrix", { rollup: "1" }) },
  { words: "tour.keys", target: "#header .switches", where: () => format("overview") },
];

let step = -1; // not under way
let group = null;
let card = null;

/** The invitation for somebody who was never led round; null for the others and where there is no group to show. */
export function invitation(groups) {
  if (kept(SEEN) || step >= 0 || groups.length === 0) return null;
  const place = h("section", { class: "invitation card", "aria-label": t("tour") },
    h("p", {}, t("tour.invite", { n: STEPS.length })),
    h("p", { class: "links" },
      h("button", { type: "button", class: "primary", onclick: () => { place.remove(); start(groups); } }, t("tour.start")),
      h("button", { type: "button", onclick: () => { keep(SEEN, "no"); place.remove(); } }, t("tour.never"))));
  return place;
}

/** Begin, with the group that shows most. */
export function start(groups) {
  group = [...groups].sort((a, b) => b.child_total * b.awards_total - a.child_total * a.awards_total)[0]?.entity.iri ?? null;
  if (group) go(0);
}

/** After a page was drawn: point at what the step is about, where it is there. */
export function point() {
  for (const marked of document.querySelectorAll(".tour-target")) marked.classList.remove("tour-target");
  if (step < 0) return;
  document.querySelector(STEPS[step].target)?.classList.add("tour-target");
}

function go(next) {
  step = next;
  keep(SEEN, "yes");
  if (!card) {
    card = h("aside", { class: "tour", "aria-label": t("tour") });
    card.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); end(); } });
    document.body.append(card);
  }
  const button = (words, onclick, attributes = {}) => h("button", { type: "button", onclick, ...attributes }, t(words));
  const last = step === STEPS.length - 1;
  fill(card,
    h("p", { role: "status" }, t(STEPS[step].words)),
    h("p", { class: "links" },
      button(last ? "tour.done" : "tour.next", () => (last ? end() : go(step + 1)), { class: "primary" }),
      step > 0 && button("tour.back", () => go(step - 1)),
      !last && button("tour.end", end),
      h("span", { class: "muted" }, `${step + 1} / ${STEPS.length}`)));
  card.querySelector("button").focus({ preventScroll: true }); // whoever pressed a button of the card goes on by keyboard
  const where = STEPS[step].where(group);
  if (location.hash === where) point(); else location.hash = where;
}

function end() {
  step = -1;
  card?.remove();
  card = null;
  point();
  document.getElementById("content").focus({ preventScroll: true });
}
