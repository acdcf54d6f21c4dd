/** @file Percent-encoding (RFC 3986, section 2.1): strictly decoded, encoded as forms are. */

/** What is expected of a text that {@link percentDecoded} refuses. */
export const WELL_ENCODED = 'percent-encoded UTF-8, such as %20 for a space'

/** The text, or undefined where it is no percent-encoded UTF-8. */
export function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** What encodeURIComponent leaves as it is, and a form does not. */
const LEFT = /[!'()~]/g

/**
 * A value of a query as URLSearchParams writes it (application/x-www-form-urlencoded). Of most values that
 * is the value; to have it written outside of JavaScript costs more than all the rest of a query.
 *
 * @param text Well-formed: no half of a surrogate pair.
 */
export function formEncoded(text: string): string {
  if (/^[\w*.-]*$/.test(text)) return text
  return encodeURIComponent(text)
    .replaceAll('%20', '+')
    .replaceAll(LEFT, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}
