/** @file Bits in bytes, the first one in the most significant place. */

export const packedLength = (bits: number): number => Math.ceil(bits / 8)

/** Values of 0 and 1, eight in a byte; the bits left over are 0. */
export function packBits(bits: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(packedLength(bits.length))
  bits.forEach((bit, index) => {
    bytes[index >> 3] = (bytes[index >> 3] as number) | (bit << (7 - (index & 7)))
  })
  return bytes
}

/**
 * So many bits.
 *
 * @param bytes As many as they fill.
 * @returns Undefined when a bit left over is not 0.
 */
export function unpackBits(bytes: Uint8Array, count: number): Uint8Array | undefined {
  const left = 8 * bytes.length - count
  if (((bytes.at(-1) ?? 0) & ((1 << left) - 1)) !== 0) return undefined
  return Uint8Array.from({ length: count }, (_, index) => {
    return ((bytes[index >> 3] as number) >> (7 - (index & 7))) & 1
  })
}
