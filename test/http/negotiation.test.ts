/** @file Which format is returned (RFC 9110, section 12.5.1), and when an error is a picture. */
import { describe, expect, it } from 'vitest'
import { decodePng } from '../rendering/decoders.ts'
import { ask, jsonOf } from './served.ts'

/** Of an <img>, by browser. */
const CHROME = 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8'
const FIREFOX = 'image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5'
const SAFARI =
  'image/webp,image/avif,image/jxl,image/heic,image/heic-sequence,video/*;q=0.8,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5'
const BROWSER_PAGE = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

describe('the format', () => {
  it.each([
    ['/digit/7/ada', '*/*', 'image/png', 'Accept'],
    ['/digit/7/ada', CHROME, 'image/png', 'Accept'],
    ['/digit/7/ada', FIREFOX, 'image/png', 'Accept'],
    ['/digit/7/ada', SAFARI, 'image/png', 'Accept'],
    ['/digit/7/ada', BROWSER_PAGE, 'image/png', 'Accept'],
    ['/digit/7/ada', 'image/svg+xml', 'image/svg+xml', 'Accept'],
    ['/digit/7/ada', 'IMAGE/SVG+XML', 'image/svg+xml', 'Accept'],
    ['/digit/7/ada', 'image/webp, image/png;q=0.5', 'image/webp', 'Accept'],
    ['/digit/7/ada', 'image/png;q=0, image/*', 'image/svg+xml', 'Accept'],
    ['/digit/7/ada', 'application/json', 'application/json', 'Accept'],
    ['/digit/7/ada', 'application/x-npy;q=0.1, image/png;q=0', 'application/x-npy', 'Accept'],
    ['/morph/1/2/ada', '*/*', 'image/apng', 'Accept'],
    ['/morph/1/2/ada', CHROME, 'image/apng', 'Accept'],
    ['/morph/1/2/ada', FIREFOX, 'image/apng', 'Accept'],
    ['/morph/1/2/ada?frame=4', FIREFOX, 'image/png', 'Accept'],
    ['/morph/1/2/ada?frame=4', CHROME, 'image/png', 'Accept'],
    ['/morph/1/2/ada?frame=4', '*/*', 'image/png', 'Accept'],
    ['/morph/1/2/ada', SAFARI, 'image/apng', 'Accept'],
    ['/morph/1/2/ada', 'image/png', 'image/png', 'Accept'],
    ['/morph/1/2/ada', 'image/png, image/apng;q=0.5, */*', 'image/png', 'Accept'],
    ['/morph/1/2/ada', 'image/png, image/apng;q=0, image/*', 'image/png', 'Accept'],
    ['/morph/1/2/ada', 'image/webp, image/png;q=0.5, image/*;q=0.2', 'image/webp', 'Accept'],
    ['/digit/7/ada.svg', 'application/json', 'image/svg+xml', null],
    ['/digit/7/ada?format=webp', 'application/json', 'image/webp', null],
    ['/digit/7/ada.svg?format=webp', '*/*', 'image/svg+xml', null],
  ])('of %s for %s is %s', async (path, accept, type, vary) => {
    const response = await ask(path, { Accept: accept })
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type])
    expect(response.headers.get('vary')).toBe(vary)
  })

  it('is another tag and another canonical URL', async () => {
    const tags = await Promise.all(
      ['image/png', 'image/svg+xml', 'image/webp', 'application/json'].map(async (accept) =>
        (await ask('/digit/7/ada', { Accept: accept })).headers.get('etag'),
      ),
    )
    expect(new Set(tags).size).toBe(4)
    const svg = await ask('/digit/7/ada', { Accept: 'image/svg+xml' })
    expect(svg.headers.get('content-location')).toBe('/digit?label=7&seed=ada&format=svg')
  })

  it('is in the canonical URL, which gives the same to who accepts others', async () => {
    const png = await ask('/v1/digit/7/ada', { Accept: 'image/png' })
    const location = png.headers.get('content-location') ?? ''
    const again = await ask(location, { Accept: 'image/svg+xml' })
    expect(again.headers.get('content-type')).toBe('image/png')
    expect(await again.bytes()).toEqual(await png.bytes())
    const { url } = await jsonOf<{ url: string }>('/v1/digit/7/ada.json')
    expect(new URL(url).pathname).toBe('/v1/digit')
    expect((await ask(url, { Accept: 'image/svg+xml' })).headers.get('content-type')).toBe(
      'image/png',
    )
  })

  it('is refused where none is acceptable', async () => {
    const response = await ask('/digit/7/ada', { Accept: 'video/mp4, image/*;q=0' })
    expect(response.status).toBe(406)
    expect(await response.json()).toMatchObject({
      detail: expect.stringContaining('image/png, image/svg+xml'),
    })
  })
})

describe('an error', () => {
  const image = { 'Sec-Fetch-Dest': 'image', Accept: CHROME }

  it.each([
    ['/digit/12', image, 'image/png'],
    ['/digit/12.svg', image, 'image/svg+xml'],
    ['/digit/12.webp', image, 'image/webp'],
    ['/digit?label=12&format=svg', image, 'image/svg+xml'],
    ['/morph/1/99.apng', image, 'image/apng'],
    ['/digit/12.json', image, 'application/problem+json'],
    ['/digit/12', { Accept: 'image/*' }, 'image/png'],
    ['/digit/12', { 'Sec-Fetch-Dest': 'empty', Accept: 'image/*' }, 'image/png'],
    ['/digit/12', { Accept: '*/*' }, 'application/problem+json'],
    ['/digit/12', { Accept: BROWSER_PAGE }, 'application/problem+json'],
    ['/digit/12', {}, 'application/problem+json'],
    ['/digit/12.png', { 'Sec-Fetch-Dest': 'empty', Accept: '*/*' }, 'application/problem+json'],
    ['/digit/12.png', { 'Sec-Fetch-Dest': 'document', Accept: CHROME }, 'application/problem+json'],
  ])('of %s for %o is %s', async (path, headers, type) => {
    const response = await ask(path, headers)
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('etag')).toBeNull()
    expect(response.headers.get('digit-error')).toMatch(
      /^(label|to): got "(12|99)", expected an integer/,
    )
  })

  it.each([
    ['/nothing.svg', 404, 'image/svg+xml'],
    ['/digit/7/ada/more.webp', 404, 'image/webp'],
    ['/digit/7.png/', 404, 'image/png'],
    ['/nothing.json', 404, 'application/problem+json'],
    ['/nothing', 404, 'image/png'],
  ])('of %s, for an <img>, is %i as %s', async (path, status, type) => {
    const response = await ask(path, image)
    expect([response.status, response.headers.get('content-type')]).toEqual([status, type])
  })

  it.each(['image/svg+xml', 'image/webp', 'image/png'])(
    'of no format is %s to a client of that alone',
    async (type) => {
      const response = await ask('/digit/12', { Accept: type })
      expect([response.status, response.headers.get('content-type')]).toEqual([400, type])
    },
  )

  it.each([
    ['a signature', { SIGNING_KEYS: '0'.repeat(32) }, 403],
    ['patience', { RATE_LIMITER: { limit: async () => ({ success: false }) } }, 429],
  ])('of a request without %s has the format of the URL', async (_what, bindings, status) => {
    for (const [path, type] of [
      ['/digit/7/ada.svg', 'image/svg+xml'],
      ['/v1/digit?format=webp', 'image/webp'],
      ['/digit/7/ada.json', 'application/problem+json'],
    ] as const) {
      const response = await ask(path, image, bindings)
      expect([response.status, response.headers.get('content-type')]).toEqual([status, type])
    }
  })

  it('has a picture of some size with dark red text', async () => {
    const response = await ask('/digit/12.png', image)
    const { width, height, rgba } = decodePng(new Uint8Array(await response.arrayBuffer()))
    expect(width).toBeGreaterThan(100)
    expect(height).toBeGreaterThan(40)
    const text = Array.from({ length: rgba.length / 4 }, (_, pixel) =>
      rgba.subarray(4 * pixel, 4 * pixel + 3).join(),
    )
    expect(text.filter((colour) => colour === '176,0,32').length).toBeGreaterThan(200)
  })

  it('of an unknown path is a picture too, for an <img>', async () => {
    const response = await ask('/digits/7.png', image)
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'image/png'])
  })

  it('keeps what a client sent out of headers', async () => {
    const response = await ask(`/digit?label=${encodeURIComponent('7\r\nSet-Cookie: é=1')}`)
    expect(response.headers.get('digit-error')).toBe(
      'label: got "7??Set-Cookie: ?=1", expected an integer from 0 to 9',
    )
    expect(response.headers.get('set-cookie')).toBeNull()
  })
})
