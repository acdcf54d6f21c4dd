/** @file Responses of text. */

/** A response whose HEAD can tell its length too: a body of unknown length has none to tell. */
export function textResponse(
  text: string,
  status: number,
  headers: Readonly<Record<string, string>>,
): Response {
  const body = new TextEncoder().encode(text)
  return new Response(body, {
    status,
    headers: { 'Content-Length': String(body.byteLength), ...headers },
  })
}
