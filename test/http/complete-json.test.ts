/** @file POST /complete: JSON that is refused. */
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { MAX_JSON_BYTES } from '../../src/http/limits.ts'

import { ROWS, X, post, postJson } from './completing.ts'

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
    ['pixels.3.5', 'an integer from 0', withPixel(-0.5)],
    ['pixels.3.5', 'an integer from 0', withPixel(255.5)],
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
    ['temperature', 'a number from 0 to 2', { pixels: ROWS, temperature: -1e-7 }],
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

  it('tells of a number too large for JSON readers by its name', async () => {
    const text = JSON.stringify(withPixel(7)).replace('7', '1e400')
    const response = await post(text, 'application/json')
    expect(await response.json()).toMatchObject({
      errors: [{ parameter: expect.stringContaining('pixels'), got: 'Infinity' }],
    })
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

  it.each([
    ['{"pixels":[[', /^12 bytes: .*JSON/],
    ['NaN', /^3 bytes: .*NaN/],
    [Uint8Array.of(0x22, 0xe9, 0x22), /^3 bytes that are no UTF-8$/],
  ])('case %#: says what there is in its place', async (body, got) => {
    const response = await post(body, 'application/json')
    expect(await response.json()).toMatchObject({ errors: [{ got: expect.stringMatching(got) }] })
  })

  it.each([
    ['', /^\(body\): got nothing, expected JSON \(RFC 8259\) in UTF-8$/],
    ['{}', /^pixels: got nothing, expected an object of pixels/],
  ])('case %#: says that there is nothing in its place', async (body, detail) => {
    const problem: unknown = await (await post(body, 'application/json')).json()
    expect(problem).toMatchObject({ detail: expect.stringMatching(detail) })
    expect(problem).not.toHaveProperty('errors.0.got')
  })

  it('is repeated without halves of characters', async () => {
    for (const seed of ['a\uDC00b', `${'x'.repeat(99)}\uD800`, '\uD800'.repeat(300)]) {
      const response = await postJson({ pixels: ROWS, seed })
      const { errors } = (await response.json()) as { errors: readonly { got: string }[] }
      expect(errors[0]?.got).toContain('\uFFFD')
      expect(errors[0]?.got.isWellFormed()).toBe(true)
    }
  })

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
