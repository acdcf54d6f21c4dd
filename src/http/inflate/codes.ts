/** @file Huffman codes of DEFLATE, as their lengths tell them (RFC 1951, section 3.2.2). */
import { failStream, type BitReader } from './bit-reader.ts'

export interface Codes {
  /** Of each length in bits. */
  readonly counts: Uint16Array
  /** In the order of their codes. */
  readonly symbols: Uint16Array
}

const MAX_BITS = 15

/**
 * The codes of lengths by symbol; 0 for a symbol that has none.
 *
 * @throws {StreamError} For more codes than there can be of their lengths, and for fewer, but for one alone.
 */
export function codesOf(lengths: Uint8Array): Codes {
  const counts = new Uint16Array(MAX_BITS + 1)
  for (const length of lengths) counts[length] = (counts[length] as number) + 1
  const used = lengths.length - (counts[0] as number)
  const starts = new Uint16Array(MAX_BITS + 2)
  let left = 1
  for (let length = 1; length <= MAX_BITS; length++) {
    const count = counts[length] as number
    left = 2 * left - count
    if (left < 0) failStream()
    starts[length + 1] = (starts[length] as number) + count
  }
  if (left > 0 && used > 0 && !(used === 1 && counts[1] === 1)) failStream()
  const symbols = new Uint16Array(used)
  for (const [symbol, length] of lengths.entries())
    if (length > 0) {
      symbols[starts[length] as number] = symbol
      starts[length] = (starts[length] as number) + 1
    }
  return { counts, symbols }
}

/** @throws {StreamError} For bits that are no code. */
export function readSymbol(input: BitReader, { counts, symbols }: Codes): number {
  let code = 0
  let first = 0
  let index = 0
  for (let length = 1; length <= MAX_BITS; length++) {
    code |= input.bit()
    const count = counts[length] as number
    if (code - first < count) return symbols[index + code - first] as number
    index += count
    first = 2 * (first + count)
    code *= 2
  }
  return failStream()
}
