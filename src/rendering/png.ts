/** @file PNG of levels of ink (W3C PNG, third edition): 8-bit greyscale, or a palette for other inks. */
import { deflateRuns } from './deflate.ts'
import { areGrey, greyLevels, palette, WHITE_ON_BLACK, type Inks } from './inks.ts'
import { pngFile, type Chunk } from './png-chunks.ts'
import type { GreyImage } from './upsample.ts'

const GREYSCALE = 0
const INDEXED = 3
const BITS = 8

/** Pixels. */
const SHORT_ROW = 64

/** Encodes grey levels, 0 (black) to 255 (white), [height * width]. */
export function encodeGreyPng(
  levels: Uint8Array,
  width: number,
  height: number,
): Uint8Array<ArrayBuffer> {
  return encodePng({ levels, width, height }, WHITE_ON_BLACK)
}

/** Encodes levels of ink. Black and white are greyscale; other inks cost a palette, not a byte of a pixel. */
export function encodePng(image: GreyImage, inks: Inks): Uint8Array<ArrayBuffer> {
  return pngFile([
    ...headChunks(image, inks),
    { type: 'IDAT', data: compressedPixels(image, inks) },
  ])
}

/** What comes before the pixels. */
export function headChunks(
  { width, height }: Pick<GreyImage, 'width' | 'height'>,
  inks: Inks,
): readonly Chunk[] {
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  const grey = areGrey(inks)
  header.set([BITS, grey ? GREYSCALE : INDEXED, 0, 0, 0], 8)
  return [{ type: 'IHDR', data: header }, ...(grey ? [] : paletteChunks(inks))]
}

/** Colours by level of ink, and their alpha if any is transparent (sections 11.2.2 and 11.3.1.1). */
function paletteChunks(inks: Inks): readonly Chunk[] {
  const rgba = palette(inks)
  const colours = rgba.filter((_, index) => index % 4 !== 3)
  const alpha = rgba.filter((_, index) => index % 4 === 3)
  return [
    { type: 'PLTE', data: colours },
    ...(alpha.every((value) => value === 255) ? [] : [{ type: 'tRNS', data: alpha }]),
  ]
}

/** The zlib stream of the pixels: shades of grey, or levels as indices of the palette. */
export function compressedPixels({ levels, width, height }: GreyImage, inks: Inks): Uint8Array {
  const pixels = greyLevels(levels, inks) ?? levels
  // Each row starts with its filter type; 0 is none (section 9.2).
  const rows = new Uint8Array(height * (width + 1))
  for (let row = 0; row < height; row++) {
    const [from, to] = [row * width, row * (width + 1) + 1]
    // A view of a short row costs more than its pixels.
    if (width > SHORT_ROW) rows.set(pixels.subarray(from, from + width), to)
    else for (let x = 0; x < width; x++) rows[to + x] = pixels[from + x] as number
  }
  return deflateRuns(rows)
}
