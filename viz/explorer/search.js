// The search box: a combobox over names, aliases, pinyin and initials, by mouse or keyboard (WAI-ARIA combobox pattern).

import { h, fill, announce } from "./dom.js";
import { t } from "./i18n.js";
import { badge } from "./pieces.js";

let serial = 0;

/**
 * A search box; `pick(hit)` is called with {iri, type, label}. `value` fills it, `label` names it (above it where `titled`), `types`
 * narrows it; `free` names the field whose text may also be something else.
 */
export function searchBox(api, pick, { label, value = "", types = [], id, titled = false, free } = {}) {
  const name = id ?? `search-${(serial += 1)}`;
  const list = h("ul", { id: `${name}-list`, role: "listbox", class: "suggestions", hidden: true, "aria-label": label ?? t("search") });
  const input = h("input", {
    id: name, type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder: titled ? t("search.short") : label ?? t("search"),
    "aria-label": label ?? t("search"), "aria-expanded": "false", "aria-controls": `${name}-list`, "aria-autocomplete": "list", value, name: free,
  });
  let hits = [];
  let active = -1;
  let pending = null;
  let timer = 0;

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
  }

  function choose(index) {
    const hit = hits[index];
    if (!hit) return;
    input.value = hit.label;
    close();
    pick(hit);
  }

  function mark(index) {
    active = hits.length === 0 ? -1 : (index + hits.length) % hits.length;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
    if (active >= 0) {
      input.setAttribute("aria-activedescendant", list.children[active].id);
      list.children[active].scrollIntoView({ block: "nearest" });
    }
  }

  async function look() {
    const text = input.value.trim();
    pending?.abort();
    if (!text) return close();
    pending = new AbortController();
    try {
      const answer = await api.search(text, { types, signal: pending.signal });
      hits = answer.items;
    } catch (error) {
      if (error.name === "AbortError") return undefined;
      hits = [];
    }
    fill(list, hits.length === 0
      ? h("li", { class: "muted", role: "option", "aria-disabled": "true" }, t("search.none"))
      : hits.map((hit, i) =>
        h("li", { id: `${name}-${i}`, role: "option", "aria-selected": "false",
          onmousedown: (event) => { event.preventDefault(); choose(i); } },
        badge(hit.type), h("span", {}, hit.label),
        hit.matched && hit.matched !== hit.label && h("span", { class: "muted" }, ` ${hit.matched}`))));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    active = -1;
    announce(hits.length === 0 ? t("search.none") : `${hits.length}`);
    return undefined;
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, 120); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", async (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) await look();
      mark(active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      clearTimeout(timer);
      if (list.hidden || hits.length === 0) await look();
      choose(Math.max(active, 0));
    } else if (event.key === "Escape") {
      if (!list.hidden) { event.stopPropagation(); close(); }
    }
  });
  const box = h("div", { class: "search" }, input, list);
  return titled ? h("div", { class: "field" }, h("span", { "aria-hidden": "true" }, label), box) : box;
}
