/** @file Bits into bytes, from the least significant on, as DEFLATE and WebP have them. */

/** A digit fits at the model's own size; larger pictures double it a few times. */
const FIRST_CAPACITY_BYTES = 512

/** Packs values from the least significant bit on (RFC 1951, section 3.1.1). */
export class BitWriter {
  #bytes = new Uint8Array(FIRST_CAPACITY_BYTES)
  #length = 0
  #pending = 0
  #pendingBits = 0

  /** Appends the `bits` lowest bits of `value`, 24 at most. */
  write(value: number, bits: number): void {
    this.#pending |= value << this.#pendingBits
    this.#pendingBits += bits
    while (this.#pendingBits >= 8) {
      if (this.#length === this.#bytes.length) this.#grow()
      this.#bytes[this.#length++] = this.#pending & 0xff
      this.#pending >>>= 8
      this.#pendingBits -= 8
    }
  }

  alignToByte(): void {
    if (this.#pendingBits > 0) this.write(0, 8 - this.#pendingBits)
  }

  #grow(): void {
    const larger = new Uint8Array(2 * this.#bytes.length)
    larger.set(this.#bytes)
    this.#bytes = larger
  }

  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }
}
