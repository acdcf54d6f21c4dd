/** @file Percent-encoding (RFC 3986, section 2.1): strictly decoded; and queries, without a call out of JavaScript. */

/** What is expected of a text that {@link percentDecoded} refuses. */
export const WELL_ENCODED = 'percent-encoded UTF-8, such as %20 for a space'

/** The text, or undefined where it is no percent-encoded UTF-8. */
export function percentDecoded(text: string): string | undefined {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** What encodeURIComponent leaves as it is, and a form does not. */
const LEFT = /[!'()~]/g

/**
 * A value of a query as URLSearchParams writes it (application/x-www-form-urlencoded): most are what they are.
 *
 * @param text Well-formed: no half of a surrogate pair.
 */
export function formEncoded(text: string): string {
  if (/^[\w*.-]*$/.test(text)) return text
  return encodeURIComponent(text)
    .replaceAll('%20', '+')
    .replaceAll(LEFT, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}

/**
 * The names and values of a query, as URLSearchParams reads them; undefined where they are no percent-encoded
 * UTF-8.
 *
 * @param search From `?` on, or empty.
 */
export function formPairs(search: string): [name: string, value: string][] | undefined {
  const pairs: [string, string][] = []
  if (search === '') return pairs
  for (const piece of search.slice(1).replaceAll('+', ' ').split('&')) {
    if (piece === '') continue
    const [, name = '', given = ''] = /^([^=]*)=?([^]*)$/.exec(piece) ?? []
    const [decoded, value] = [percentDecoded(name), percentDecoded(given)]
    if (decoded === undefined || value === undefined) return undefined
    pairs.push([decoded, value])
  }
  return pairs
}
