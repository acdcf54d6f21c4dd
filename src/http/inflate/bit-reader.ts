/** @file Bits of a stream of DEFLATE, the first one in the least significant place (RFC 1951, section 3.1.1). */

/** A stream that cannot be read; the message is what was expected. */
export class StreamError extends Error {}

const NOT_WHOLE = 'a whole raw DEFLATE stream'

/** @throws {StreamError} */
export function failStream(): never {
  throw new StreamError(NOT_WHOLE)
}

/** Reads a stream; beyond its end it throws a {@link StreamError}. */
export class BitReader {
  readonly #bytes: Uint8Array
  #position = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  bit(): number {
    const byte = this.#bytes[this.#position >> 3]
    if (byte === undefined) return failStream()
    return (byte >> (this.#position++ & 7)) & 1
  }

  /** A number of so many bits, the least significant first. */
  bits(count: number): number {
    let value = 0
    for (let index = 0; index < count; index++) value |= this.bit() << index
    return value
  }

  /** So many bytes, from the next whole one on. */
  wholeBytes(count: number): Uint8Array {
    const start = this.byteLength()
    if (start + count > this.#bytes.length) return failStream()
    this.#position = 8 * (start + count)
    return this.#bytes.subarray(start, start + count)
  }

  /** Bytes read, a part of one too. */
  byteLength(): number {
    return (this.#position + 7) >> 3
  }
}
