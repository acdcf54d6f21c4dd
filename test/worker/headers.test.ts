/** @file The header table in workerd, HEAD as GET. */
import { describe, expect, it } from 'vitest'
import { ROWS, type Row } from './header-table.ts'
import { ask } from './requests.ts'

/** Of an SVG, should a browser open it as a page. */
const SVG_POLICY = "default-src 'none'"

const titleOf = ({ method = 'GET', path, accept, destination, match }: Row): string =>
  [method, path, accept, destination, match].filter((part) => part !== undefined).join(' ')

const send = ({ path, accept, destination, match }: Row, method: string): Promise<Response> =>
  ask(path, {
    method,
    headers: {
      ...(accept === undefined ? {} : { Accept: accept }),
      ...(destination === undefined ? {} : { 'Sec-Fetch-Dest': destination }),
      ...(match === undefined ? {} : { 'If-None-Match': match }),
    },
  })

/** Headers that scripts of other pages do not see, of those that are ours to tell. */
function unseen(headers: Headers): string[] {
  const exposed = headers.get('access-control-expose-headers')?.toLowerCase().split(', ') ?? []
  return [...headers.keys()].filter(
    (name) =>
      /^(content-(location|disposition)|etag|digit-.*)$/.test(name) && !exposed.includes(name),
  )
}

const matching = (location: string | RegExp | null): unknown =>
  location instanceof RegExp ? expect.stringMatching(location) : location

/** Without what a random seed makes of them. */
function comparable(headers: Headers): Record<string, string> {
  const found = Object.fromEntries(headers)
  if (found['cache-control'] !== 'no-store' || !headers.has('digit-seed')) return found
  for (const name of ['content-length', 'digit-label', 'digit-seed']) found[name] = 'random'
  for (const name of ['content-location', 'content-disposition'])
    found[name] = found[name]?.replaceAll(/[\da-f]{16}|(?<=label=|digit-)\d/g, 'random') ?? ''
  return found
}

describe('the header table', () => {
  it('has 60 kinds of requests and more', () => {
    expect(ROWS.length).toBeGreaterThanOrEqual(60)
  })

  it.each(ROWS.map((row) => ({ ...row, what: titleOf(row) })))('$what', async (row) => {
    const { status, type, cache, tag = false, vary = null, location = null, allow = null } = row
    const response = await send(row, row.method ?? 'GET')
    const body = await response.arrayBuffer()
    const { headers } = response
    // What a cache has already is not told again (RFC 9110, section 15.4.5).
    const isCached = status === 304
    // URLs in them are absolute, so they are good for the host that was asked alone.
    const namesItsHost =
      type === 'text/html; charset=utf-8' ||
      (row.path === '/openapi.json' && row.method === undefined) ||
      (type === 'application/json' && tag && location !== null)
    const found = {
      status: response.status,
      type: headers.get('content-type'),
      cache: headers.get('cache-control'),
      tag: headers.has('etag'),
      vary: headers.get('vary'),
      allow: headers.get('allow'),
      policy: type === 'image/svg+xml' ? headers.get('content-security-policy') : undefined,
      origin: headers.get('access-control-allow-origin'),
      resource: headers.get('cross-origin-resource-policy'),
      timing: headers.get('timing-allow-origin'),
      sniff: headers.get('x-content-type-options'),
      location: headers.get('content-location'),
      unseen: unseen(headers),
      edge: headers.get('cloudflare-cdn-cache-control'),
    }
    expect(found).toEqual({
      status,
      type: isCached ? null : type,
      cache,
      tag,
      vary,
      allow,
      policy: type === 'image/svg+xml' ? SVG_POLICY : undefined,
      origin: '*',
      resource: 'cross-origin',
      timing: isCached ? null : '*',
      sniff: isCached ? null : 'nosniff',
      location: matching(location),
      unseen: [],
      edge: namesItsHost ? 'no-store' : null,
    })
    expect(headers.get('etag') ?? '').toMatch(
      tag
        ? location === null
          ? /^"[\da-f]{64}"$/ // of a document
          : /^"(complete-\d+\+)?digits-\d+\.\d+\/[\x21\x23-\x7e]+"$/
        : /^$/,
    )
    expect(headers.has('digit-error')).toBe(status >= 400)
    const hasBody = !isCached && status !== 204
    expect(headers.get('content-length')).toBe(hasBody ? String(body.byteLength) : null)
  })

  it.each(
    ROWS.filter(({ method }) => method === undefined).map((row) => ({
      ...row,
      what: titleOf(row),
    })),
  )('HEAD as $what', async (row) => {
    const [get, head] = [await send(row, 'GET'), await send(row, 'HEAD')]
    await get.body?.cancel()
    expect(head.status).toBe(get.status)
    expect(await head.text()).toBe('')
    expect(comparable(head.headers)).toEqual(comparable(get.headers))
  })
})
