import { afterEach, describe, expect, it, vi } from 'vitest'
import { createApp } from '../../src/http/app.ts'
import { DigitSampler } from '../../src/sampling/sampler.ts'
import { appOver } from '../../scripts/app.ts'
import { encodeCheckpoint, servedCompleter, servedSampler } from '../../scripts/checkpoint.ts'
import { initialParameters, parameterLayout } from '../../scripts/training/parameters.ts'
import { loadVerified } from '../../src/checkpoint/checkpoint.ts'
import golden from '../golden/v1.json' with { type: 'json' }
import { sha256 } from '../sha256.ts'
import { TINY_FLOW } from '../networks/tiny.ts'
import { ask } from './completing.ts'
import { bytesOf } from './served.ts'

/** A model of 3 labels and 10 x 5 pixels that was never trained. */
async function otherModel(): Promise<DigitSampler> {
  const configuration = { ...TINY_FLOW, image: { rows: 10, columns: 5 }, labels: 3 }
  const data = {
    ...configuration.image,
    labelCount: 3,
    images: new Uint8Array(50).fill(99),
    labels: Uint8Array.of(0),
  }
  const loss = { reconstruction: 1, kl: 1 }
  const { manifest, weights } = encodeCheckpoint(
    'other',
    {
      model: 'other-1',
      configuration,
      contrast: 1,
      provenance: { options: {}, workers: 1, dataset: '0'.repeat(64), steps: 0 },
      metrics: { float32: loss, quantized: loss },
    },
    parameterLayout(configuration),
    initialParameters(configuration, data, 'test'),
  )
  return new DigitSampler(await loadVerified(manifest, weights.buffer))
}

describe('the application over another model', () => {
  it('has its limits, and a landing page whose pictures and snippets answer', async () => {
    const app = appOver(await otherModel())
    const page = await (await app.request('/')).text()
    const docs = await (await app.request('/docs')).text()
    const sources = [...(page + docs).matchAll(/(?:src|href)="(\/[^"]*)"/g)].map(
      ([, source = '']) => source,
    )
    expect(sources.length).toBeGreaterThan(50)
    for (const source of sources)
      expect([source, (await app.request(source.replaceAll('&amp;', '&'))).status]).toEqual([
        source,
        200,
      ])
    expect(page).toContain('A handwritten 2')
    const copied = [...(page + docs).matchAll(/http:\/\/localhost(\/[^"')\s&<]*)/g)].map(
      ([, path = '']) => path,
    )
    expect(copied.length).toBeGreaterThan(10)
    // What stays in other pages is pinned.
    for (const path of copied) expect([path, path.startsWith('/v1/')]).toEqual([path, true])
    expect((await app.request('/digit?label=3')).status).toBe(400)
    const picture = new DataView(await (await app.request('/digit?label=2')).arrayBuffer())
    expect([picture.getUint32(16), picture.getUint32(20)]).toEqual([5, 10])
  })
})

describe('the card of other weights than those that draw', () => {
  it('is not told: /model is what their manifest says', async () => {
    const sampler = await otherModel()
    const model: unknown = await (await appOver(sampler).request('/model')).json()
    const { sha256: hash, parameters, bytes } = sampler.weights
    expect(model).toEqual({
      model: 'other-1',
      sha256: hash,
      sizes: { parameters, bytes },
      drawings: expect.stringMatching(/^other-1\.\d+$/),
    })
  })
})

describe('routes', () => {
  it('take any seed in a path, line breaks and what looks like @2x included', async () => {
    for (const seed of ['a%0Ab', 'a%0Db', '%E2%80%A8', '%2F', '%25', 'ada@linux', 'a@x.y'])
      expect([seed, await bytesOf(`/digit/7/${seed}.png`)]).toEqual([
        seed,
        await bytesOf(`/digit?label=7&seed=${seed}`),
      ])
  })

  it('end a name as a segment, in an extension that the endpoint has, and take no more after it', async () => {
    const svg = await ask('/digit.svg?label=7&seed=ada')
    expect([svg.status, svg.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
    expect(svg.headers.get('content-location')).toBe('/digit?label=7&seed=ada&format=svg')
    for (const path of [
      '/digit.svg/7',
      '/digit.svg/',
      '/digit.x.svg',
      '/digit@',
      '/digits.svg',
      '/v1/v1.svg',
    ])
      expect([path, (await ask(path)).status]).toEqual([path, 404])
    expect((await ask('/digit.png', { method: 'POST' })).status).toBe(405)
    const problem: unknown = await (await ask('/digit.gif?label=7')).json()
    expect(problem).toMatchObject({
      errors: [{ got: 'gif', expected: expect.not.stringContaining('seed') }],
    })
  })

  it('are paths and no patterns, which the fast router finds at once', async () => {
    const app = appOver(await servedSampler(), await servedCompleter())
    await app.request('/healthz')
    expect(app.router.name).toContain('RegExpRouter')
    expect(app.routes.map(({ path }) => path).filter((path) => /[:*{]/.test(path))).toEqual([])
  })
})

describe('an unknown path', () => {
  const asked = (headers: Readonly<Record<string, string>>) =>
    ask('/nothing', { method: 'OPTIONS', headers })

  it('answers a preflight, so that a page is told of the problem behind it', async () => {
    const { status, headers } = await asked({ 'Access-Control-Request-Method': 'DELETE' })
    expect(status).toBe(204)
    expect(Object.fromEntries(headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': '*',
      'access-control-allow-headers': '*',
      'cache-control': 'no-store',
    })
  })

  it('has no other answer to OPTIONS than to GET', async () => {
    expect((await asked({})).status).toBe(404)
  })
})

describe('releases', () => {
  it('keep their drawings under their names, while the first one has the other paths', async () => {
    const [next, served] = [await otherModel(), await servedSampler()]
    const app = createApp([
      { name: 'v2', sampler: next, card: { sha256: next.weights.sha256, name: 'next' } },
      { name: 'v1', sampler: served, completion: await servedCompleter(), card: {} },
    ])
    const hashOf = async (path: string) =>
      sha256(new Uint8Array(await (await app.request(path)).bytes()))
    for (const [path, hash] of Object.entries(golden.pictures).filter(
      (_, index) => index % 6 === 0,
    ))
      expect([path, await hashOf(`/v1${path}`)]).toEqual([path, hash])
    const pinned = await hashOf('/v2/digit/2/ada.png')
    expect(await hashOf('/digit/2/ada.png')).toBe(pinned)
    expect(await hashOf('/v1/digit/2/ada.png')).not.toBe(pinned)
    expect((await app.request('/digit/3')).status).toBe(400)
    expect((await app.request('/v1/digit/3')).headers.get('digit-model')).toBe(golden.version)
    expect(await (await app.request('/model')).json()).toMatchObject({ name: 'next' })
  })
})

describe('an unexpected failure', () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })

  it('is logged whole and answered without detail, not cached', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const sampler = await otherModel()
    vi.spyOn(sampler, 'sample').mockImplementation(() => {
      throw new Error('secret detail')
    })
    const response = await appOver(sampler).request('/digit?label=1&seed=a')
    expect(response.status).toBe(500)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
    })
    expect(await response.text()).not.toContain('secret')
    expect(log.mock.calls[0]?.[0]).toMatchObject({ message: 'secret detail' })
  })
})
