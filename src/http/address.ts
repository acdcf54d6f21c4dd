/** @file The parts of a request's URL. */

/** As they were sent: a path from its first slash on, a query from `?` on or empty. */
interface Address {
  readonly path: string
  readonly search: string
}

/**
 * Cuts the URL of a Request, which is normalized already (Fetch, section 5.4): a `URL` of it would be parsed
 * outside of JavaScript, and each of its parts another call.
 */
export function addressOf(href: string): Address {
  const hash = href.indexOf('#')
  const end = hash === -1 ? href.length : hash
  const start = href.indexOf('/', href.indexOf('//') + 2)
  const query = href.indexOf('?', start)
  const middle = query === -1 || query > end ? end : query
  const search = href.slice(middle, end)
  return { path: href.slice(start, middle), search: search === '?' ? '' : search }
}
