import { inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deflateRuns } from '../../src/rendering/deflate.ts'

const roundTrip = (bytes: Uint8Array) => new Uint8Array(inflateSync(deflateRuns(bytes)))

describe('deflateRuns', () => {
  it.each([0, 1, 2, 3, 4, 257, 258, 259, 260, 261, 262, 517, 1_000_000])(
    'gives a run of %i bytes back',
    (length) => {
      const run = new Uint8Array(length).fill(200)
      expect(Buffer.compare(roundTrip(run), run)).toBe(0)
    },
  )

  it('gives every length of run and every byte back', () => {
    const bytes = Uint8Array.from(
      Array.from({ length: 300 }, (_, length) => Array<number>(length).fill(length % 256)).flat(),
    )
    expect(roundTrip(bytes)).toEqual(bytes)
  })

  it('gives any bytes back', () => {
    const runs = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 1, max: 600 })),
    )
    fc.assert(
      fc.property(runs, (pairs) => {
        const bytes = Uint8Array.from(
          pairs.flatMap(([value, length]) => Array<number>(length).fill(value)),
        )
        expect(roundTrip(bytes)).toEqual(bytes)
      }),
    )
  })

  it('makes runs small', () => {
    expect(deflateRuns(new Uint8Array(1024 * 1025)).length).toBeLessThan(8000)
  })
})
