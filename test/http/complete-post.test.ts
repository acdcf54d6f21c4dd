/** @file POST /complete: bodies of both types, what is wrong with others, and methods. */
import { Buffer } from 'node:buffer'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { MAX_BODY_BYTES, MAX_JSON_BYTES } from '../../src/http/limits.ts'
import { encodePartialImage } from '../../src/http/partial-image/encode.ts'
import { partialImage } from '../../src/http/partial-image/partial-image.ts'
import { decodePng } from '../rendering/decoders.ts'
import { ask, bytesOf, post, postJson, postPng } from './completing.ts'
import { chunk, png } from './partial-image/pngs.ts'

/** Rows of which the left half is observed: paper, ink and grey. */
const ROWS = Array.from({ length: 28 }, (_, row) =>
  Array.from({ length: 28 }, (_unused, column) =>
    column < 14 ? ([0, 255, 77][(row + column) % 3] ?? 0) : null,
  ),
)
const X = encodePartialImage(partialImage(ROWS.flat()))
const PICTURE = png(
  (pixel, channel) => (channel === 0 ? (ROWS.flat()[pixel] ?? 200) : pixel % 28 < 14 ? 255 : 0),
  { colourType: 4 },
)

const bytes = async (response: Response): Promise<Uint8Array> =>
  new Uint8Array(await response.arrayBuffer())

describe('a partial image in a body', () => {
  it('as PNG gives what the GET of its Content-Location gives, not cached', async () => {
    const response = await postPng(PICTURE, '?seed=ada&samples=4&size=56&ink=navy')
    const location = `/complete?x=${X}&seed=ada&samples=4&size=56&ink=000080&format=png`
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-location': location,
      'cache-control': 'no-store',
      'digit-seed': 'ada',
      'access-control-allow-origin': '*',
    })
    expect(response.headers.has('etag')).toBe(false)
    expect(await bytes(response)).toEqual(await bytesOf(location))
  })

  it('as JSON brings its parameters along', async () => {
    const body = { pixels: ROWS, label: 7, seed: 'ada/é&?', temperature: 0.5, samples: 2 }
    const response = await postJson(body, '?format=json')
    const location = response.headers.get('content-location') ?? ''
    expect(Object.fromEntries(new URLSearchParams(location.split('?')[1]))).toEqual({
      x: X,
      label: '7',
      seed: 'ada/é&?',
      temperature: '0.5',
      samples: '2',
      format: 'json',
    })
    expect(await bytes(response)).toEqual(await bytesOf(location))
  })

  it('of the same pixels is the same in both types', async () => {
    const [first, second] = [
      await postPng(PICTURE, '?seed=a'),
      await postJson({ pixels: ROWS, seed: 'a' }),
    ]
    expect(await bytes(first)).toEqual(await bytes(second))
  })

  it('without a seed says which one it got', async () => {
    const response = await postPng(PICTURE)
    const location = response.headers.get('content-location') ?? ''
    expect(location).toContain(`seed=${response.headers.get('digit-seed')}`)
    expect(await bytes(response)).toEqual(await bytesOf(location))
  })

  it('that the service drew is completed to itself where nothing is transparent', async () => {
    const digit = (await bytesOf('/digit/7/ada.png')) as Uint8Array<ArrayBuffer>
    const answer = await postPng(digit, '?seed=any')
    expect(decodePng(await bytes(answer))).toEqual(decodePng(digit))
  })

  it.each(['/v1/complete', '/complete'])(
    'is taken at %s, by any spelling of its type',
    async (path) => {
      for (const type of ['image/png', 'IMAGE/PNG ', 'image/png; charset=binary']) {
        const headers = { 'Content-Type': type, 'If-None-Match': '*' }
        const response = await ask(path, { method: 'POST', body: PICTURE, headers })
        expect([type, response.status]).toEqual([type, 200])
        expect(response.headers.get('content-location')).toContain(`${path}?x=${X}`)
      }
      const json = await ask(path, {
        method: 'POST',
        body: `\uFEFF${JSON.stringify({ pixels: ROWS })}`,
        headers: { 'Content-Type': 'application/json; charset=utf-8' },
      })
      expect(json.status).toBe(200)
    },
  )

  it('has a Content-Location that gives the same to who accepts other formats', async () => {
    const response = await postPng(PICTURE)
    const location = response.headers.get('content-location') ?? ''
    const headers = { Accept: 'image/webp,image/png;q=.5' }
    expect(await bytesOf(location, { headers })).toEqual(await bytes(response))
    const webp = await ask('/complete?seed=a&download=true', {
      method: 'POST',
      body: PICTURE,
      headers: { ...headers, 'Content-Type': 'image/png' },
    })
    expect(webp.headers.get('content-type')).toBe('image/webp')
    const again = webp.headers.get('content-location') ?? ''
    expect(again).toBe(`/complete?x=${X}&seed=a&format=webp&download=true`)
    expect(await bytesOf(again)).toEqual(await bytes(webp))
  })

  it('comes in the format that Accept prefers', async () => {
    const headers = { 'Content-Type': 'image/png', Accept: 'image/svg+xml' }
    const response = await ask('/complete', { method: 'POST', body: PICTURE, headers })
    expect(response.headers.get('content-type')).toBe('image/svg+xml')
    expect(response.headers.get('vary')).toBe('Accept')
  })
})

const without = (rows: unknown[], index: number) => rows.toSpliced(index, 1)
const withPixel = (value: unknown) => ({
  pixels: ROWS.toSpliced(3, 1, (ROWS[3] ?? []).toSpliced(5, 1, value as number)),
})

describe('JSON that is refused', () => {
  it.each([
    ['pixels', 'an object of pixels', {}],
    ['(body)', 'an object of pixels', null],
    ['(body)', 'an object of pixels', []],
    ['(body)', 'an object of pixels', Array(5000).fill(0)],
    ['(body)', 'an object of pixels', 'pixels'],
    ['pixels', '28 rows of 28 pixels', { pixels: null }],
    ['pixels', '28 rows of 28 pixels', { pixels: {} }],
    ['pixels', '28 rows', { pixels: [] }],
    ['pixels', '28 rows', { pixels: without(ROWS, 0) }],
    ['pixels', '28 rows', { pixels: [...ROWS, ROWS[0]] }],
    ['pixels', '28 rows', { pixels: Array(5000).fill('') }],
    ['pixels.0', '28 pixels', { pixels: ROWS.with(0, Array<never>(5000).fill(0 as never)) }],
    ['pixels.0', 'a row of 28 pixels', { pixels: ROWS.with(0, 7 as never) }],
    ['pixels.9', '28 pixels', { pixels: ROWS.with(9, without(ROWS[9] ?? [], 0) as number[]) }],
    ['pixels.3.5', 'an integer from 0 (paper) to 255 (ink)', withPixel(256)],
    ['pixels.3.5', 'an integer from 0', withPixel(-1)],
    ['pixels.3.5', 'an integer from 0', withPixel(0.5)],
    ['pixels.3.5', 'an integer from 0', withPixel('7')],
    ['pixels.3.5', 'an integer from 0', withPixel([7])],
    ['label', 'a number', { pixels: ROWS, label: '7' }],
    ['label', 'a number', { pixels: ROWS, label: null }],
    ['label', 'an integer from 0 to 9', { pixels: ROWS, label: 10 }],
    ['label', 'an integer', { pixels: ROWS, label: 1.5 }],
    ['label', 'an integer', { pixels: ROWS, label: 1e21 }],
    ['seed', 'a text', { pixels: ROWS, seed: 7 }],
    ['seed', 'any text', { pixels: ROWS, seed: '' }],
    ['seed', 'any text', { pixels: ROWS, seed: 'x'.repeat(129) }],
    ['seed', 'Unicode', { pixels: ROWS, seed: '\uD800' }],
    ['seed', 'Unicode', { pixels: ROWS, seed: 'a\uDC00b' }],
    ['temperature', 'a number from 0 to 2', { pixels: ROWS, temperature: 2.5 }],
    ['temperature', 'decimals', { pixels: ROWS, temperature: 1e-7 }],
    ['samples', 'an integer from 1 to 25', { pixels: ROWS, samples: 0 }],
    ['samples', 'an integer from 1 to 25', { pixels: ROWS, samples: 26 }],
    ['x', 'no others', { pixels: ROWS, x: X }],
    ['size', 'no others', { pixels: ROWS, size: 56 }],
  ])('case %#: %s, where %s is expected', async (parameter, expected, value) => {
    const response = await postJson(value)
    expect(response.status).toBe(400)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const { errors } = (await response.json()) as {
      errors: readonly { parameter: string; expected: string }[]
    }
    expect(errors).toHaveLength(1)
    expect(errors[0]).toMatchObject({ parameter, expected: expect.stringContaining(expected) })
  })

  const OTHERS = ['', '{', 'NaN', '{"pixels":[[', '\uD800', '['.repeat(16_000)]
  it.each(OTHERS.map((text) => ({ text, length: text.length })))(
    'is told of $length characters that are no JSON',
    async ({ text }) => {
      const response = await post(text, 'application/json')
      expect(await response.json()).toMatchObject({
        status: 400,
        errors: [{ parameter: '(body)', expected: expect.stringContaining('JSON') }],
      })
    },
  )

  it('is told in UTF-8 alone', async () => {
    const latin1 = Uint8Array.from(
      Buffer.from(JSON.stringify({ pixels: ROWS, seed: 'é' }), 'latin1'),
    )
    expect((await post(latin1, 'application/json')).status).toBe(400)
  })

  it.each([
    [
      { pixels: ROWS, k0: 1 },
      { parameter: 'k0', got: '1' },
    ],
    [
      { pixels: ROWS, k0: null },
      { parameter: 'k0', got: 'null' },
    ],
    [
      { pixels: ROWS, seed: { '': 1 } },
      { parameter: 'seed', got: 'an object' },
    ],
    [
      { pixels: ROWS, label: '7' },
      { parameter: 'label', got: 'the text 7' },
    ],
    [
      { pixels: ROWS, label: true },
      { parameter: 'label', got: 'true' },
    ],
    [{ pixels: [1, 2] }, { parameter: 'pixels', got: 'a list of 2' }],
    [{}, { parameter: 'pixels', got: 'nothing' }],
    [[], { parameter: '(body)', got: 'a list of 0' }],
    [null, { parameter: '(body)', got: 'null' }],
  ])('case %#: is told of what it has', async (value, expected) => {
    expect(await (await postJson(value)).json()).toMatchObject({ errors: [expected] })
  })

  it.each(['{"":', '['])('is told of %j in itself, thousands of times', async (open) => {
    const close = open === '[' ? ']' : '}'
    const deep = (times: number) => `${open.repeat(times)}0${close.repeat(times)}`
    const rows = JSON.stringify(ROWS)
    const bodies = [
      deep(3000),
      `{"pixels":${deep(3000)}}`,
      `{"pixels":[${deep(3000)}]}`,
      `{"pixels":${rows},"seed":${deep(2000)}}`,
      `{"pixels":${rows},"other":${deep(2000)}}`,
    ]
    for (const body of bodies) expect((await post(body, 'application/json')).status).toBe(400)
  })

  it('is read up to its own limit, whatever its white space', async () => {
    const body = JSON.stringify({ pixels: ROWS, seed: 'a' }, null, 4)
    expect(body.length).toBeGreaterThan(10_000)
    expect((await post(body.padEnd(MAX_JSON_BYTES), 'application/json')).status).toBe(200)
    expect((await post(body.padEnd(MAX_JSON_BYTES + 1), 'application/json')).status).toBe(413)
  })

  it('is told of ten errors at most', async () => {
    const response = await postJson({ pixels: ROWS.map((row) => row.map(() => 999)) })
    const { errors } = (await response.json()) as { errors: readonly object[] }
    expect(errors).toHaveLength(10)
  })
})

describe('a body beside a query', () => {
  it.each([
    [`?x=${X}`, 'x'],
    ['?of=7/ada&keep=left', 'of'],
    ['?keep=left', 'keep'],
    ['?seed=', 'seed'],
    ['?size=27', 'size'],
    ['?samples=25&size=220', 'size'],
    ['?nothing=1', 'nothing'],
  ])('%s is refused, naming %s', async (query, parameter) => {
    const response = await postPng(PICTURE, query)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ errors: [{ parameter }] })
  })

  it('gives a parameter once', async () => {
    const response = await postJson({ pixels: ROWS, seed: 'a' }, '?seed=a')
    expect(await response.json()).toMatchObject({ status: 400, errors: [{ parameter: 'seed' }] })
  })
})

describe('other bodies', () => {
  it.each([
    '',
    'image/jpeg',
    'text/plain',
    'multipart/form-data',
    'image/apng',
    'application/json5',
  ])('of type %j are told the types that are taken', async (type) => {
    const response = await post('x', type)
    expect(response.status).toBe(415)
    expect(response.headers.get('accept')).toBe('image/png, application/json')
    expect(await response.json()).toMatchObject({ status: 415, title: 'Unsupported Media Type' })
  })

  it('in a coding are told to come without', async () => {
    const headers = { 'Content-Type': 'image/png', 'Content-Encoding': 'gzip' }
    const body = Uint8Array.from(gzipSync(PICTURE))
    const response = await ask('/complete', { method: 'POST', headers, body })
    expect([response.status, response.headers.get('accept-encoding')]).toEqual([415, 'identity'])
  })

  it('as large as the limit are read, one byte more is not', async () => {
    const padded = (length: number) => {
      const padding = chunk('tEXt', new Uint8Array(length - PICTURE.length - 12))
      return Uint8Array.from([...PICTURE.subarray(0, 33), ...padding, ...PICTURE.subarray(33)])
    }
    expect(padded(MAX_BODY_BYTES)).toHaveLength(MAX_BODY_BYTES)
    expect((await postPng(padded(MAX_BODY_BYTES))).status).toBe(200)
    const response = await postPng(padded(MAX_BODY_BYTES + 1))
    expect(await response.json()).toMatchObject({
      status: 413,
      detail: expect.stringContaining(String(MAX_BODY_BYTES)),
    })
  })

  it('without end are not read to it', async () => {
    let read = 0
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        read += 10_000
        controller.enqueue(new Uint8Array(10_000))
      },
    })
    const headers = { 'Content-Type': 'image/png' }
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit
    expect((await ask('/complete', init)).status).toBe(413)
    expect(read).toBeLessThan(2 * MAX_BODY_BYTES)
  })

  it('that break off are refused', async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(PICTURE.subarray(0, 50)),
      pull: (controller) => controller.error(new Error('gone')),
    })
    const headers = { 'Content-Type': 'image/png' }
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit
    expect(await (await ask('/complete', init)).json()).toMatchObject({
      status: 400,
      errors: [{ parameter: '(body)', expected: 'a whole body' }],
    })
  })

  it('that lie about their length are not believed', async () => {
    const headers = { 'Content-Type': 'image/png', 'Content-Length': '99999999' }
    expect((await ask('/complete', { method: 'POST', headers, body: 'x' })).status).toBe(413)
    const short = { 'Content-Type': 'image/png', 'Content-Length': '1' }
    const body = new Uint8Array(MAX_BODY_BYTES + 1)
    expect((await ask('/complete', { method: 'POST', headers: short, body })).status).toBe(413)
  })

  it('that are missing are no PNG', async () => {
    const headers = { 'Content-Type': 'image/png' }
    const response = await ask('/complete', { method: 'POST', headers })
    expect(await response.json()).toMatchObject({ status: 400, errors: [{ parameter: '(body)' }] })
  })

  it('are told of as a picture to who asks for one', async () => {
    const headers = { 'Content-Type': 'image/png', Accept: 'image/*' }
    const response = await ask('/complete?format=svg', { method: 'POST', headers, body: 'x' })
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'image/svg+xml'])
  })
})

describe('methods', () => {
  it.each([
    ['/complete', 'GET, HEAD, POST, OPTIONS'],
    ['/v1/complete', 'GET, HEAD, POST, OPTIONS'],
    [`/complete/${X}`, 'GET, HEAD, OPTIONS'],
    ['/digit', 'GET, HEAD, OPTIONS'],
    ['/v1/sheet', 'GET, HEAD, OPTIONS'],
    ['/openapi.json', 'GET, HEAD, OPTIONS'],
  ])('of %s are %s', async (path, allow) => {
    const refused = await ask(path, { method: 'PUT' })
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, allow])
    const preflight = await ask(path, { method: 'OPTIONS' })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-methods')).toBe(allow)
    const posted = await ask(path, { method: 'POST', body: 'x' })
    expect(posted.status).toBe(allow.includes('POST') ? 415 : 405)
  })
})
