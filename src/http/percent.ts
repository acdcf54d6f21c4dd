/** @file Percent-encoding (RFC 3986, section 2.1), strictly. */

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
