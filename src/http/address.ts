/** @file Path and query of a request's URL, without a call out of JavaScript as `new URL` is. */

/** Parts of a URL, as they were sent. */
export interface Address {
  /** Percent-encoded, from a slash on. */
  readonly pathname: string
  /** From `?` on, or empty. */
  readonly search: string
}

/** @param url Absolute, with a path, as a request has it. */
export function addressOf(url: string): Address {
  const start = url.indexOf('/', url.indexOf('://') + 3)
  const fragment = url.indexOf('#', start)
  const end = fragment === -1 ? url.length : fragment
  const query = url.indexOf('?', start)
  if (query === -1 || query > end) return { pathname: url.slice(start, end), search: '' }
  // A question mark without a query is none, as URL has it.
  const search = query + 1 === end ? '' : url.slice(query, end)
  return { pathname: url.slice(start, query), search }
}
