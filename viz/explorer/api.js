// Where answers come from: the service's REST, or, in a static site, files beside the page. Both give the same JSON.

const BASE = "/api/v1";

/** An error with the service's own words: {title, detail, code}. */
export class Refused extends Error {
  constructor(status, body) {
    super(body?.detail || body?.title || `HTTP ${status}`);
    this.status = status;
    this.code = body?.code ?? "";
  }
}

/** The client of the REST service. */
export function service(fetcher = (...all) => fetch(...all)) {
  const asked = new Map(); // address -> answer of this snapshot; a new snapshot empties it
  let snapshot = null;

  async function get(path, params = {}, { signal } = {}) {
    const address = `${BASE}/${path}${query(params)}`;
    if (asked.has(address)) return asked.get(address);
    const response = await fetcher(address, { headers: { Accept: "application/json" }, signal });
    const body = await response.json().catch(() => null);
    if (!response.ok) throw new Refused(response.status, body);
    const current = response.headers.get("X-Kg-Snapshot");
    if (current && current !== snapshot) {
      asked.clear();
      snapshot = current;
    }
    if (asked.size > 200) asked.delete(asked.keys().next().value);
    asked.set(address, body);
    return body;
  }

  return {
    online: true,
    overview: () => get("overview"),
    search: (q, { types = [], limit = 12, signal } = {}) => get("suggest", { q, type: types, limit }, { signal }),
    entity: (iri) => get("entity", { iri }),
    factsOf: (iri, predicate, direction, offset) => get("entity/facts", { iri, predicate, direction, offset, limit: 50 }),
    evidence: (fact) => get("evidence", { fact }),
    neighbourhood: (iri, { hops, types, relations, from, to, confidence, limit } = {}) =>
      get("neighbourhood", {
        iri, hops, type: types, relation: relations, year_from: from, year_to: to, min_confidence: confidence, limit,
      }),
    map: () => get("map"),
    paths: (source, target, { relations } = {}) => get("paths", { source, target, relation: relations }),
    roots: (offset = 0) => get("roots", { offset }),
    hierarchy: (iri, { depth, offset, units, asOf } = {}) => get("hierarchy", { iri, depth, offset, units, as_of: asOf, page: 20 }),
    awards: (filters = {}) => get("awards", filters),
    matrix: (filters = {}) => get("matrix", filters),
    themes: () => get("themes"),
    theme: (id, offset = 0) => get(`themes/${encodeURIComponent(id)}`, { offset }),
    documents: (filters = {}) => get("documents", filters),
    document: (id, start, end) => get(`documents/${encodeURIComponent(id)}`, { start, end }),
    review: (offset = 0) => get("review", { offset }),
    queries: () => get("queries"),
    runQuery: (name, params) => get(`queries/${encodeURIComponent(name)}`, params),
    file: (path, params = {}) => `${BASE}/${path}${query(params)}`,
    async correct(lines, token) {
      const response = await fetcher(`${BASE}/corrections`, {
        method: "POST",
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
        body: JSON.stringify({ corrections: lines }),
      });
      const body = await response.json().catch(() => null);
      if (!response.ok) throw new Refused(response.status, body);
      return body;
    },
  };
}

/** ?a=1&b=2&b=3 of an object; empty values are left out, lists repeat the name. */
export function query(params) {
  const out = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== "" && one !== false) out.append(key, String(one));
    }
  }
  const text = out.toString();
  return text ? `?${text}` : "";
}
