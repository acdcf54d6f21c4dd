/** @file Huffman codes of limited length, and how WebP stores them (RFC 9649, section 3.7.2.1). */
import type { BitWriter } from './bit-writer.ts'

const LONGEST_CODE_BITS = 15
const LONGEST_LENGTH_CODE_BITS = 7

/** The order in which the lengths of the code of lengths are stored. */
const LENGTH_CODE_ORDER = [17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]

/** Stand for 3 to 10 and for 11 to 138 zeros, the number in 3 and 7 extra bits. */
const SHORT_ZEROS = { symbol: 17, least: 3, most: 10, bits: 3 }
const LONG_ZEROS = { symbol: 18, least: 11, most: 138, bits: 7 }

/** A code of the symbols that were counted. */
export class PrefixCode {
  readonly #lengths: Uint8Array
  readonly #codes: Uint16Array
  /** Symbols in use; a code of one symbol takes no bits. */
  readonly #symbols: readonly number[]

  /** @param counts How often each symbol is written. */
  constructor(counts: Uint32Array, longest = LONGEST_CODE_BITS) {
    this.#symbols = Array.from(counts.keys()).filter((symbol) => counts[symbol] !== 0)
    this.#lengths = limitedLengths(counts, this.#symbols, longest)
    this.#codes = canonicalCodes(this.#lengths)
  }

  write(writer: BitWriter, symbol: number): void {
    if (this.#symbols.length > 1)
      writer.write(this.#codes[symbol] as number, this.#lengths[symbol] as number)
  }

  /** Writes the code itself. */
  writeTo(writer: BitWriter): void {
    const [first = 0, second] = this.#symbols
    const isSimple = this.#symbols.length <= 2 && (this.#symbols.at(-1) ?? 0) < 256
    writer.write(isSimple ? 1 : 0, 1)
    if (!isSimple) return this.#writeLengths(writer)
    writer.write(second === undefined ? 0 : 1, 1)
    writer.write(1, 1) // the first symbol has 8 bits
    writer.write(first, 8)
    if (second !== undefined) writer.write(second, 8)
  }

  #writeLengths(writer: BitWriter): void {
    const tokens = lengthTokens(this.#lengths)
    const counts = new Uint32Array(LENGTH_CODE_ORDER.length)
    for (const { symbol } of tokens) counts[symbol] = (counts[symbol] as number) + 1
    const code = new PrefixCode(counts, LONGEST_LENGTH_CODE_BITS)
    writer.write(LENGTH_CODE_ORDER.length - 4, 4)
    for (const symbol of LENGTH_CODE_ORDER) writer.write(code.#lengths[symbol] as number, 3)
    writer.write(0, 1) // lengths of all symbols follow
    for (const { symbol, extra, bits } of tokens) {
      code.write(writer, symbol)
      writer.write(extra, bits)
    }
  }
}

interface LengthToken {
  readonly symbol: number
  readonly extra: number
  readonly bits: number
}

function lengthTokens(lengths: Uint8Array): LengthToken[] {
  const tokens: LengthToken[] = []
  for (let start = 0; start < lengths.length;) {
    let end = start
    while (lengths[end] === 0 && end - start < LONG_ZEROS.most) end++
    const zeros = end - start
    const repeat = [LONG_ZEROS, SHORT_ZEROS].find(({ least }) => zeros >= least)
    if (repeat === undefined) {
      tokens.push({ symbol: lengths[start] as number, extra: 0, bits: 0 })
      start++
    } else {
      const count = Math.min(zeros, repeat.most)
      tokens.push({ symbol: repeat.symbol, extra: count - repeat.least, bits: repeat.bits })
      start += count
    }
  }
  return tokens
}

/** Rare symbols are taken for less rare until no code is too long. */
function limitedLengths(
  counts: Uint32Array,
  symbols: readonly number[],
  longest: number,
): Uint8Array {
  for (let least = 1; ; least *= 2) {
    const lengths = huffmanLengths(
      counts.length,
      symbols.map((symbol) => ({ symbol, weight: Math.max(least, counts[symbol] as number) })),
    )
    if (lengths.every((length) => length <= longest)) return lengths
  }
}

/** Huffman's algorithm with two queues: of the leaves by weight, and of the nodes made of them. */
function huffmanLengths(
  size: number,
  symbols: readonly { readonly symbol: number; readonly weight: number }[],
): Uint8Array {
  const leaves = symbols.toSorted((a, b) => a.weight - b.weight || a.symbol - b.symbol)
  const weights = leaves.map(({ weight }) => weight)
  const parents: number[] = []
  let leaf = 0
  let inner = leaves.length
  const lightest = (): number => {
    const leafWeight = leaf < leaves.length ? (weights[leaf] as number) : Infinity
    return leafWeight <= (weights[inner] ?? Infinity) ? leaf++ : inner++
  }
  const root = 2 * leaves.length - 2
  for (let node = leaves.length; node <= root; node++) {
    const [a, b] = [lightest(), lightest()]
    parents[a] = node
    parents[b] = node
    weights.push((weights[a] as number) + (weights[b] as number))
  }
  const depths: number[] = []
  depths[root] = 0
  for (let node = root - 1; node >= 0; node--)
    depths[node] = (depths[parents[node] as number] as number) + 1
  const lengths = new Uint8Array(size)
  leaves.forEach(({ symbol }, index) => {
    lengths[symbol] = Math.max(1, depths[index] as number)
  })
  return lengths
}

/** Codes in the order of length, then of symbol (RFC 1951, section 3.2.2), first bit lowest. */
function canonicalCodes(lengths: Uint8Array): Uint16Array {
  const codes = new Uint16Array(lengths.length)
  let code = 0
  for (let length = 1; length <= LONGEST_CODE_BITS; length++) {
    lengths.forEach((own, symbol) => {
      if (own === length) codes[symbol] = reversed(code++, length)
    })
    code <<= 1
  }
  return codes
}

function reversed(code: number, length: number): number {
  let result = 0
  for (let bit = 0; bit < length; bit++) result = (result << 1) | ((code >> bit) & 1)
  return result
}
