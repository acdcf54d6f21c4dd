/** @file zlib streams that clients send: whole, with the checksum of what is in them, and nothing after it. */
import { constants, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inflateZlib } from '../../../src/http/body/zlib.ts'

const BYTES = Uint8Array.from({ length: 812 }, (_, index) => (index * 40_503) >> 3)
const STREAM = new Uint8Array(deflateSync(BYTES))

/** The stream with two bytes for its header, of which the check bits are right. */
const withHeader = (method: number, flags: number) => {
  const upper = flags & 0xe0
  const check = (31 - ((256 * method + upper) % 31)) % 31
  return Uint8Array.from([method, upper | check, ...STREAM.subarray(2)])
}

describe('a zlib stream', () => {
  it('of any encoder is read', () => {
    const { Z_DEFAULT_STRATEGY, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE } = constants
    const options = fc.record({
      level: fc.integer({ min: 0, max: 9 }),
      windowBits: fc.integer({ min: 9, max: 15 }),
      strategy: fc.constantFrom(Z_DEFAULT_STRATEGY, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE),
    })
    const bytes = fc.uint8Array({ maxLength: 2000, max: 3 })
    fc.assert(
      fc.property(bytes, options, (given, how) => {
        expect(inflateZlib(new Uint8Array(deflateSync(given, how)), 2000)).toEqual(given)
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['nothing', new Uint8Array(), "zlib's header"],
    ['raw DEFLATE', STREAM.subarray(2), "zlib's header"],
    ['another method', withHeader(0x79, 0), "zlib's header"],
    ['a window of 64 KiB', withHeader(0x88, 0), "zlib's header"],
    ['a dictionary', withHeader(0x78, 0x20), 'without a dictionary'],
    ['wrong check bits', STREAM.with(1, (STREAM[1] ?? 0) ^ 1), "zlib's header"],
    ['an early end', STREAM.subarray(0, -1), 'DEFLATE'],
    ['a byte more', Uint8Array.from([...STREAM, 0]), 'nothing after the DEFLATE stream'],
    [
      'its checksum twice',
      Uint8Array.from([...STREAM, ...STREAM.subarray(-4)]),
      'nothing after the DEFLATE stream',
    ],
    ...[1, 2, 3, 4].map((back): [string, Uint8Array, string] => [
      `another byte of its checksum, ${back} from the end`,
      STREAM.with(-back, (STREAM.at(-back) ?? 0) ^ 128),
      'the checksum (Adler-32) of these bytes',
    ]),
  ])('with %s is refused', (_what, stream, expected) => {
    expect(inflateZlib(stream, BYTES.length)).toContain(expected)
  })

  it('gives so many bytes and no more', () => {
    expect(inflateZlib(withHeader(0x78, 0), 812)).toEqual(BYTES)
    expect(inflateZlib(STREAM, 811)).toBe('at most 811 bytes inflated')
  })
})
