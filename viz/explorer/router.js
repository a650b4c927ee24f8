// The whole view state lives in the URL: #/page?key=value. The same address shows the same view, with or without server.

/** {page, params} of an address; params is a plain object of strings. */
export function parse(hash) {
  const [path, query = ""] = hash.replace(/^#\/?/, "").split("?");
  const params = {};
  for (const [key, value] of new URLSearchParams(query)) params[key] = value;
  return { page: path || "overview", params };
}

/** The address of a page; empty values are left out, keys in order, so equal views have equal addresses. */
export function format(page, params = {}) {
  const query = new URLSearchParams();
  for (const key of Object.keys(params).sort()) {
    const value = params[key];
    if (value !== null && value !== undefined && value !== "" && value !== false) query.set(key, String(value));
  }
  const text = query.toString();
  return `#/${page}${text ? `?${text}` : ""}`;
}

/** Go to a page (a new step in the browser's history). */
export function go(page, params) {
  location.hash = format(page, params);
}

/** Change some parameters of the page shown, in place (no new step when `replace`). */
export function change(params, { replace = false } = {}) {
  const here = parse(location.hash);
  const next = format(here.page, { ...here.params, ...params });
  if (replace) {
    history.replaceState(null, "", next);
    dispatchEvent(new HashChangeEvent("hashchange"));
  } else location.hash = next;
}

export const entityLink = (iri) => format("entity", { iri });
export const graphLink = (iri) => format("graph", { focus: iri });
export const documentLink = (id, start, end) => format("document", { id, start, end });

/** An IRI with its Chinese readable, for people. */
export const readable = (iri) => { try { return decodeURI(iri); } catch { return iri; } };
