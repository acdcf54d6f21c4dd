/** @file Two thousand requests of /complete, made from its parameters and of garbage: none fails or is too large. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { base64url } from '../../src/http/base64url.ts'
import { encodePartialImage } from '../../src/http/partial-image/encode.ts'
import { PARTS } from '../../src/networks/quadrants.ts'
import { ask } from './completing.ts'
import { partialImages, PIXELS } from './partial-image/images.ts'
import { png } from './partial-image/pngs.ts'

const RUNS = 1000

/** The largest is a picture of noise in SVG; or 25 completions in JSON. */
const LARGEST_BYTES = 2_000_000

const garbage = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', '0', '-0', '1e9', 'NaN', 'null', '%', '%FF', '__proto__', '\0'),
)

const mostly = <Value>(good: fc.Arbitrary<Value>, bad: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 20, arbitrary: good }, bad)

const x = fc.oneof(
  { weight: 8, arbitrary: partialImages(PIXELS).map(encodePartialImage) },
  fc
    .tuple(fc.nat(31), fc.uint8Array({ maxLength: 900 }))
    .map(([form, bytes]) => base64url(Uint8Array.of(32 + form, ...bytes))),
  fc.string({
    maxLength: 2000,
    unit: fc.constantFrom('I', 'J', 'A', 'B', 'C', 'x', '0', '9', '-', '_'),
  }),
  garbage,
)

const output = {
  seed: mostly(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), garbage),
  temperature: mostly(fc.constantFrom('0', '0.5', '2'), garbage),
  label: mostly(fc.nat(9).map(String), garbage),
  samples: mostly(fc.integer({ min: 1, max: 25 }).map(String), garbage),
  size: mostly(fc.integer({ min: 28, max: 100 }).map(String), garbage),
  format: mostly(fc.constantFrom('png', 'svg', 'webp', 'json', 'npy'), garbage),
}

const queryOf = (values: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(values)
    .flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}=${encodeURIComponent(value.toWellFormed())}`],
    )
    .join('&')

const urls = fc.oneof(
  fc
    .record({ x, ...output }, { requiredKeys: ['x'] })
    .map((query) => `/complete?${queryOf(query)}`),
  fc
    .record(
      {
        of: mostly(fc.constantFrom('7/ada', '0/a/b', '10/a'), garbage),
        keep: mostly(fc.constantFrom(...PARTS), garbage),
        ...output,
      },
      { requiredKeys: ['of'] },
    )
    .map((query) => `/complete?${queryOf(query)}`),
  fc
    .tuple(x, garbage, fc.constantFrom('', '.png', '@2x.svg', '.gif'))
    .map(([one, seed, end]) =>
      [`/v1/complete`, one, seed + end]
        .map((part, index) => (index === 0 ? part : encodeURIComponent(part.toWellFormed())))
        .join('/'),
    ),
)

const pngs = fc
  .record({
    depth: mostly(fc.constantFrom(8, 16), fc.constantFrom(1, 2, 4)),
    colourType: mostly(fc.constantFrom(0, 2, 4, 6), fc.constant(3)),
    interlaced: fc.boolean(),
    palette: fc.array(fc.nat(255), { maxLength: 768 }),
    width: mostly(fc.constant(28), fc.integer({ min: 1, max: 40 })),
  })
  .chain((options) =>
    fc
      .tuple(fc.nat(), fc.option(fc.tuple(fc.nat(), fc.nat(255), fc.nat()), { freq: 1 }))
      .map(([salt, change]) => {
        const file = png(
          (pixel, channel) => (salt + pixel * 7919 + channel * 101) % 2 ** options.depth,
          options.colourType === 3 ? options : { ...options, palette: undefined },
        )
        if (change === null) return file
        const [at, by, end] = change
        file[at % file.length] = by
        return file.subarray(0, end % 4 === 0 ? end % file.length : undefined)
      }),
  )

const pixels = fc.array(
  fc.array(mostly(fc.oneof(fc.nat(255), fc.constant(null)), fc.constantFrom(null, 7)), {
    minLength: 28,
    maxLength: 28,
  }),
  { minLength: 28, maxLength: 28 },
)

const jsons = fc
  .oneof(
    {
      weight: 3,
      arbitrary: fc.record(
        {
          pixels,
          label: mostly<unknown>(fc.nat(9), fc.anything()),
          seed: mostly<unknown>(fc.string({ minLength: 1 }), fc.anything()),
          temperature: mostly<unknown>(fc.constantFrom(0, 0.5), fc.double()),
          samples: mostly<unknown>(fc.nat(26), fc.anything()),
        },
        { requiredKeys: ['pixels'] },
      ),
    },
    fc.object(),
    fc.jsonValue(),
  )
  .map((value) => JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? 0 : one)))

const bodies = fc.oneof(
  { weight: 4, arbitrary: pngs.map((body) => ({ type: 'image/png', body })) },
  { weight: 2, arbitrary: jsons.map((body) => ({ type: 'application/json', body })) },
  fc
    .tuple(fc.constantFrom('image/png', 'application/json', 'text/plain', ''), garbage)
    .map(([type, body]) => ({ type, body })),
)

const accepts = fc.constantFrom('*/*', 'image/*', 'application/json', 'text/html')

async function check(what: string, asked: Response | Promise<Response>): Promise<number> {
  const response = await asked
  const body = await response.arrayBuffer()
  if (response.status >= 500) throw new Error(`${what}: ${response.status}`)
  if (body.byteLength > LARGEST_BYTES) throw new Error(`${what}: ${body.byteLength} bytes`)
  if (response.headers.get('cache-control') === null) throw new Error(`${what}: no Cache-Control`)
  return response.status
}

/** As they come, the answers of both kinds: else it would be a test of error messages, or of none. */
function counted() {
  const statuses = new Map<number, number>()
  return {
    count: (status: number) => statuses.set(status, (statuses.get(status) ?? 0) + 1),
    expectBoth: () => {
      expect(statuses.get(200)).toBeGreaterThan(RUNS / 10)
      expect(statuses.get(400)).toBeGreaterThan(RUNS / 10)
    },
  }
}

describe('nothing that /complete is asked is too much', { timeout: 200_000 }, () => {
  it('no URL', async () => {
    const answers = counted()
    await fc.assert(
      fc.asyncProperty(urls, accepts, async (url, accept) => {
        answers.count(await check(url, ask(url, { headers: { Accept: accept } })))
      }),
      { numRuns: RUNS, seed: 0, endOnFailure: true },
    )
    answers.expectBoth()
  })

  it('no body', async () => {
    const answers = counted()
    const query = fc.oneof(
      fc.constantFrom('', 'seed=a', 'size=56'),
      fc.record(output, { requiredKeys: [] }).map(queryOf),
    )
    await fc.assert(
      fc.asyncProperty(bodies, query, accepts, async ({ type, body }, text, accept) => {
        const headers = { 'Content-Type': type, Accept: accept }
        const init = { method: 'POST', headers, body: body as string }
        answers.count(await check(`${type} ?${text}`, ask(`/complete?${text}`, init)))
      }),
      { numRuns: RUNS, seed: 1, endOnFailure: true },
    )
    answers.expectBoth()
  })
})
