// Neighbourhoods of a static site, from its list of links, by the service's own rules (`kg.query.neighbourhood`): taken
// fairly from every relation, the best connected first. `local_paths.js` walks the same links.

const RELATIONS = ["subOrganizationOf", "unitOf", "holdsPost", "conferral", "conferredBy", "forWork", "undertakes", "cooperatesWith", "addressesTheme"];
const OF_CONFERRALS = new Set(["conferral", "conferredBy", "forWork"]);
export const [FACT, SOURCE, TARGET, RELATION, YEAR, LEVEL, RANK, POST, ROLE, CONFIDENCE, COUNT] = Array.from({ length: 11 }, (_, i) => i);

/** `index` as in `local_search.js`; `links` rows as the constants above name them, ends as places in `index`. */
export function networks(index, links) {
  const numbers = new Map(index.map(([iri], number) => [iri, number]));
  const near = index.map(() => []);
  for (const link of links) {
    near[link[SOURCE]].push([link[TARGET], link, true]);
    near[link[TARGET]].push([link[SOURCE], link, false]);
  }
  const ref = (n) => ({ iri: index[n][0], type: index[n][1], label: index[n][2] });
  const relationOf = (link) => RELATIONS[link[RELATION]];

  function neighbourhood(iri, { hops = 1, types = [], relations = [], from, to, confidence = 0, limit = 40 } = {}) {
    const focus = numbers.get(iri);
    const passes = (link) => (link[CONFIDENCE] ?? 1) >= Number(confidence || 0) && (relations.length === 0 || relations.includes(relationOf(link)))
      && (!OF_CONFERRALS.has(relationOf(link)) || ((!from || (link[YEAR] ?? -1) >= Number(from)) && (!to || (link[YEAR] ?? Infinity) <= Number(to))));
    const hop = new Map([[focus, 0]]);
    let frontier = [focus];
    let truncated = false;
    let more = [];
    for (let distance = 1; distance <= Number(hops); distance += 1) {
      const steps = stepsFrom(frontier, passes, types).filter(([other]) => !hop.has(other));
      const taken = fair(steps);
      const room = Math.max(0, limit - hop.size);
      truncated ||= taken.length > room;
      frontier = taken.slice(0, room);
      for (const other of frontier) hop.set(other, distance);
      if (distance === 1) more = totals(steps, hop);
    }
    const kept = links.filter((link) => hop.has(link[SOURCE]) && hop.has(link[TARGET]) && passes(link));
    return { focus: ref(focus), nodes: nodes(hop, kept), edges: kept.map(edge), more, truncated };
  }

  function stepsFrom(frontier, passes, types) {
    const found = new Map();
    for (const n of frontier) {
      for (const [other, link, outward] of near[n]) {
        if (passes(link) && (types.length === 0 || types.includes(index[other][1]))) found.set(`${n} ${other} ${link[RELATION]} ${outward}`, [other, link[RELATION], outward]);
      }
    }
    return [...found.values()].sort((a, b) => a[1] - b[1] || Number(b[2]) - Number(a[2]) || index[b[0]][4] - index[a[0]][4] || a[0] - b[0]);
  }

  function nodes(hop, kept) {
    const beside = new Map([...hop.keys()].map((n) => [n, new Set()]));
    for (const link of kept) { beside.get(link[SOURCE]).add(link[TARGET]); beside.get(link[TARGET]).add(link[SOURCE]); }
    return [...hop].sort((a, b) => a[1] - b[1] || a[0] - b[0]).map(([n, distance]) => {
      const [iri, type, label, , degree, awards, level] = index[n];
      return { iri, type, label, level, degree, awards, hop: distance, hidden: new Set(near[n].map(([other]) => other)).size - beside.get(n).size };
    });
  }

  const edge = (link) => ({
    fact: link[FACT], relation: relationOf(link), source: index[link[SOURCE]][0], target: index[link[TARGET]][0], year: link[YEAR], level: link[LEVEL],
    rank: link[RANK], post: link[POST], role: link[ROLE], confidence: link[CONFIDENCE], evidence_count: link[COUNT],
  });

  return { neighbourhood, near, numbers, ref, relationOf, edge };
}

/** The far ends of steps, one from each relation and direction in turn. */
function fair(steps) {
  const groups = new Map();
  for (const [other, relation, outward] of steps) {
    const key = `${relation} ${outward}`;
    groups.set(key, [...(groups.get(key) ?? []), other]);
  }
  const order = new Set();
  const longest = Math.max(0, ...[...groups.values()].map((members) => members.length));
  for (let place = 0; place < longest; place += 1) for (const members of groups.values()) if (place < members.length) order.add(members[place]);
  return [...order];
}

function totals(steps, shown) {
  const groups = new Map();
  for (const [other, relation, outward] of steps) {
    const key = `${relation} ${outward}`;
    if (!groups.has(key)) groups.set(key, { relation: RELATIONS[relation], direction: outward ? "out" : "in", members: new Set() });
    groups.get(key).members.add(other);
  }
  return [...groups.values()].map(({ members, ...group }) => ({ ...group, total: members.size, shown: [...members].filter((n) => shown.has(n)).length }));
}
