/**
 * @file Inflating what a client sent (DEFLATE, RFC 1951): never more than was asked for, and knowing
 * where the stream ends. Libraries do neither: they write what a few bytes expand to, a thousand times
 * as much, before they say how much it is. Codes are read bit by bit, as in Mark Adler's puff: streams
 * are short here, and a table for each of their codes takes longer than it saves.
 */
import { BitReader, failStream, StreamError } from './bit-reader.ts'
import { END_OF_BLOCK, FIXED, readBlockCodes, type BlockCodes } from './block-codes.ts'
import { readSymbol } from './codes.ts'

interface Inflated {
  readonly bytes: Uint8Array
  /** Bytes of the stream; others may follow it. */
  readonly streamLength: number
}

/** Least values of the copies' lengths from symbol 257 on, and how many bits add to them (section 3.2.5). */
const LENGTHS = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
  163, 195, 227, 258,
] as const
const LENGTH_BITS = [
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
] as const
const DISTANCES = 30

/**
 * The bytes of a raw stream, or what was expected of it.
 *
 * @param most Bytes that may come out.
 */
export function inflate(stream: Uint8Array, most: number): Inflated | string {
  const input = new BitReader(stream)
  const output = { bytes: new Uint8Array(most), length: 0 }
  try {
    for (let isLast = false; !isLast;) {
      isLast = input.bit() === 1
      readBlock(input, output)
    }
  } catch (error) {
    if (error instanceof StreamError) return error.message
    throw error
  }
  return { bytes: output.bytes.subarray(0, output.length), streamLength: input.byteLength() }
}

/** As {@link inflate}, where nothing may follow the stream. */
export function inflateExactly(stream: Uint8Array, most: number): Uint8Array | string {
  const inflated = inflate(stream, most)
  if (typeof inflated === 'string') return inflated
  const { bytes, streamLength } = inflated
  return streamLength === stream.length ? bytes : 'nothing after the DEFLATE stream'
}

interface Output {
  readonly bytes: Uint8Array
  length: number
}

function readBlock(input: BitReader, output: Output): void {
  switch (input.bits(2)) {
    case 0: {
      const [low = 0, high = 0, notLow = 0, notHigh = 0] = input.wholeBytes(4)
      if ((low ^ notLow) !== 255 || (high ^ notHigh) !== 255) failStream()
      const stored = input.wholeBytes(low | (high << 8))
      output.bytes.set(stored, grow(output, stored.length))
      return
    }
    case 1:
      readCompressed(input, output, FIXED)
      return
    case 2:
      readCompressed(input, output, readBlockCodes(input))
      return
    default:
      failStream()
  }
}

function readCompressed(input: BitReader, output: Output, codes: BlockCodes): void {
  const { bytes } = output
  for (;;) {
    const symbol = readSymbol(input, codes.literals)
    if (symbol === END_OF_BLOCK) return
    if (symbol < END_OF_BLOCK) {
      bytes[grow(output, 1)] = symbol
      continue
    }
    const length = lengthOf(input, symbol - END_OF_BLOCK - 1)
    const distance = distanceOf(input, readSymbol(input, codes.distances))
    if (distance > output.length) failStream()
    const start = grow(output, length)
    // Byte by byte: a copy may read what it wrote.
    for (let at = start; at < start + length; at++) bytes[at] = bytes[at - distance] as number
  }
}

function lengthOf(input: BitReader, index: number): number {
  const [least, bits] = [LENGTHS[index], LENGTH_BITS[index]]
  return least === undefined || bits === undefined ? failStream() : least + input.bits(bits)
}

/** Two symbols for each number of bits that add to the least distance. */
function distanceOf(input: BitReader, symbol: number): number {
  if (symbol >= DISTANCES) return failStream()
  if (symbol < 4) return symbol + 1
  const bits = (symbol >> 1) - 1
  return 1 + ((2 + (symbol & 1)) << bits) + input.bits(bits)
}

/** Where the next bytes go. */
function grow(output: Output, by: number): number {
  const start = output.length
  if (start + by > output.bytes.length)
    throw new StreamError(`at most ${output.bytes.length} bytes inflated`)
  output.length += by
  return start
}
