// The client of a static site: the same answers as the service's, from files beside the page that were written by
// `kg site`. Files opened without a server can't be fetched, so each answer is a small script that hands itself over.

import { Refused } from "./api.js";

/** `site` = {snapshot, shards, index} of site-data/index.js; other answers arrive through `QIPU_ANSWER`. */
export function local(site) {
  const loading = new Map(); // shard -> promise
  const answers = new Map();
  globalThis.QIPU_ANSWER = (key, answer) => answers.set(key, answer);

  function get(key) {
    if (answers.has(key)) return Promise.resolve(answers.get(key));
    const shard = shardOf(key, site.shards);
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

  const index = site.index; // [iri, type, label, [other names], [pinyin and initials], degree, awards]
  const asHit = ([iri, type, label, , , degree, awards]) => ({ iri, type, label, matched: label, degree, awards });

  return {
    online: false,
    overview: () => get("overview"),
    async search(q, { types = [], limit = 12 } = {}) {
      const text = q.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
      const hits = [];
      for (const row of index) {
        if (types.length > 0 && !types.includes(row[1])) continue;
        const names = [row[2], ...row[3], ...row[4]];
        let rank = 9;
        for (const name of names) {
          const low = name.toLowerCase();
          if (low === text) rank = Math.min(rank, 0);
          else if (low.startsWith(text)) rank = Math.min(rank, 1);
          else if (low.includes(text)) rank = Math.min(rank, 2);
        }
        if (rank < 9) hits.push([rank, row]);
      }
      hits.sort((a, b) => a[0] - b[0] || b[1][5] - a[1][5] || (a[1][2] < b[1][2] ? -1 : 1));
      return { query: q, total: hits.length, items: hits.slice(0, limit).map(([, row]) => asHit(row)) };
    },
    entity: (iri) => get(`entity ${iri}`),
    async factsOf(iri, predicate, direction, offset) {
      const all = (await get(`entity ${iri}`)).groups.find((g) => g.predicate === predicate && g.direction === direction);
      return { items: all?.items.slice(offset) ?? [] };
    },
    evidence: (fact) => get(`evidence ${fact}`),
    async neighbourhood(iri, { types = [], relations = [], from, to, confidence } = {}) {
      const answer = await get(`neighbourhood ${iri}`);
      const nodes = answer.nodes.filter((n) => n.iri === iri || types.length === 0 || types.includes(n.type));
      const kept = new Set(nodes.map((n) => n.iri));
      const edges = answer.edges.filter((e) => kept.has(e.source) && kept.has(e.target)
        && (relations.length === 0 || relations.includes(e.relation))
        && (!confidence || (e.confidence ?? 1) >= Number(confidence))
        && (!(from || to) || e.year === null || (e.year >= Number(from || 0) && e.year <= Number(to || 9999))));
      const touched = new Set(edges.flatMap((e) => [e.source, e.target]));
      return { ...answer, nodes: nodes.filter((n) => n.iri === iri || touched.has(n.iri)), edges };
    },
    map: () => get("map"),
    paths: async (source, target, { relations = [] } = {}) => shortest(await get("edges"), site, source, target, relations),
    roots: () => get("roots"),
    hierarchy: (iri) => get(`hierarchy ${iri}`),
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
      const line = lines.get(place.iri) ?? { enterprise: place, depth: 0, total: 0, counts: new Map(), order: depth };
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

/** The shortest chain by breadth-first search over [fact, source, target, relation] rows. */
function shortest(edges, site, source, target, relations) {
  const refs = new Map(site.index.map(([iri, type, label]) => [iri, { iri, type, label }]));
  const near = new Map();
  for (const edge of edges) {
    if (relations.length > 0 && !relations.includes(edge[3])) continue;
    for (const [from, to, forward] of [[edge[1], edge[2], true], [edge[2], edge[1], false]]) {
      if (!near.has(from)) near.set(from, []);
      near.get(from).push([to, edge, forward]);
    }
  }
  const before = new Map([[source, null]]);
  const queue = [source];
  for (let i = 0; i < queue.length && !before.has(target); i += 1) {
    for (const [to, edge, forward] of near.get(queue[i]) ?? []) {
      if (!before.has(to)) { before.set(to, [queue[i], edge, forward]); queue.push(to); }
    }
  }
  const steps = [];
  for (let at = target; before.get(at); at = before.get(at)[0]) {
    const [from, [fact, s, o, relation], forward] = before.get(at);
    steps.unshift({ source: refs.get(from), target: refs.get(at), relation, forward, fact: { iri: fact, predicate: relation, subject: refs.get(s), object: refs.get(o) } });
  }
  return { source: refs.get(source), target: refs.get(target), paths: steps.length > 0 ? [{ length: steps.length, steps }] : [] };
}
