/** @file Inflating, against zlib: what it writes and what it refuses, and no more bytes than were asked for. */
import fc from 'fast-check'
import { deflateSync } from 'fflate'
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { inflate, inflateExactly } from '../../../src/http/inflate/inflate.ts'

/** Noise, runs, and few values: all kinds of blocks. */
const contents = fc
  .tuple(fc.uint8Array({ maxLength: 2000 }), fc.integer({ min: 1, max: 255 }), fc.nat(40))
  .map(([bytes, values, run]) => bytes.map((_, at) => (bytes[at - (at % (run + 1))] ?? 0) % values))

const STRATEGIES = [
  constants.Z_DEFAULT_STRATEGY,
  constants.Z_HUFFMAN_ONLY,
  constants.Z_RLE,
  constants.Z_FIXED,
]

const plain = (bytes: Uint8Array) => Uint8Array.from(bytes)

describe('a stream of DEFLATE', () => {
  it('of zlib, of any level and strategy, gives back its bytes, and no more than it is', () => {
    fc.assert(
      fc.property(
        contents,
        fc.integer({ min: 0, max: 9 }),
        fc.constantFrom(...STRATEGIES),
        (bytes, level, strategy) => {
          const stream = plain(deflateRawSync(bytes, { level, strategy }))
          expect(inflateExactly(stream, bytes.length)).toEqual(bytes)
          expect(inflate(plain(Buffer.concat([stream, stream])), bytes.length)).toEqual({
            bytes,
            streamLength: stream.length,
          })
          expect(inflateExactly(Uint8Array.of(...stream, 0), bytes.length)).toContain('nothing')
          expect(inflateExactly(stream.subarray(0, -1), bytes.length)).toContain('whole')
          if (bytes.length > 0)
            expect(inflate(stream, bytes.length - 1)).toBe(
              `at most ${bytes.length - 1} bytes inflated`,
            )
        },
      ),
      { numRuns: 200 },
    )
  })

  it('of fflate too', () => {
    fc.assert(
      fc.property(contents, (bytes) => {
        expect(inflateExactly(deflateSync(bytes, { level: 9 }), 2000)).toEqual(bytes)
      }),
      { numRuns: 100 },
    )
  })

  it('of many blocks, with copies from far away, gives back its bytes', () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, at) =>
      at < 33_000 ? (at * at * 31) >> 7 : ((at % 32_700) ** 2 * 31) >> 7,
    )
    for (const level of [0, 1, 9])
      expect(inflateExactly(plain(deflateRawSync(bytes, { level, memLevel: 1 })), 70_000)).toEqual(
        bytes,
      )
  })

  it('that is changed is what zlib says that it is', () => {
    const MOST = 100_000
    const zlibs = (stream: Uint8Array): Uint8Array | undefined => {
      try {
        return plain(inflateRawSync(stream, { maxOutputLength: MOST }))
      } catch {
        return undefined
      }
    }
    let whole = 0
    fc.assert(
      fc.property(
        contents,
        fc.constantFrom(...STRATEGIES),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { maxLength: 3 }),
        (bytes, strategy, changes) => {
          const stream = plain(deflateRawSync(bytes, { strategy }))
          for (const [at, by] of changes)
            stream[at % Math.min(stream.length, 60)] =
              (stream[at % Math.min(stream.length, 60)] ?? 0) ^ by
          const inflated = inflate(stream, MOST)
          const ours = typeof inflated === 'string' ? undefined : inflated.bytes
          const expected = zlibs(stream)
          if (ours !== undefined) whole++
          expect(ours).toEqual(expected)
        },
      ),
      { numRuns: 1500 },
    )
    expect(whole).toBeGreaterThan(150)
  })

  it('of any bytes is what zlib says that it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(7), (bytes, head) => {
        const stream = Uint8Array.of((head & 7) | ((bytes[0] ?? 0) & 248), ...bytes)
        const inflated = inflate(stream, 20_000)
        let expected: Uint8Array | undefined
        try {
          expected = plain(inflateRawSync(stream, { maxOutputLength: 20_000 }))
        } catch {
          expected = undefined
        }
        expect(typeof inflated === 'string' ? undefined : inflated.bytes).toEqual(expected)
      }),
      { numRuns: 2000 },
    )
  })
})
