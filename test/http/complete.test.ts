/** @file GET /complete: its answers. */
import { describe, expect, it } from 'vitest'
import { appOver } from '../../scripts/app.ts'
import { servedSampler } from '../../scripts/checkpoint.ts'
import { base64url } from '../../src/http/base64url.ts'
import { drawingEndpoints } from '../../src/http/endpoints/all.ts'
import { encodePartialImage } from '../../src/http/partial-image/encode.ts'
import { keep } from '../../src/http/partial-image/keep.ts'
import { decodePng } from '../rendering/decoders.ts'
import { ask, bytesOf, jsonOf } from './completing.ts'
import { fakeCompletion } from './fake-completion.ts'
import { PIXELS, STROKE } from './partial-image/images.ts'
import { readNpy } from './pixels.ts'

const x = encodePartialImage(STROKE)

interface CompletionJson {
  readonly x: string
  readonly seed: string
  readonly pixels: readonly (readonly number[])[]
  readonly samples: readonly { readonly seed: string; readonly pixels: number[][] }[]
}

describe('a completion', () => {
  it('has one URL, whatever the text of its partial image and the style', async () => {
    const plain = base64url(Uint8Array.of(0x24, ...Array<number>(98).fill(255)))
    const styles = [
      `/complete/IA/ada.png?samples=2&label=3`,
      `/complete?x=IA&seed=ada&samples=2&label=3`,
      `/complete?label=3&x=${plain}&seed=ada&samples=2`,
      `/complete/${plain}/ada?samples=2&label=3`,
      `/v1/complete/IA/ada.png?samples=2&label=3&temperature=1.0`,
    ]
    const bytes = await bytesOf(styles[0] ?? '')
    const digits = (await ask('/digit')).headers.get('digit-model') ?? ''
    const version = `${fakeCompletion.model}+${digits}`
    for (const path of styles) {
      const response = await ask(path)
      const location = 'complete?x=IA&label=3&seed=ada&samples=2&format=png'
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'image/png',
        'content-location': expect.stringMatching(/^(\/v1)?\//),
        'cache-control': 'public, max-age=31536000, immutable',
        etag: `"${version}/${location}"`,
        'digit-model': version,
        'digit-seed': 'ada',
        'digit-label': '3',
        'content-disposition': 'inline; filename="complete-ada.png"',
      })
      expect(response.headers.get('content-location')?.replace('/v1/', '/')).toBe(`/${location}`)
      expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes)
    }
  })

  it('is not drawn again for who has it, and HEAD has its headers', async () => {
    const path = `/complete/${x}/ada.png`
    const first = await ask(path)
    const etag = first.headers.get('etag') ?? ''
    const again = await ask(path, { headers: { 'If-None-Match': etag } })
    expect([again.status, again.headers.get('etag')]).toEqual([304, etag])
    const head = await ask(path, { method: 'HEAD' })
    expect(head.headers.get('content-length')).toBe(first.headers.get('content-length'))
  })

  it('without a seed is another each time, and says which', async () => {
    const response = await ask(`/complete?x=${x}`)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const location = response.headers.get('content-location') ?? ''
    expect(location).toMatch(/^\/complete\?x=[\w-]+&seed=[0-9a-f]{16}&format=png$/)
    expect(await bytesOf(location)).toEqual(new Uint8Array(await response.arrayBuffer()))
  })

  it('changes with seed, label, and what is observed', async () => {
    const pictures = await Promise.all(
      [
        `/complete/${x}/a.npy`,
        `/complete/${x}/b.npy`,
        `/complete/${x}/a.npy?label=1`,
        `/complete/${x}/a.npy?temperature=0`,
        '/complete/IpAG/a.npy',
      ].map(async (path) => Buffer.from(await bytesOf(path)).toString('hex')),
    )
    expect(new Set(pictures).size).toBe(5)
  })

  it('of which many are asked is a grid of those that single URLs give', async () => {
    const grid = await bytesOf(`/complete/${x}/ada.npy?samples=5`)
    expect(readNpy(grid).shape).toBe('5, 28, 28')
    const json = await jsonOf<CompletionJson>(`/complete/${x}/ada.json?samples=5`)
    expect(json).not.toHaveProperty('dataUri')
    expect(json.samples.map(({ seed }) => seed)).toEqual([
      'ada',
      'ada-1',
      'ada-2',
      'ada-3',
      'ada-4',
    ])
    for (const [index, { seed, pixels }] of json.samples.entries()) {
      const one = await bytesOf(`/complete/${x}/${seed}.npy`)
      expect(readNpy(one).shape).toBe('28, 28')
      const offset = grid.length - PIXELS * (5 - index)
      expect(grid.subarray(offset, offset + PIXELS)).toEqual(one.subarray(-PIXELS))
      expect(Array.from(one.subarray(-PIXELS))).toEqual(pixels.flat())
    }
    const { width, height } = decodePng(await bytesOf(`/complete/${x}/ada.png?samples=5`))
    expect([width, height]).toEqual([84, 56])
  })

  it('of a part of a digit is that of its partial image', async () => {
    const { pixels } = await jsonOf<CompletionJson>('/digit/7/ada%2Fb.json')
    for (const part of ['left', 'all-but-upper-right', 'lower-left'] as const) {
      const path = `/complete?of=7/ada/b&keep=${part}&seed=bo`
      const json = await jsonOf<CompletionJson>(`${path}&format=json`)
      expect(json.x).toBe(encodePartialImage(keep(Uint8Array.from(pixels.flat()), 28, part)))
      expect(await bytesOf(path)).toEqual(await bytesOf(`/complete/${json.x}/bo.png`))
      const response = await ask(path)
      expect(response.headers.get('content-location')).toBe(
        `/complete?of=7%2Fada%2Fb&keep=${part}&seed=bo&format=png`,
      )
    }
  })

  it('is signed as others are', async () => {
    const bindings = { SIGNING_KEYS: '00'.repeat(16) }
    expect((await ask(`/complete/${x}/ada`, {}, bindings)).status).toBe(403)
    expect((await ask('/complete', { method: 'POST', body: '{}' }, bindings)).status).toBe(403)
  })
})

describe('a release that does not complete', async () => {
  const app = appOver(await servedSampler())
  it('has no /complete', async () => {
    const response = await app.request(`/complete?x=${x}`)
    expect(response.status).toBe(404)
    const { detail } = (await response.json()) as { detail: string }
    expect(detail.split('known paths')[1]).not.toContain('complete')
    const documents = await Promise.all(
      ['/docs', '/options.json', '/openapi.json'].map(async (path) =>
        (await app.request(path)).text(),
      ),
    )
    expect(documents.join('')).not.toContain('/complete')
    expect(await (await app.request('/')).text()).not.toContain('Complete one')
    expect(await (await ask('/')).text()).toContain('Complete one')
  })

  it.each([
    [{ image: { rows: 14, columns: 28 } }, '14 x 28 pixels and 10 labels'],
    [{ labels: 9 }, '28 x 28 pixels and 9 labels'],
  ])('is not made with completions of %o, and says what to do', async (other, got) => {
    const sampler = await servedSampler()
    const make = () => drawingEndpoints(sampler, { ...fakeCompletion, ...other })
    expect(make).toThrow(
      `Got completions of ${got}, expected those of the digits, 28 x 28 pixels and 10 labels`,
    )
    expect(make).toThrow('--preset complete')
  })
})
