// 核对: what is worth a look; what a person decides becomes lines of the corrections file: saved through the service
// where it was started with a token, else handed over as a file.

import { h, fill, announce } from "../dom.js";
import { t, term } from "../i18n.js";
import { cut, problem, save, thing } from "../pieces.js";
import { change, format, readable } from "../router.js";
import { proof } from "../evidence.js";

export async function reviewPage({ place, params, api }) {
  const answer = await api.review(Number(params.offset ?? 0));
  const low = ["low_confidence", "confidence"].includes(params.kind);
  const conflicts = answer.conflicts.filter((c) => !params.kind || c.kind === params.kind);
  const draft = [];
  const shelf = h("aside", { class: "panel", "aria-label": t("review.draft"), "aria-live": "polite" });
  const token = h("input", { class: "token", type: "password", autocomplete: "off", "aria-label": t("review.token"), placeholder: t("review.token") });

  function decide(line) {
    draft.push(line);
    announce(`${t("review.draft")}: ${draft.length}`);
    paint();
  }

  function paint(note) {
    fill(shelf, h("h2", {}, t("review.draft"), h("small", {}, ` ${draft.length}`)),
      draft.length === 0 && h("p", { class: "muted" }, t("review.hint")),
      !api.online && h("p", { class: "muted" }, t("review.read")),
      h("pre", { class: "draft", tabindex: "0", hidden: draft.length === 0 }, draft.map(toml).join("\n")),
      h("p", { class: "links" },
        api.online && token,
        h("button", { type: "button", disabled: draft.length === 0, onclick: () => save("corrections.toml", draft.map(toml).join("\n"), "application/toml") }, t("download")),
        api.online && h("button", { type: "button", disabled: draft.length === 0, onclick: send }, t("review.save"))),
      note);
  }

  async function send() {
    try {
      await api.correct(draft, token.value);
      draft.length = 0;
      paint(h("p", { role: "status" }, t("review.saved")));
    } catch (error) {
      paint(problem(error));
    }
  }

  fill(place, h("h1", {}, t("nav.review")), h("p", { class: "muted" }, t("review.intro")),
    h("div", { class: "beside" },
      h("div", {},
        params.kind && h("p", {}, t(`check.${params.kind}`), " ", h("a", { href: format("review") }, t("all"))),
        !low && h("section", {}, h("h2", {}, t("conflicts"), h("small", {}, ` ${conflicts.length}`)),
          conflicts.length === 0 && h("p", { class: "muted" }, t("review.nothing")),
          conflicts.map((c) => h("div", { class: "card" }, h("h3", {}, t(`check.${c.kind}`)), c.facts.map((fact) => item(fact, decide))))),
        !params.kind && answer.duplicates.length > 0 && h("section", { class: "card duplicates" },
          h("h2", {}, t("review.same"), h("small", {}, ` ${answer.duplicates.length}`)), h("p", { class: "muted" }, t("review.same.about")),
          h("ul", { class: "facts" }, answer.duplicates.map(([left, right]) => h("li", {}, whose(left), " = ", whose(right), " ? ",
            action(t("review.one"), () => decide({ action: "merge", type: left.type, label: left.label, other: right.label })))))),
        (low || !params.kind) && h("section", {}, h("h2", {}, t("review.low"), h("small", {}, ` ${answer.total}`)),
          answer.low_confidence.map((fact) => item(fact, decide)),
          cut(answer.offset + answer.low_confidence.length, answer.total),
          answer.offset + answer.low_confidence.length < answer.total
            && h("button", { type: "button", onclick: () => change({ offset: answer.offset + answer.low_confidence.length }) }, t("more")))),
      shelf));
  paint();
}

/** A thing with the owner that its address names, which tells namesakes apart. */
function whose(ref) {
  const owner = readable(ref.iri).split("@")[1];
  return [thing(ref), owner && h("span", { class: "muted" }, ` ${owner}`)];
}

function item(fact, decide) {
  const proofOf = fact.evidence?.[0];
  const about = { subject: fact.subject.label, predicate: fact.predicate, object: fact.object.named ?? fact.object.label, note: proofOf?.quote ?? "" };
  const own = { type: fact.subject.type, label: fact.subject.label };
  const name = h("input", { type: "text", value: fact.subject.label, "aria-label": t("review.rename") });
  return h("div", { class: "card" },
    h("p", {}, thing(fact.subject), ` ${term(fact.predicate)} `, thing(fact.object), " ",
      h("span", { class: "muted" }, [fact.post, fact.rank, fact.year].filter(Boolean).join(" · ")), " ",
      h("span", { class: "muted" }, fact.confidence?.toFixed(2))),
    (fact.evidence ?? []).map(proof),
    h("p", { class: "links" },
      action(t("review.accept"), () => decide({ action: "accept", ...about })),
      action(t("review.reject"), () => decide({ action: "reject", ...about })),
      h("details", {}, h("summary", {}, t("review.names")), h("p", { class: "links" }, name,
        action(t("review.rename"), () => decide({ action: "rename", ...own, to: name.value })),
        action(t("review.merge"), () => decide({ action: "merge", ...own, other: name.value })),
        action(t("review.split"), () => decide({ action: "split", ...own, other: name.value }))))));
}

const action = (words, onclick) => h("button", { type: "button", onclick }, words);

/** A correction as a table of the TOML file; strings are JSON strings, which TOML reads alike. */
function toml(line) {
  return ["[[correction]]", ...Object.entries(line).map(([key, value]) => `${key} = ${JSON.stringify(value)}`), ""].join("\n");
}
