// Search over the names of a static site, by the service's own rules (`kg.query.search`, `kg.query.pinyin`): name, part
// of a name, pinyin of every reading, initials, characters of an abbreviation; a thing's own name before another's alias.

const [EXACT, PREFIX, INSIDE, SPELLED, PINYIN_START, PINYIN, SCATTERED] = [0, 1, 2, 3, 4, 5, 6];
const MATCHES = ["exact", "prefix", "inside", "pinyin", "pinyin", "pinyin", "characters"];
const ALNUM = /[\p{L}\p{N}]/u;

const norm = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
const letters = (text) => [...text].filter((c) => ALNUM.test(c)).join("");

/** A query as bare letters: tones, spaces and apostrophes gone, ü as v; "" when it holds anything else. */
function latinKey(query) {
  const text = query.normalize("NFKC").toLowerCase().normalize("NFD").replaceAll("u\u0308", "v").replaceAll("u:", "v")
    .replace(/\p{M}/gu, "").replace(/[\s'’`·\-\d]+/gu, "").replaceAll("lyu", "lv").replaceAll("nyu", "nv").replaceAll("lve", "lue").replaceAll("nve", "nue");
  return /^[a-z]+$/.test(text) ? text : "";
}

/** Search of `site` = {index: [[iri, type, label, other names, degree, awards, level]] in order of names, readings: {character: [pinyin]}}. */
export function searcher({ index, readings }) {
  const read = new Map(); // name -> readings of each character that has any
  function syllables(name) {
    if (!read.has(name)) {
      read.set(name, [...name.normalize("NFKC")].map((c) => (c < "\u0080" ? (/[a-z0-9]/i.test(c) ? [c.toLowerCase()] : []) : readings[c] ?? [])).filter((r) => r.length > 0));
    }
    return read.get(name);
  }

  /** How a name answers to the query, the lower the better; null when it does not. */
  function rankOf(words, whole, key, text) {
    const normal = norm(text);
    if (normal === whole) return EXACT;
    if (normal.startsWith(whole)) return PREFIX;
    const bare = letters(normal);
    if (words.every((word) => bare.includes(letters(word)))) return INSIDE;
    if (key) {
      const options = syllables(text);
      const first = options.map((r) => [...new Set(r.map((x) => x[0]))]);
      if (spelled(options, key) || spelled(first, key)) return SPELLED;
      const places = [placeOf(options, key), placeOf(first, key)].filter((p) => p !== null);
      return places.length === 0 ? null : Math.min(...places) === 0 ? PINYIN_START : PINYIN;
    }
    if (words.length !== 1) return null;
    let at = 0;
    for (const c of whole) {
      at = normal.indexOf(c, at) + 1;
      if (at === 0) return null;
    }
    return SCATTERED;
  }

  return function search(query, { types = [], limit = 12 } = {}) {
    const words = query.split(/\s+/u).map(norm).filter((word) => letters(word));
    const whole = norm(query);
    const key = latinKey(query);
    const hits = [];
    if (words.length === 0) return { query, total: 0, offset: 0, truncated: false, items: [] };
    index.forEach(([iri, type, label, others, degree, awards], order) => {
      if (types.length > 0 && !types.includes(type)) return;
      let best = null;
      for (const text of [label, ...others]) {
        let rank = rankOf(words, whole, key, text);
        if (rank === null) continue;
        if (type === "PolicyTheme" && rank >= SPELLED) rank = Math.max(rank, PINYIN); // its many other words should not hide a company
        const place = 2 * rank + (text === label ? 0 : 1);
        if (!best || place < best.place) best = { place, order, item: { iri, type, label, matched: text, match: MATCHES[rank], degree, awards } };
      }
      if (best) hits.push(best);
    });
    const found = hits.some((hit) => hit.place < 2 * SCATTERED) ? hits.filter((hit) => hit.place < 2 * SCATTERED) : hits;
    found.sort((a, b) => a.place - b.place || b.item.degree - a.item.degree || a.order - b.order);
    return { query, total: found.length, offset: 0, truncated: found.length > limit, items: found.slice(0, limit).map((hit) => hit.item) };
  };
}

/** Whether `key` spells all the syllables, nothing left over. */
function spelled(options, key) {
  let reach = new Set([0]);
  for (const choices of options) {
    const next = new Set();
    for (const at of reach) for (const choice of choices) if (key.startsWith(choice, at)) next.add(at + choice.length);
    reach = next;
  }
  return reach.has(key.length);
}

/** The syllable at which `key` begins, null when it does not occur; the last syllable may be cut short. */
function placeOf(options, key) {
  for (let start = 0; start < options.length; start += 1) {
    let reach = new Set([0]);
    for (let place = start; place < options.length && reach.size > 0; place += 1) {
      const next = new Set();
      for (const at of reach) {
        const rest = key.slice(at);
        for (const option of options[place]) {
          if (option.startsWith(rest)) return start;
          if (rest.startsWith(option)) next.add(at + option.length);
        }
      }
      reach = next;
    }
  }
  return null;
}
