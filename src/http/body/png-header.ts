/** @file IHDR, the header of a PNG (W3C PNG, third edition, section 11.2.1), and the bytes that its pixels take. */

export interface Header {
  readonly width: number
  readonly height: number
  /** Bits of a sample. */
  readonly depth: number
  readonly colourType: number
  /** Samples of a pixel. */
  readonly channels: number
  readonly isInterlaced: boolean
}

export const GREY = 0
export const COLOUR = 2
export const INDEXED = 3

/** Samples of a pixel and the depths that they may have, by colour type (table 12). */
const COLOUR_TYPES: Readonly<
  Record<number, { readonly channels: number; readonly depths: readonly number[] }>
> = {
  [GREY]: { channels: 1, depths: [1, 2, 4, 8, 16] },
  [COLOUR]: { channels: 3, depths: [8, 16] },
  [INDEXED]: { channels: 1, depths: [1, 2, 4, 8] },
  4: { channels: 2, depths: [8, 16] },
  6: { channels: 4, depths: [8, 16] },
}

/** The header, or what was expected of it. */
export function readHeader(data: Uint8Array): Header | string {
  if (data.length !== 13) return 'an IHDR of 13 bytes'
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const [depth, colourType, compression, filter, interlace] = [8, 9, 10, 11, 12].map((offset) =>
    view.getUint8(offset),
  ) as [number, number, number, number, number]
  const known = COLOUR_TYPES[colourType]
  if (known === undefined) return 'a colour type of 0, 2, 3, 4 or 6'
  if (!known.depths.includes(depth)) return `${known.depths.join(', ')} bits a sample`
  if (compression !== 0 || filter !== 0) return 'compression and filter method 0'
  if (interlace > 1) return 'interlace method 0 or 1'
  if (interlace === 1 && depth < 8) return '8 or 16 bits a sample where it is interlaced'
  return {
    width: view.getUint32(0),
    height: view.getUint32(4),
    depth,
    colourType,
    channels: known.channels,
    isInterlaced: interlace === 1,
  }
}

/** First column, first row, and steps of both of each pass of Adam7 (section 8.1). */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

/** Bytes of the pixels and of the filter types before each row, inflated. */
export function filteredBytes({ width, height, depth, channels, isInterlaced }: Header): number {
  const bytes = (columns: number, rows: number) =>
    columns === 0 ? 0 : rows * (1 + Math.ceil((columns * channels * depth) / 8))
  if (!isInterlaced) return bytes(width, height)
  return PASSES.reduce(
    (sum, [left, top, across, down]) =>
      sum +
      bytes(
        Math.max(0, Math.ceil((width - left) / across)),
        Math.max(0, Math.ceil((height - top) / down)),
      ),
    0,
  )
}
