// Paths of a static site by the service's own rules (`kg.query.paths`): the few shortest chains without a node twice, among
// equals those through less connected nodes; policy themes join everything, so they count only when asked for.

import { CONFIDENCE, FACT, SOURCE, TARGET } from "./local_graph.js";

const [MOST, LONGEST, CANDIDATES, STEPS] = [5, 6, 60, 20_000];

/** At most five chains between two IRIs over the `net` of `networks`; `index` as there. */
export function paths(net, index, source, target, { relations = [] } = {}) {
  const [start, end] = [net.numbers.get(source), net.numbers.get(target)];
  const passes = (link) => (relations.length > 0 ? relations.includes(net.relationOf(link)) : net.relationOf(link) !== "addressesTheme");
  const beside = (n) => [...new Set(net.near[n].filter(([, link]) => passes(link)).map(([other]) => other))];
  const before = (a, b) => (index[a][0] < index[b][0] ? -1 : index[a][0] > index[b][0] ? 1 : 0);
  const distance = distances(beside, start, end);
  const found = [];
  let exhausted = false;
  if (distance.has(start) && start !== end) {
    for (let length = distance.get(start); length <= LONGEST && found.length < MOST && !exhausted; length += 1) {
      exhausted = walk(beside, before, distance, start, end, length, found);
    }
  }
  const weight = (path) => path.reduce((sum, n) => sum + Math.log1p(index[n][4]), 0);
  found.sort((a, b) => a.length - b.length || weight(a) - weight(b) || byNodes(a, b, before));
  return {
    source: net.ref(start), target: net.ref(end), truncated: exhausted,
    paths: found.slice(0, MOST).map((path) => ({ length: path.length - 1, steps: path.slice(1).map((n, i) => step(net, passes, path[i], n)) })),
  };
}

/** Steps to `end` of every node up to one round beyond `start`. */
function distances(beside, start, end) {
  const distance = new Map([[end, 0]]);
  let level = [end];
  for (let far = 1; far <= LONGEST; far += 1) {
    const next = [...new Set(level.flatMap(beside))].filter((n) => !distance.has(n));
    for (const n of next) distance.set(n, far);
    if (distance.has(start) && far > distance.get(start)) break; // one round more, for the next longer paths
    level = next;
  }
  return distance;
}

/** Collect the simple paths of exactly `length`; true when the bound on steps was met. */
function walk(beside, before, distance, start, end, length, found) {
  const stack = [[start]];
  for (let budget = STEPS; stack.length > 0;) {
    const path = stack.pop();
    const last = path[path.length - 1];
    const left = length - path.length + 1;
    if (last === end) {
      if (left === 0 && found.push(path) >= CANDIDATES) return false;
      continue;
    }
    budget -= 1;
    if (budget < 0) return true;
    const options = beside(last).filter((n) => !path.includes(n) && (distance.get(n) ?? length) <= left - 1 && (left > 1 || n === end));
    for (const n of options.sort((a, b) => before(b, a))) stack.push([...path, n]);
  }
  return false;
}

function byNodes(a, b, before) {
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return before(a[i], b[i]);
  return 0;
}

/** One hop by its surest fact, one that reads forward first. */
function step(net, passes, from, to) {
  const all = net.near[from].filter(([other, link]) => other === to && passes(link));
  const [, link, forward] = all.sort((a, b) => Number(b[2]) - Number(a[2]) || (b[1][CONFIDENCE] ?? 0) - (a[1][CONFIDENCE] ?? 0))[0];
  const relation = net.relationOf(link);
  return { source: net.ref(from), target: net.ref(to), relation, forward,
    fact: { iri: link[FACT], predicate: relation, subject: net.ref(link[SOURCE]), object: net.ref(link[TARGET]) } };
}
