/** @file PNG of levels of ink (W3C PNG, third edition): 8-bit greyscale, or a palette for other inks. */
import { deflateRuns } from './deflate.ts'
import { BLACK_ON_WHITE, palette, sameInks, WHITE_ON_BLACK, type Inks } from './inks.ts'
import { chunk, concatenate, SIGNATURE } from './png-chunks.ts'
import type { GreyImage } from './upsample.ts'

const GREYSCALE = 0
const INDEXED = 3
const BITS = 8

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
  return concatenate([
    SIGNATURE,
    ...headChunks(image, inks),
    chunk('IDAT', compressedLevels(image, inks)),
    chunk('IEND', new Uint8Array(0)),
  ])
}

/** What comes before the pixels. */
export function headChunks(
  { width, height }: Pick<GreyImage, 'width' | 'height'>,
  inks: Inks,
): readonly Uint8Array[] {
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  const grey = isGrey(inks)
  header.set([BITS, grey ? GREYSCALE : INDEXED, 0, 0, 0], 8)
  return [chunk('IHDR', header), ...(grey ? [] : paletteChunks(inks))]
}

const isGrey = (inks: Inks): boolean =>
  sameInks(inks, WHITE_ON_BLACK) || sameInks(inks, BLACK_ON_WHITE)

/** Colours by level of ink, and their alpha if any is transparent (sections 11.2.2 and 11.3.1.1). */
function paletteChunks(inks: Inks): readonly Uint8Array[] {
  const rgba = palette(inks)
  const colours = chunk(
    'PLTE',
    rgba.filter((_, index) => index % 4 !== 3),
  )
  const alpha = rgba.filter((_, index) => index % 4 === 3)
  return alpha.every((value) => value === 255) ? [colours] : [colours, chunk('tRNS', alpha)]
}

/** The zlib stream of the pixels. */
export function compressedLevels({ levels, width, height }: GreyImage, inks: Inks): Uint8Array {
  // Each row starts with its filter type; 0 is none (section 9.2).
  const rows = new Uint8Array(height * (width + 1))
  for (let row = 0; row < height; row++)
    rows.set(levels.subarray(row * width, (row + 1) * width), row * (width + 1) + 1)
  if (sameInks(inks, BLACK_ON_WHITE)) invertPixels(rows, width + 1)
  return deflateRuns(rows)
}

/** Ink is black: each level is 255 less. Four at a time, as a request has little time. */
function invertPixels(rows: Uint8Array, stride: number): void {
  const words = new Uint32Array(rows.buffer, 0, rows.length >> 2)
  for (let index = 0; index < words.length; index++) words[index] = ~(words[index] as number)
  for (let index = 4 * words.length; index < rows.length; index++)
    rows[index] = ~(rows[index] as number)
  for (let start = 0; start < rows.length; start += stride) rows[start] = 0
}
