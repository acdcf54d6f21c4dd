/** @file The typed client, and the URLs of the custom element, against the service. */
import { describe, expect, it } from 'vitest'
import { altText, digitUrl, fitsTwice, PARAMETERS } from '../public/edge-digit.js'
import { createClient, encodePartialImage } from '../src/client/client.ts'
import { appOver } from '../scripts/app.ts'
import { servedCompleter, servedSampler } from '../scripts/checkpoint.ts'
import { drawingEndpoints } from '../src/http/endpoints/all.ts'

const ORIGIN = 'https://digits.example'
const sampler = await servedSampler()
const completion = await servedCompleter()
const app = appOver(sampler, completion)
const client = createClient(ORIGIN, {
  fetch: (input: string | URL | Request, init?: RequestInit) => app.request(input, init),
})

describe('the typed client', () => {
  it('makes URLs', () => {
    const url = client.digit.$url({ query: { label: '7', seed: 'a b', format: 'svg' } })
    expect(url.href).toBe(`${ORIGIN}/digit?label=7&seed=a+b&format=svg`)
  })

  it('asks for drawings', async () => {
    const response = await client.number.$get({
      query: { digits: '2024', seed: 'ada', format: 'json' },
    })
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ number: '2024', seed: 'ada' })
  })

  it('knows what JSON tells, and what is told of problems, by status', async () => {
    const response = await client.number.$get({ query: { digits: '2024', format: 'json' } })
    if (response.status !== 200) throw new Error(`Got status ${response.status}`)
    const { alt, digits } = await response.json()
    expect([alt, digits[3]?.label, digits[3]?.box.height]).toEqual([
      'The handwritten number 2024',
      4,
      expect.any(Number),
    ])
    // @ts-expect-error: no such field
    expect(digits[0]?.pixels).toBeUndefined()
    const refused = await client.digit.$get({ query: { label: '12' } })
    if (refused.status !== 400) throw new Error(`Got status ${refused.status}`)
    const { errors } = await refused.json()
    expect(errors?.map(({ parameter }) => parameter)).toEqual(['label'])
    const posted = await client.complete.$post({ json: { pixels: [] } })
    // @ts-expect-error: what is posted has no other answer than the whole one
    expect(posted.status === 304 || posted.status === 413 || posted.status === 415).toBe(false)
  })

  it('completes what is posted as what is in a link', async () => {
    const pixels = Array.from({ length: 28 }, () =>
      Array.from({ length: 28 }, (_, column) => (column === 14 ? 255 : null)),
    )
    const query = { format: 'npy', samples: '2' } as const
    const posted = await client.complete.$post({ json: { pixels, seed: 'ada' }, query })
    const x = encodePartialImage(pixels)
    const asked = await client.complete.$get({ query: { ...query, x, seed: 'ada' } })
    expect([posted.status, asked.status]).toEqual([200, 200])
    expect(await posted.arrayBuffer()).toEqual(await asked.arrayBuffer())
    const { pathname, search } = client.complete.$url({ query: { ...query, x, seed: 'ada' } })
    expect((await app.request(pathname + search)).status).toBe(200)
  })

  it('knows the parameters, which are required, and the formats', () => {
    client.sheet.$url({ query: {} })
    // @ts-expect-error: digits are required
    client.number.$url({ query: { seed: 'ada' } })
    // @ts-expect-error: no such format
    client.digit.$url({ query: { format: 'gif' } })
    // @ts-expect-error: no such parameter
    const url = client.digit.$url({ query: { lable: '7' } })
    // @ts-expect-error: x is what a body says
    expect(client.complete.$post({ json: { pixels: [] }, query: { x: 'IA' } })).toBeDefined()
    // @ts-expect-error: only /complete takes a body
    expect(client.digit.$post).toBeDefined()
    // Types alone: it is the service that refuses.
    expect(url.href).toBe(`${ORIGIN}/digit?lable=7`)
  })
})

describe('the URLs of <edge-digit>', () => {
  it.each([
    [{ label: 7, seed: 'ada', size: 64 }, '/digit?label=7&seed=ada&size=64', 'A handwritten 7'],
    [{ label: 0, seed: 0 }, '/digit?label=0&seed=0', 'A handwritten 0'],
    [{}, '/digit', 'A handwritten digit'],
    [
      { digits: '007', ink: 'navy', class: 'x' },
      '/number?digits=007&ink=navy',
      'The handwritten number 007',
    ],
    [
      { from: 3, to: 8, seed: 'ada' },
      '/morph?from=3&to=8&seed=ada&format=apng',
      'A handwritten 3 that turns into an 8',
    ],
    [
      { from: 3, to: 5, seed: 'ada', frame: 9 },
      '/morph?from=3&to=5&seed=ada&format=png&frame=9',
      'A handwritten 3 that turns into a 5',
    ],
    [
      { from: 3, to: 5, seed: 'ada', format: 'webp' },
      '/morph?from=3&to=5&seed=ada&format=webp',
      'A handwritten 3 that turns into a 5',
    ],
  ])('of %o is %s', async (options, path, alt) => {
    expect(digitUrl(options, ORIGIN)).toBe(ORIGIN + path)
    expect(altText(options)).toBe(alt)
    expect((await app.request(path)).status).toBe(200)
  })

  it('has no alternative text of digits that are not given', () => {
    expect(altText({ from: 3 })).toBe('A handwritten digit')
    expect(altText({ to: 8 })).toBe('A handwritten digit')
  })

  it.each(['/v1', '/v1/', '/'])('keep the path %s of an origin', async (path) => {
    const url = digitUrl({ label: 7, seed: 'ada' }, ORIGIN + path)
    expect(url).toBe(`${ORIGIN}${path.replace(/\/$/, '')}/digit?label=7&seed=ada`)
    expect((await app.request(url)).status).toBe(200)
  })

  it('pass on every parameter of a picture', () => {
    for (const { name, schema } of drawingEndpoints(sampler, completion)) {
      const passed = (PARAMETERS as Readonly<Record<string, readonly string[]>>)[name]
      if (passed === undefined) continue
      const known = [...passed, 'dpr', 'download']
      expect(known.toSorted()).toEqual(Object.keys(schema.entries).toSorted())
    }
  })

  it('have no second density of an outline, which has no pixels', () => {
    expect(fitsTwice({ label: 7, format: 'svg' })).toBe(false)
  })

  it.each([
    { label: 7 },
    { label: 7, padding: 40, format: 'webp' },
    { digits: '2024' },
    { digits: '42', spacing: 0.5, slant: -0.3, padding: 9 },
    { digits: '7', spacing: 0, format: 'webp' },
    { digits: '007', spacing: -0.2 },
    { from: 3, to: 8 },
    { from: 3, to: 8, frames: 9, bounce: false },
    { from: 3, to: 8, bounce: '1', padding: 5 },
    { from: 3, to: 8, format: 'png' },
    { from: 3, to: 8, frame: 2 },
  ])('have twice the pixels where the service draws as many: %o', async (options) => {
    for (let size = 28; size < 600; size++) {
      const url = digitUrl({ ...options, seed: 'ada', size, dpr: 2 }, ORIGIN)
      // Answered before anything is drawn.
      const { status } = await app.request(url, { headers: { 'If-None-Match': '*' } })
      expect([url, status]).toEqual([url, fitsTwice({ ...options, size }) ? 304 : 400])
    }
  })
})
