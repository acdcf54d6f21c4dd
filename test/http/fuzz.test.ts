/** @file Ten thousand URLs, made from the schemas and of garbage: none fails, hangs or is too large. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Endpoint } from '../../src/http/endpoint.ts'
import { MAX_PICTURE_PIXELS, MAX_SHEET_DIGITS, MAX_SVG_DIGITS } from '../../src/http/limits.ts'
import { documentation } from '../../src/http/parameters.ts'
import { ask, endpoints } from './served.ts'

const RUNS = 2500

/** Bytes that no answer exceeds: a picture of noise, or the largest list or page of outlines. */
const LARGEST_BYTES = Math.max(
  1.2 * MAX_PICTURE_PIXELS,
  5000 * MAX_SVG_DIGITS,
  784 * MAX_SHEET_DIGITS + 128,
  150_000 + 4 * MAX_PICTURE_PIXELS,
)

const garbage = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('', '0', '-0', '1e9', 'NaN', 'null', '%', '%FF', '../..', '__proto__', '\0'),
)

/** Mostly a value that the parameter takes: enough that many URLs are drawn. */
function valueOf(name: string, json: Readonly<Record<string, unknown>>): fc.Arbitrary<string> {
  const { minimum, maximum, enum: options, pattern, type } = json
  const valid = ((): fc.Arbitrary<string> => {
    if (Array.isArray(options)) return fc.constantFrom(...options.map(String))
    if (type === 'boolean') return fc.constantFrom('true', 'false', '1', '0')
    if (type === 'integer') {
      const [least, most] = [Number(minimum), Number(maximum)]
      const small = Math.min(most, least + 12)
      return fc
        .oneof(
          { weight: 6, arbitrary: fc.integer({ min: least, max: small }) },
          fc.integer({ min: least, max: most }),
        )
        .map(String)
    }
    if (type === 'number')
      return fc
        .integer({ min: 100 * Number(minimum), max: 100 * Number(maximum) })
        .map((hundredths) => String(hundredths / 100))
    if (name === 'z' || name === 'noise')
      return fc
        .array(fc.float({ min: -3, max: 3, noNaN: true }), { minLength: 1, maxLength: 20 })
        .map(String)
    if (name === 'axes') return fc.constantFrom('0,1', '3,2', '19,0', '1,1')
    if (name === 'ink' || name === 'paper')
      return fc.constantFrom('red', 'c0ffee', '00000080', 'transparent')
    if (typeof pattern === 'string') return fc.stringMatching(/^\d{1,12}$/)
    return fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  })()
  return fc.oneof({ weight: 30, arbitrary: valid }, garbage)
}

function urlsOf({ name, segments, formats, schema }: Endpoint): fc.Arbitrary<string> {
  const parameters = documentation(schema.entries)
  const values = fc.record(
    Object.fromEntries(parameters.map((one) => [one.name, valueOf(one.name, one.json)])),
    {
      requiredKeys: parameters.filter((one) => one.required).map((one) => one.name),
    },
  )
  const extension = fc.oneof(
    fc.constant(''),
    fc.constantFrom(...formats.map((format) => `.${format}`)),
    fc.constantFrom('.gif', '@2x.png', '@x', '.'),
  )
  return fc
    .tuple(
      fc.constantFrom('', '/v1'),
      fc.nat({ max: segments.length }),
      values,
      extension,
      fc.boolean(),
    )
    .map(([prefix, depth, given, end, isTwice]) => {
      const inPath = segments.slice(0, depth).filter((segment) => given[segment] !== undefined)
      const path = inPath
        .map((segment) => `/${encodeURIComponent(String(given[segment]).toWellFormed())}`)
        .join('')
      const query = Object.entries(given)
        .filter(([key]) => (isTwice ? key !== 'dpr' : !inPath.includes(key)))
        .map(([key, value]) => `${key}=${encodeURIComponent(value.toWellFormed())}`)
        .join('&')
      return `${prefix}/${name}${path}${depth > 0 ? end : ''}?${query}`
    })
}

const rawUrls = fc
  .tuple(
    fc.constantFrom(
      '',
      '/digit',
      '/number/',
      '/sheet?',
      '/morph/1/',
      '/latent?label=',
      '/v1/',
      '/v2/digit',
    ),
    garbage,
    garbage,
  )
  .map(([start, middle, end]) => `/${start}${middle}${end}`.replaceAll(/^\/+/g, '/'))

async function check(path: string, accept: string | undefined): Promise<number> {
  const response = await ask(path, accept === undefined ? {} : { Accept: accept })
  const body = await response.arrayBuffer()
  if (response.status >= 500) throw new Error(`${path}: ${response.status}`)
  if (body.byteLength > LARGEST_BYTES) throw new Error(`${path}: ${body.byteLength} bytes`)
  if (response.headers.get('cache-control') === null) throw new Error(`${path}: no Cache-Control`)
  return response.status
}

const accepts = fc.constantFrom(
  undefined,
  '*/*',
  'image/*',
  'application/json',
  'text/html',
  ',;q=x',
)

describe('no URL is too much', () => {
  it.each([0, 1, 2])(
    'of those made from the schemas, part %i',
    { timeout: 400_000 },
    async (seed) => {
      const statuses = new Map<number, number>()
      const urls = fc.oneof(...endpoints.map(urlsOf))
      await fc.assert(
        fc.asyncProperty(urls, accepts, async (path, accept) => {
          const status = await check(path, accept)
          statuses.set(status, (statuses.get(status) ?? 0) + 1)
        }),
        { numRuns: RUNS, seed, endOnFailure: true },
      )
      // Else it would be a test of error messages.
      expect(statuses.get(200)).toBeGreaterThan(RUNS / 10)
      expect(statuses.get(400)).toBeGreaterThan(RUNS / 10)
    },
  )

  it('of raw garbage', { timeout: 200_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(rawUrls, accepts, async (path, accept) => {
        await check(path, accept)
      }),
      { numRuns: RUNS, seed: 3, endOnFailure: true },
    )
  })
})
