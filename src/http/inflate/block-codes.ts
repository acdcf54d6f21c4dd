/** @file The codes of a block of DEFLATE: fixed ones, or those that it tells (RFC 1951, sections 3.2.6 and 3.2.7). */
import { failStream, type BitReader } from './bit-reader.ts'
import { codesOf, readSymbol, type Codes } from './codes.ts'

export interface BlockCodes {
  /** Of bytes, the end, and the lengths of copies. */
  readonly literals: Codes
  readonly distances: Codes
}

export const END_OF_BLOCK = 256

const MAX_LITERALS = 286
const MAX_DISTANCES = 30

export const FIXED: BlockCodes = {
  literals: codesOf(
    Uint8Array.from({ length: 288 }, (_, symbol) =>
      symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8,
    ),
  ),
  // The last two have no meaning.
  distances: codesOf(new Uint8Array(MAX_DISTANCES + 2).fill(5)),
}

/** In which order the lengths of the lengths' own codes come. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15] as const

/** @throws {StreamError} */
export function readBlockCodes(input: BitReader): BlockCodes {
  const literals = input.bits(5) + 257
  const distances = input.bits(5) + 1
  const told = input.bits(4) + 4
  if (literals > MAX_LITERALS || distances > MAX_DISTANCES) failStream()
  const own = new Uint8Array(ORDER.length)
  for (const symbol of ORDER.slice(0, told)) own[symbol] = input.bits(3)
  const lengths = readLengths(input, codesOf(own), literals + distances)
  if (lengths[END_OF_BLOCK] === 0) failStream()
  return {
    literals: codesOf(lengths.subarray(0, literals)),
    distances: codesOf(lengths.subarray(literals)),
  }
}

/** So many lengths; symbols from 16 on repeat the last one or 0. */
function readLengths(input: BitReader, codes: Codes, count: number): Uint8Array {
  const lengths = new Uint8Array(count)
  for (let index = 0; index < count;) {
    const symbol = readSymbol(input, codes)
    if (symbol < 16) {
      lengths[index++] = symbol
      continue
    }
    if (symbol === 16 && index === 0) failStream()
    const value = symbol === 16 ? (lengths[index - 1] as number) : 0
    const times =
      symbol === 16 ? 3 + input.bits(2) : symbol === 17 ? 3 + input.bits(3) : 11 + input.bits(7)
    if (index + times > count) failStream()
    lengths.fill(value, index, index + times)
    index += times
  }
  return lengths
}
