// 总览: what is in the graph, where to begin, what is worth a look.

import { h, fill } from "../dom.js";
import { lang, t, term } from "../i18n.js";
import { bars, thing } from "../pieces.js";
import { documentLink, format, graphLink } from "../router.js";
import { searchBox } from "../search.js";
import { invitation } from "../tour.js";

export async function overviewPage({ place, api }) {
  const answer = await api.overview();
  fill(place,
    h("section", { class: "hero" },
      h("h1", {}, t("app"), lang() === "zh" && h("small", {}, " Qipu")),
      h("p", {}, t("overview.intro")),
      invitation(answer.groups),
      searchBox(api, (hit) => { location.hash = graphLink(hit.iri); }, { id: "start" }),
      h("p", { class: "links starts" }, h("a", { class: "button", href: format("map") }, t("map.all")),
        h("a", { class: "button", href: format("matrix", { rollup: "1" }) }, t("nav.matrix")), h("a", { class: "button", href: format("paths") }, t("nav.paths")))),
    h("section", { class: "figures", "aria-label": t("nav.overview") },
      figure(answer.documents, t("documents"), format("document")),
      figure(answer.entities, t("entities"), format("map")),
      figure(answer.facts, t("facts"), format("exports")),
      figure(answer.evidence, t("evidence"), format("document"))),
    h("div", { class: "grid" },
      card(t("overview.groups"), h("ul", { class: "plain" }, answer.groups.map((box) =>
        h("li", {}, thing(box.entity), " ",
          h("a", { class: "muted", href: format("hierarchy", { root: box.entity.iri }) }, t("overview.below", { n: box.child_total })), " ",
          box.awards_total > 0 && h("a", { class: "muted", href: format("matrix", { enterprise: box.entity.iri }) }, t("overview.awards", { n: box.awards_total })))))),
      card(t("types"), bars(answer.classes, { label: term, caption: t("types") })),
      card(t("relations"), bars(answer.predicates, { label: term, caption: t("relations") })),
      card(t("overview.levels"), bars(answer.levels, { label: term, caption: t("level"), href: (key) => format("matrix", { by: "level", level: key }) })),
      card(t("overview.years"), bars(answer.years, { caption: t("years"), href: (key) => format("matrix", { from: key, to: key }) })),
      card(t("overview.hubs"), h("ul", { class: "plain" }, answer.hubs.map((hit) =>
        h("li", {}, thing(hit), " ", h("a", { class: "muted", href: graphLink(hit.iri) }, t("overview.links", { n: hit.degree })))))),
      card(t("overview.newest"), h("ul", { class: "plain" }, answer.newest.map((item) =>
        h("li", {}, h("a", { href: documentLink(item.document.id) }, item.document.title || item.document.id), " ",
          h("span", { class: "muted" }, item.document.date ?? ""))))),
      card(t("overview.check"), answer.check.every((c) => c.count === 0) ? h("p", { class: "muted" }, t("review.nothing")) : h("ul", { class: "plain" }, answer.check.filter((c) => c.count > 0).map((c) =>
        h("li", {}, h("a", { href: format("review", { kind: c.key }) }, t(`check.${c.key}`)), ` ${c.count}`))))),
    h("p", { class: "muted" }, `${t("snapshot")} ${answer.snapshot}`));
}

function figure(count, words, href) {
  return h("a", { class: "figure", href }, h("b", {}, count.toLocaleString("en")), h("span", {}, words));
}

function card(title, body) {
  return h("section", { class: "card" }, h("h2", {}, title), body);
}
