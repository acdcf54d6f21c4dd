/** @file base64url without padding (RFC 4648, section 5): bytes in URLs. */

export const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/** The bytes of the one text that {@link base64url} makes of them; undefined for any other text. */
export function bytesOfBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return undefined
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
    character.charCodeAt(0),
  )
  // atob takes any bits after the last whole byte; one image would have several links.
  return base64url(bytes) === text ? bytes : undefined
}
