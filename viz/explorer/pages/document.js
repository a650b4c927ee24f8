// 原文: the list of documents, and one document with every mention and proof highlighted at its place.

import { h, fill } from "../dom.js";
import { t, term } from "../i18n.js";
import { badge, cut, field, table, thing } from "../pieces.js";
import { change, documentLink, entityLink, format } from "../router.js";
import { look } from "../palette.js";
import { showFact } from "../evidence.js";

const AHEAD = 20_000; // characters shown before the place asked for in a long text

export async function documentPage(view) {
  return view.params.id ? one(view) : list(view);
}

async function list({ place, params, api }) {
  const answer = await api.documents({ q: params.q, theme: params.theme, offset: params.offset, limit: 50 });
  const query = h("input", { type: "search", value: params.q ?? "", onchange: () => change({ q: query.value, offset: "" }) });
  const offset = answer.offset + answer.items.length;
  fill(place, h("h1", {}, t("documents"), h("small", {}, ` ${answer.total}`)),
    h("p", {}, field(t("title"), query)),
    table([
      { label: t("document"), cell: (row) => h("a", { href: documentLink(row.document.id) }, row.document.title || row.document.id) },
      { label: t("date"), nowrap: true, cell: (row) => row.document.date ?? "" },
      { label: t("files"), minor: true, cell: (row) => row.sources.join("、") },
      { label: t("theme.items"), minor: true, cell: (row) => row.themes.map((x) => x.label).join("、") },
      { label: t("facts"), number: true, nowrap: true, cell: (row) => String(row.facts) },
    ], answer.items, { caption: t("documents") }),
    cut(offset, answer.total),
    offset < answer.total && h("a", { href: format("document", { ...params, offset }) }, t("more")));
}

async function one({ place, params, api }) {
  const at = Number(params.start ?? 0);
  const answer = await api.document(params.id, at > AHEAD ? at - AHEAD : undefined);
  const d = answer.document;
  const proof = h("div", { class: "proof-place" });
  const text = h("div", { class: "text", lang: "zh-CN" }, render(answer, params));

  /** Mark a stretch where it lies in the text, or go to the part of the text that holds it; the address follows. */
  function mark({ start, end }) {
    const link = documentLink(d.document.id, start, end);
    if (start < answer.offset || end > answer.offset + answer.text.length) {
      location.hash = link;
      return;
    }
    history.replaceState(null, "", link);
    fill(text, render(answer, { start, end }));
    show(text);
  }

  const open = (fact) => {
    showFact(proof, api, fact);
    const told = answer.proofs.find((p) => p.iri === fact.iri);
    if (told) mark(told);
  };
  const panel = h("aside", { class: "panel", "aria-label": t("evidence"), "aria-live": "polite" }, proof,
    h("h2", {}, t("facts"), h("small", {}, ` ${answer.facts.length}`)),
    answer.facts.length === 0 && h("p", { class: "muted" }, t("text.nofacts")),
    h("ul", { class: "facts" }, answer.facts.map((fact) => h("li", {}, h("button", { type: "button", class: "proof-button", onclick: () => open(fact) },
      badge(fact.subject.type), fact.subject.label, h("span", { class: "predicate" }, ` ${term(fact.predicate)} `), badge(fact.object.type), fact.object.label)))),
    named(answer, mark));
  document.title = `${d.document.title || d.document.id} · ${t("app")}`;
  fill(place, h("div", { class: "beside" },
    h("article", {},
      h("header", {}, h("h1", {}, d.document.title || d.document.id),
        h("p", { class: "muted" }, [d.document.date, d.publisher, d.sources.join("、")].filter(Boolean).join(" · ")),
        d.themes.length > 0 && h("p", {}, d.themes.map((x) => [thing(x), " "]))),
      part(answer, -1), text, part(answer, 1)),
    panel));
  if (text.querySelector(".target")) requestAnimationFrame(() => show(text));
}

/** Bring the marked place into view and give it the focus. */
function show(text) {
  const target = text.querySelector(".target");
  target.scrollIntoView({ block: "center" });
  target.focus({ preventScroll: true });
}

/** What the text names, with how often; a press goes to the next place that names it. */
function named(answer, mark) {
  const places = new Map(answer.entities.map((e) => [e.iri, { ref: e, spans: [], next: 0 }]));
  for (const m of answer.mentions) places.get(m.entity)?.spans.push(m);
  const rows = [...places.values()].filter((p) => p.spans.length > 0).sort((a, b) => b.spans.length - a.spans.length);
  return rows.length > 0 && [h("h2", {}, t("text.named"), h("small", {}, ` ${rows.length}`)),
    h("ul", { class: "facts" }, rows.map((row) => h("li", {}, h("button", { type: "button", class: "proof-button named", title: t("text.next"),
      onclick: () => { mark(row.spans[row.next]); row.next = (row.next + 1) % row.spans.length; } },
    badge(row.ref.type), row.ref.label, h("span", { class: "muted" }, ` ×${row.spans.length}`)))))];
}

/** The way to the part of a long text before or after the one shown. */
function part(answer, way) {
  const end = answer.offset + answer.text.length;
  if (way < 0 ? answer.offset <= 0 : end >= answer.length) return null;
  const start = way < 0 ? Math.max(0, answer.offset - answer.text.length) : end;
  const place = start > 0 ? start + AHEAD : 0;
  return h("p", {}, h("a", { class: "button", href: documentLink(answer.document.document.id, place, place) },
    t(way < 0 ? "text.before" : "text.after", { from: start, total: answer.length })));
}

/** The text cut at every border of a mention, a page and the place asked for. */
function render(answer, params) {
  const base = answer.offset;
  const text = answer.text;
  const names = new Map(answer.entities.map((e) => [e.iri, e]));
  const wanted = params.start !== undefined && params.end !== undefined ? [Number(params.start) - base, Number(params.end) - base] : null;
  const mentions = outermost(answer.mentions.map((m) => ({ ...m, start: m.start - base, end: m.end - base })), text.length);
  const pages = new Map(answer.pages.map((p) => [p.start - base, p.number]));
  const borders = new Set([0, text.length, ...pages.keys()]);
  for (const m of mentions) { borders.add(m.start); borders.add(m.end); }
  if (wanted) { borders.add(wanted[0]); borders.add(wanted[1]); }
  const cuts = [...borders].filter((b) => b >= 0 && b <= text.length).sort((a, b) => a - b);
  const out = [];
  let next = 0;
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const [start, end] = [cuts[i], cuts[i + 1]];
    if (pages.has(start)) out.push(h("span", { class: "page-number", role: "separator" }, t("page", { n: pages.get(start) })));
    while (next < mentions.length && mentions[next].end <= start) next += 1;
    const mention = next < mentions.length && mentions[next].start <= start ? mentions[next] : null;
    const piece = text.slice(start, end);
    const ref = mention && names.get(mention.entity);
    const inside = ref
      ? h("a", { class: "mention", href: entityLink(ref.iri), style: { "--class": look(ref.type).color }, title: ref.label }, piece)
      : piece;
    const asked = wanted && start >= wanted[0] && end <= wanted[1];
    out.push(asked ? h("mark", { class: "target", tabindex: "-1" }, inside) : inside);
  }
  return out;
}

/** Mentions without those inside another; sorted by start. */
function outermost(mentions, length) {
  const sorted = mentions.filter((m) => m.start >= 0 && m.end <= length).sort((a, b) => a.start - b.start || b.end - a.end);
  const kept = [];
  let last = -1;
  for (const m of sorted) {
    if (m.start >= last) { kept.push(m); last = m.end; }
  }
  return kept;
}
