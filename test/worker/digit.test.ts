import { memory } from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { ask, picture } from './requests.ts'

const SEEDED = '/digit?label=7&seed=ada'

describe('GET /digit', () => {
  it('answers with a PNG of the asked size', async () => {
    for (const [query, size] of [
      ['', 28],
      ['&size=300', 300],
    ] as const) {
      const png = await picture(SEEDED + query)
      expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
      const header = new DataView(png.buffer)
      expect([header.getUint32(16), header.getUint32(20), png[24], png[25]]).toEqual([
        size,
        size,
        8, // bits
        0, // greyscale
      ])
    }
  })

  it('tells caches and readers what a seeded picture is', async () => {
    const response = await ask('/digit?size=64&seed=a%20%22b%22&label=7&temperature=1.0')
    const body = await response.arrayBuffer()
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(body.byteLength),
      'content-disposition': 'inline; filename="digit-7-a__b_.png"',
      'content-location': '/digit?label=7&seed=a+%22b%22&size=64&format=png',
      'cache-control': 'public, max-age=31536000, immutable',
      etag: expect.stringMatching(/^"digits-[^"]+"$/),
      'digit-label': '7',
      'digit-seed': 'a%20%22b%22',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'timing-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    })
  })

  it('draws a new digit at each unseeded request, and says which', async () => {
    const [first, second] = [await ask('/digit?label=3'), await ask('/digit?label=3')]
    const bytes = new Uint8Array(await first.arrayBuffer())
    expect(bytes).not.toEqual(new Uint8Array(await second.arrayBuffer()))
    expect(first.headers.get('cache-control')).toBe('no-store')
    expect(first.headers.get('etag')).toBeNull()
    const location = first.headers.get('content-location') ?? ''
    expect(location).toMatch(/^\/digit\?label=3&seed=[0-9a-f]{16}&format=png$/)
    expect(await picture(location)).toEqual(bytes)
    expect(first.headers.get('access-control-expose-headers')).toContain('Content-Location')
  })

  it('draws the label from the seed when none is given', async () => {
    const labels = new Set<string>()
    for (let seed = 0; seed < 60; seed++) {
      const response = await ask(`/digit?seed=${seed}`)
      const location = response.headers.get('content-location') ?? ''
      labels.add(location.slice(0, 14))
      expect(new Uint8Array(await response.arrayBuffer())).toEqual(await picture(location))
    }
    expect(labels.size).toBe(10)
  })

  it('gives the same bytes whatever the order and spelling of the parameters', async () => {
    const bytes = await picture('/digit?label=4&seed=x&temperature=0.5&size=50&invert=true')
    expect(await picture('/digit?invert=1&size=50&temperature=.50&seed=%78&label=4')).toEqual(bytes)
  })

  it('takes 0 for a seed', async () => {
    expect(await picture('/digit?label=1&seed=0')).toEqual(await picture('/digit?label=1&seed=0'))
    expect(await picture('/digit?label=1&seed=0')).not.toEqual(
      await picture('/digit?label=1&seed=1'),
    )
  })

  it('draws one typical digit at temperature 0, whatever the seed', async () => {
    const still = '/digit?label=5&temperature=0'
    expect(await picture(`${still}&seed=a`)).toEqual(await picture(`${still}&seed=b`))
    expect(await picture(`${still}&seed=a`)).not.toEqual(await picture('/digit?label=5&seed=a'))
  })
})

describe('conditional requests (RFC 9110, section 13)', () => {
  it.each([
    ['the tag', (etag: string) => etag],
    ['a weak form of it', (etag: string) => `W/${etag}`],
    ['a list with it', (etag: string) => `"other", ${etag}`],
    ['any', () => '*'],
  ])('answers 304 without a body to If-None-Match of %s', async (_what, condition) => {
    const fresh = await ask(SEEDED)
    await fresh.body?.cancel()
    const etag = fresh.headers.get('etag') ?? ''
    for (const method of ['GET', 'HEAD']) {
      const response = await ask(SEEDED, { method, headers: { 'If-None-Match': condition(etag) } })
      expect(response.status).toBe(304)
      expect(await response.text()).toBe('')
      for (const name of [
        'etag',
        'cache-control',
        'content-location',
        'access-control-allow-origin',
      ])
        expect(response.headers.get(name)).toBe(fresh.headers.get(name))
    }
  })

  it('answers 200 to another tag, and to a condition on an unseeded picture', async () => {
    for (const [path, etag] of [
      [SEEDED, '"other"'],
      ['/digit?label=7', '*'],
    ] as const) {
      const response = await ask(path, { headers: { 'If-None-Match': etag } })
      expect(response.status).toBe(200)
      await response.body?.cancel()
    }
  })

  it('has another tag for every other picture', async () => {
    const tags = new Set<string | null>()
    const queries = ['', '&size=29', '&invert=1', '&temperature=0.5', '&seed=B', '&label=8']
    for (const query of queries) {
      const base = { label: '7', seed: 'ada' }
      const merged = new URLSearchParams({
        ...base,
        ...Object.fromEntries(new URLSearchParams(query)),
      })
      const response = await ask(`/digit?${merged.toString()}`)
      await response.body?.cancel()
      tags.add(response.headers.get('etag'))
    }
    expect(tags.size).toBe(queries.length)
  })
})

describe('memory', () => {
  it('keeps the number and bytes of tensors over many requests', async () => {
    await picture(SEEDED)
    const { numTensors, numBytes } = memory()
    expect(numTensors).toBeGreaterThan(0)
    for (let index = 0; index < 300; index++) {
      await (await ask(`/digit?size=${28 + index}`)).body?.cancel()
      await (await ask('/digit?label=x')).body?.cancel()
    }
    expect(memory()).toMatchObject({ numTensors, numBytes })
  })
})
