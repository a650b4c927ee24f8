// The client of a static site: the same answers as the service's, from files beside the page that were written by
// `kg site`. Files opened without a server can't be fetched, so each answer is a small script that hands itself over.

import { Refused } from "./api.js";
import { networks } from "./local_graph.js";
import { paths } from "./local_paths.js";
import { searcher } from "./local_search.js";

const ALONE = ["links", "map", "awards"]; // large answers that have a file of their own

/** `site` = {snapshot, shards, index, readings} of site-data/index.js; other answers arrive through `QIPU_ANSWER`. */
export function local(site) {
  const loading = new Map(); // shard -> promise
  const answers = new Map();
  globalThis.QIPU_ANSWER = (key, answer) => answers.set(key, answer);

  function get(key) {
    if (answers.has(key)) return Promise.resolve(answers.get(key));
    const shard = ALONE.includes(key) ? key : shardOf(key, site.shards);
    if (!loading.has(shard)) {
      loading.set(shard, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `site-data/${shard}.js`;
        script.onload = resolve;
        script.onerror = () => reject(new Refused(404, { detail: `${shard}.js` }));
        document.head.append(script);
      }));
    }
    return loading.get(shard).then(() => {
      if (answers.has(key)) return answers.get(key);
      throw new Refused(404, { detail: key });
    });
  }

  const search = searcher(site);
  let linked = null;
  const network = () => (linked ??= get("links").then((links) => networks(site.index, links)));

  return {
    online: false,
    overview: () => get("overview"),
    search: async (q, options) => search(q, options),
    entity: (iri) => get(`entity ${iri}`),
    async factsOf(iri, predicate, direction, offset) {
      const all = (await get(`entity ${iri}`)).groups.find((g) => g.predicate === predicate && g.direction === direction);
      return { items: all?.items.slice(offset) ?? [] };
    },
    evidence: (fact) => get(`evidence ${fact}`),
    async neighbourhood(iri, options) {
      const [net, { years }] = await Promise.all([network(), get(`entity ${iri}`)]);
      return { ...net.neighbourhood(iri, options), years };
    },
    map: () => get("map"),
    paths: async (source, target, options) => paths(await network(), site.index, source, target, options),
    roots: () => get("roots"),
    async hierarchy(iri, { offset = 0, units } = {}) {
      const answer = await get(offset ? `hierarchy ${iri} ${offset}` : `hierarchy ${iri}`);
      return units === "false" ? { ...answer, root: enterprises(answer.root) } : answer;
    },
    awards: async (filters) => { const rows = select(await get("awards"), filters); return { total: rows.length, offset: 0, items: rows.slice(0, filters.limit ?? 100) }; },
    matrix: async (filters) => pivot(select(await get("awards"), filters), filters),
    themes: () => get("themes"),
    documents: async ({ q }) => {
      const answer = await get("documents");
      const items = q ? answer.items.filter((d) => (d.document.title ?? "").includes(q)) : answer.items;
      return { ...answer, total: items.length, items };
    },
    document: (id) => get(`document ${id}`),
    review: () => get("review"),
    queries: async () => ({ items: [] }),
    file: () => null, // no service, no files of its own: pages offer what they can make themselves
  };
}

/** A box without units and institutions below it. */
function enterprises(box) {
  const children = box.children.filter((child) => child.entity.type === "Enterprise").map(enterprises);
  return { ...box, children, child_total: box.child_total - (box.children.length - children.length) };
}

/** 32-bit FNV-1a over the key's characters, modulo the number of shards: as `kg.export.site` writes them. */
function shardOf(key, shards) {
  let value = 0x811c9dc5;
  for (const character of key) value = Math.imul(value ^ character.codePointAt(0), 0x01000193) >>> 0;
  return value % shards;
}

function select(rows, { enterprise, level, year_from: from, year_to: to }) {
  return rows.filter((row) =>
    (!enterprise || row.subsidiary?.iri === enterprise || row.recipient.iri === enterprise || row.parents.some((p) => p.iri === enterprise))
    && (!level || row.level === level)
    && (!from || (row.year ?? 0) >= Number(from)) && (!to || (row.year ?? 9999) <= Number(to)));
}

/** The matrix of rows: enterprise × year or level, rolled up to parents when asked. */
function pivot(rows, { by = "year", roll_up: rollUp }) {
  const lines = new Map();
  const columns = new Map();
  for (const row of rows) {
    const key = by === "level" ? row.level ?? "unknown" : String(row.year ?? "unknown");
    columns.set(key, (columns.get(key) ?? 0) + 1);
    const own = row.subsidiary ?? row.recipient;
    for (const [depth, place] of [own, ...(rollUp ? row.parents : [])].entries()) {
      const line = lines.get(place.iri) ?? { enterprise: place, parent: [own, ...row.parents][depth + 1] ?? null, depth: 0, total: 0, counts: new Map(), order: depth };
      line.counts.set(key, (line.counts.get(key) ?? 0) + 1);
      line.total += 1;
      lines.set(place.iri, line);
    }
  }
  const out = [...lines.values()].sort((a, b) => b.total - a.total || (a.enterprise.label < b.enterprise.label ? -1 : 1));
  return {
    by, columns: [...columns].sort().map(([key, total]) => ({ key, label: key, total })),
    rows: out.map(({ counts, ...line }) => ({ ...line, cells: [...counts].map(([column, count]) => ({ column, count })) })),
    total: rows.length, row_total: out.length, offset: 0,
  };
}
