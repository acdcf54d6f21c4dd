/** @file The file around the chunks of a PNG (W3C PNG, third edition, section 5). */

export const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

/** Length, type and CRC (section 5.3). */
const BYTES_AROUND_CHUNK_DATA = 12

/** A part of a PNG. */
export interface Chunk {
  /** Four letters. */
  readonly type: string
  readonly data: Uint8Array
}

const END: Chunk = { type: 'IEND', data: new Uint8Array(0) }

/** A PNG of these chunks and the one that ends it, written once into its own memory. */
export function pngFile(chunks: readonly Chunk[]): Uint8Array<ArrayBuffer> {
  const all = [...chunks, END]
  const file = new Uint8Array(
    all.reduce(
      (total, { data }) => total + data.length + BYTES_AROUND_CHUNK_DATA,
      SIGNATURE.length,
    ),
  )
  const view = new DataView(file.buffer)
  file.set(SIGNATURE)
  let start = SIGNATURE.length
  for (const { type, data } of all) {
    view.setUint32(start, data.length)
    for (let index = 0; index < 4; index++) file[start + 4 + index] = type.charCodeAt(index)
    file.set(data, start + 8)
    const end = start + 8 + data.length
    view.setUint32(end, crc32(file, start + 4, end))
    start = end + 4
  }
  return file
}

export function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((total, { length }) => total + length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

/** CRC-32 of every byte value, polynomial 0xEDB88320 (annex D). */
const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

function crc32(bytes: Uint8Array, start: number, end: number): number {
  let crc = -1
  for (let index = start; index < end; index++)
    crc = (CRC_TABLE[(crc ^ (bytes[index] as number)) & 0xff] as number) ^ (crc >>> 8)
  return ~crc >>> 0
}
