// The language of the pages, Chinese first; the switch keeps its choice in the browser where it can.

import { KEYS, METHODS, RULES, TERMS } from "./terms.js";
import { WORDS } from "./words.js";

let language = read("qipu.lang") ?? "zh";

function read(key) {
  try { return localStorage.getItem(key); } catch { return null; }
}

export function keep(key, value) {
  try { localStorage.setItem(key, value); } catch { /* a private window keeps nothing, and that is fine */ }
}

export const kept = read;
export const lang = () => language;
export const keys = () => KEYS.map(([key, words]) => [key, words[index()]]);
const index = () => (language === "zh" ? 0 : 1);

/** Switch between Chinese and English. */
export function setLanguage(next) {
  language = next === "en" ? "en" : "zh";
  keep("qipu.lang", language);
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}

/** The words for a key, with {name} filled in. */
export function t(key, values = {}) {
  const text = (WORDS[key] ?? [key, key])[index()];
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** The words for a term of the ontology (class, predicate, level, role), the term itself where unknown. */
export const term = (name) => (TERMS[name] ?? [name, name])[index()];

/** The words for a rule by which names are one; several are joined by "+". */
export const mergeRule = (name) => name.split("+").map((part) => (RULES[part] ?? [part, part])[index()]).join("、");

/** The words for the method that read a sentence, the method itself where it is another's. */
export const methodWords = (name) => (METHODS.find(([start]) => start.test(name)) ?? [null, [name, name]])[1][index()];
