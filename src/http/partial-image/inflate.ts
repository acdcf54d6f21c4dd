/** @file Inflating what a client sent: in bounded memory, and no byte left over. */
import { inflateSync, unzlibSync } from 'fflate'

/** DEFLATE never gives more for a byte: a copy of 258 bytes takes two bits (RFC 1951, section 3.2.5). */
const MOST_EXPANSION = 1032

/** How a stream of DEFLATE is wrapped: not at all (RFC 1951), or in zlib's header and checksum (RFC 1950). */
type Wrapping = 'raw' | 'zlib'

/**
 * The bytes of a stream, or undefined when it is not whole. The caller limits its length: memory and
 * time are {@link MOST_EXPANSION} times as much.
 */
export function inflate(stream: Uint8Array, wrapping: Wrapping): Uint8Array | undefined {
  // Of an empty stream, the library would give the whole buffer.
  if (stream.length === 0) return undefined
  try {
    // A buffer for whatever comes: with a smaller one the library goes on beyond its end, slowly.
    const options = { out: new Uint8Array(MOST_EXPANSION * stream.length) }
    return wrapping === 'raw' ? inflateSync(stream, options) : unzlibSync(stream, options)
  } catch {
    return undefined
  }
}

/**
 * The bytes of a raw stream and nothing but it, or what was expected.
 *
 * @param most Bytes that may come out.
 */
export function inflateExactly(stream: Uint8Array, most: number): Uint8Array | string {
  const bytes = inflate(stream, 'raw')
  if (bytes === undefined) return 'a whole raw DEFLATE stream'
  if (bytes.length > most) return `at most ${most} bytes inflated`
  // The library stops at the last block, whatever follows: a stream is whole only with its last byte.
  return inflate(stream.subarray(0, -1), 'raw') === undefined
    ? bytes
    : 'nothing after the DEFLATE stream'
}
