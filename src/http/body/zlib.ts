/** @file A zlib stream that a client sent (RFC 1950): its header, raw DEFLATE and the checksum of what comes out. */
import { ADLER_MODULUS } from '../../rendering/deflate.ts'
import { inflateExactly } from '../partial-image/inflate.ts'

const HEADER_BYTES = 2
const CHECKSUM_BYTES = 4

/**
 * The bytes of a stream and nothing but it, or what was expected. All is checked that section 2.3 asks a
 * decompressor to: the library that inflates leaves the checksum out.
 *
 * @param most Bytes that may come out.
 */
export function inflateZlib(stream: Uint8Array, most: number): Uint8Array | string {
  if (!isHeader(stream)) return "zlib's header, without a dictionary"
  const bytes = inflateExactly(stream.subarray(HEADER_BYTES, -CHECKSUM_BYTES), most)
  if (typeof bytes === 'string') return bytes
  const given = stream.subarray(-CHECKSUM_BYTES)
  return adler32(bytes).every((byte, index) => byte === given[index])
    ? bytes
    : 'the checksum (Adler-32) of these bytes'
}

/** Section 2.2: DEFLATE with a window of 32 KiB or less, no dictionary, and check bits. */
const isHeader = ([method = 0, flags = 0]: Uint8Array): boolean =>
  (method & 15) === 8 && method >> 4 <= 7 && (flags & 32) === 0 && (256 * method + flags) % 31 === 0

/** As the stream has it, the most significant byte first. */
function adler32(bytes: Uint8Array): readonly number[] {
  let [low, high] = [1, 0]
  for (const byte of bytes) {
    low = (low + byte) % ADLER_MODULUS
    high = (high + low) % ADLER_MODULUS
  }
  return [high >> 8, high & 255, low >> 8, low & 255]
}
