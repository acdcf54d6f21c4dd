/** @file The one place where responses are made, so that each carries the headers that it must. */

/** Images are made to be embedded: by any page, in a canvas, under COEP. */
const COMMON_HEADERS = new Headers({
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers':
    'Content-Location, Content-Disposition, ETag, Retry-After, Digit-Label, Digit-Seed, Digit-Model, Digit-Error',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Timing-Allow-Origin': '*',
  'X-Content-Type-Options': 'nosniff',
})

/** A script that sent the condition itself sees the 304, and may read it. */
const EMBEDDING = new Headers({
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'Content-Location, ETag',
  'Cross-Origin-Resource-Policy': 'cross-origin',
})

/**
 * The answer to who has the picture already.
 *
 * @param headers What updates the answer that is cached.
 */
export function respondNotModified(headers: Readonly<Record<string, string>>): Response {
  const response = new Response(null, { status: 304, headers: EMBEDDING })
  setHeaders(response, headers)
  return response
}

/**
 * A response. Headers that are there already are copied faster than a record is read; Hono's own
 * `c.header` would copy the whole response for each.
 *
 * @param body Bytes, whose length HEAD can tell too, or none.
 */
export function respond(
  body: Uint8Array<ArrayBuffer> | null,
  status: number,
  headers: Readonly<Record<string, string>>,
): Response {
  const response = new Response(body, { status, headers: COMMON_HEADERS })
  if (body !== null) response.headers.set('Content-Length', String(body.byteLength))
  setHeaders(response, headers)
  return response
}

function setHeaders({ headers }: Response, given: Readonly<Record<string, string>>): void {
  for (const name in given) headers.set(name, given[name] as string)
}
