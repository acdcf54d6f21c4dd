/** @file Requests that were answered with 304, again: as if each were the first. */
import { describe, expect, it } from 'vitest'
import type { DrawingRequest } from '../../src/http/drawing-handler.ts'
import { revalidationKey, Revalidations } from '../../src/http/revalidations.ts'
import { readKeys, signedUrl } from '../../src/http/signature.ts'
import { ask } from './served.ts'

const NAMES = ['etag', 'cache-control', 'content-location', 'vary']
const told = async (path: string, headers: Readonly<Record<string, string>>) => {
  const response = await ask(path, headers)
  return [response.status, ...NAMES.map((name) => response.headers.get(name))]
}
const etagOf = async (path: string, headers: Readonly<Record<string, string>> = {}) =>
  (await ask(path, headers)).headers.get('etag') ?? ''

/** Asks for what this tag is of, and gives the status. */
const revalidating =
  (etag: string) =>
  async (to: string, more: Readonly<Record<string, string>> = {}) =>
    (await ask(to, { 'If-None-Match': etag, ...more })).status

describe('a second revalidation', () => {
  it.each(['/digit/7/ada', '/digit?seed=ada&label=7', '/v1/sheet/ada.png', '/number/42/ada.svg'])(
    'of %s tells what the first did',
    async (path) => {
      const headers = { 'If-None-Match': await etagOf(path) }
      const first = await told(path, headers)
      expect(first[0]).toBe(304)
      expect(await told(path, headers)).toEqual(first)
    },
  )

  it('looks at the condition, at Accept, at path and query again', async () => {
    const path = '/digit/3/ada'
    const etag = await etagOf(path)
    const again = revalidating(etag)
    expect([await again(path), await again(path)]).toEqual([304, 304])
    expect(await again(path, { 'If-None-Match': '"other"' })).toBe(200)
    expect(await again(path, { Accept: 'image/svg+xml' })).toBe(200)
    expect(await again(path, { Accept: 'text/csv' })).toBe(406)
    expect(await again(path, { Accept: 'null' })).toBe(406)
    expect(await again(path, { 'If-None-Match': `W/${etag}` })).toBe(304)
    expect(await again(`${path}?size=100`)).toBe(200)
    expect(await again(`${path}?sise=100`)).toBe(400)
    expect(await again('/digit/3/bob')).toBe(200)
    const pinned = await ask('/v1/digit/3/ada', { 'If-None-Match': etag })
    expect(pinned.headers.get('content-location')).toMatch(/^\/v1\//)
  })

  it('of a format that the URL names takes no notice of Accept', async () => {
    const path = '/digit/3/ada.png'
    const etag = await etagOf(path)
    const again = revalidating(etag)
    expect([await again(path), await again(path)]).toEqual([304, 304])
    expect(await again(path, { Accept: 'image/svg+xml' })).toBe(304)
    expect(await again(path, { 'If-None-Match': '"other"' })).toBe(200)
    expect(await again(`${path}?size=100`)).toBe(200)
    expect(await again('/digit/3/ada')).toBe(304)
    expect(await again('/digit/3/ada', { Accept: 'image/svg+xml' })).toBe(200)
  })
})

describe('a revalidation that was answered', () => {
  const KEY = 'ffeeddccbbaa99887766554433221100'
  const signed = (path: string, expires?: number) => {
    const [key = new Uint8Array()] = readKeys(KEY)
    const { pathname, search } = signedUrl(new URL(path, 'http://localhost'), key, expires)
    return pathname + search
  }

  it('opens no door to who may not ask, and lengthens no time', async () => {
    const path = '/digit/4/ada'
    const headers = { 'If-None-Match': await etagOf(path) }
    const keys = { SIGNING_KEYS: KEY }
    for (let time = 0; time < 2; time++) {
      const response = await ask(signed(path), headers, keys)
      expect(response.status).toBe(304)
      expect(response.headers.get('cache-control')).toContain('immutable')
    }
    expect((await ask(path, headers, keys)).status).toBe(403)
    expect((await ask(signed(path, 1), headers, keys)).status).toBe(403)
    const soon = Math.floor(Date.now() / 1000) + 60
    const ending = await ask(signed(path, soon), headers, keys)
    expect(ending.status).toBe(304)
    expect(ending.headers.get('cache-control')).toMatch(/^public, max-age=(60|5\d)$/)
    const limit = () => Promise.resolve({ success: false })
    expect((await ask(path, headers, { RATE_LIMITER: { limit } })).status).toBe(429)
  })
})

describe('Revalidations', () => {
  const asked = (rest: string, other: Partial<DrawingRequest> = {}) =>
    revalidationKey({ search: '', rest, base: '/', ...other })
  const headers = { ETag: '"a"' }

  it('keep nothing of a body, nor of a URL that ends', () => {
    const kept = new Revalidations()
    const body = { ok: true, target: { parameters: new Map<string, string>() } } as const
    for (const other of [{ body }, { goodForSeconds: 7 }]) {
      kept.keep(asked('/7', other), headers)
      expect(kept.find(asked('/7', other))).toBeUndefined()
      expect(kept.find(asked('/7'))).toBeUndefined()
    }
    kept.keep(asked('/7'), headers)
    expect(kept.find(asked('/7'))).toBe(headers)
    expect(kept.find(asked('/7', { body }))).toBeUndefined()
    expect(kept.find(asked('/7', { goodForSeconds: 7 }))).toBeUndefined()
  })

  it('keep no long request, and not too many', () => {
    const kept = new Revalidations()
    const long = asked(`/${'7'.repeat(1000)}`)
    kept.keep(long, headers)
    expect(kept.find(long)).toBeUndefined()
    for (let seed = 0; seed < 2000; seed++) kept.keep(asked(`/7/${seed}`), headers)
    const found = Array.from({ length: 2000 }, (_, seed) => kept.find(asked(`/7/${seed}`))).filter(
      (one) => one !== undefined,
    )
    expect(found.length).toBeGreaterThan(0)
    expect(found.length).toBeLessThanOrEqual(500)
  })
})
