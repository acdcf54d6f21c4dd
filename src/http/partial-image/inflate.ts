/** @file Inflating what a client sent (RFC 1951): in bounded memory, and no byte left over. */
import { inflateSync } from 'fflate'

/** DEFLATE never gives more for a byte: a copy of 258 bytes takes two bits (section 3.2.5). */
const MOST_EXPANSION = 1032

/**
 * The bytes of a raw stream and nothing but it, or what was expected. The caller limits its length: memory and
 * time are {@link MOST_EXPANSION} times as much.
 *
 * @param most Bytes that may come out.
 */
export function inflateExactly(stream: Uint8Array, most: number): Uint8Array | string {
  // Room for whatever comes: with less the library goes on beyond its end, slowly. Once: megabytes take their time.
  const room = new Uint8Array(MOST_EXPANSION * stream.length)
  const inflated = inflate(stream, room)
  if (inflated === undefined) return 'a whole raw DEFLATE stream'
  if (inflated.length > most) return `at most ${most} bytes inflated`
  const bytes = inflated.slice()
  // The library stops at the last block, whatever follows: a stream is whole only with its last byte.
  return inflate(stream.subarray(0, -1), room) === undefined
    ? bytes
    : 'nothing after the DEFLATE stream'
}

/** The bytes of a raw stream, in their room, or undefined when it is not whole. */
function inflate(stream: Uint8Array, room: Uint8Array): Uint8Array | undefined {
  // Of an empty stream, the library would give the whole room.
  if (stream.length === 0) return undefined
  try {
    return inflateSync(stream, { out: room })
  } catch {
    return undefined
  }
}
