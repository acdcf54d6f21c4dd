/** @file Text as bytes, and responses of it. */

/** UTF-8; a copy, since the encoder does not say whose memory it gives. */
export const utf8 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(new TextEncoder().encode(text))

/** A response whose HEAD can tell its length too: a body of unknown length has none to tell. */
export function textResponse(
  text: string,
  status: number,
  headers: Readonly<Record<string, string>>,
): Response {
  const body = utf8(text)
  return new Response(body, {
    status,
    headers: { 'Content-Length': String(body.byteLength), ...headers },
  })
}
