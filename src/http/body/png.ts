/** @file A partial image from a PNG: what is transparent is not observed, white is ink and black is paper. */
import { decode, type DecodedPng } from 'fast-png'
import type { ImageSize } from '../../networks/image-size.ts'
import { concatenate } from '../../rendering/png-chunks.ts'
import { partialImage, type PartialImage } from '../../sampling/partial-image.ts'
import { readChunks, rebuilt, type ReadChunk } from './png-chunks.ts'
import { coloursError } from './png-colours.ts'
import { filteredBytes, INDEXED, readHeader, type Header } from './png-header.ts'
import { inflateZlib } from './zlib.ts'

/** The image, or what was expected of the file. */
export function readPng(png: Uint8Array, { rows, columns }: ImageSize): PartialImage | string {
  const chunks = readChunks(png)
  if (typeof chunks === 'string') return chunks
  const header = readHeader(chunks[0]?.data ?? new Uint8Array())
  if (typeof header === 'string') return header
  const { width, height } = header
  if (width !== columns || height !== rows)
    return `${columns} x ${rows} pixels; these are ${width} x ${height}`
  const wrong = coloursError(chunks, header) ?? pixelsError(chunks, filteredBytes(header))
  if (wrong !== undefined) return wrong
  try {
    return pixelsOf(decode(rebuilt(chunks), { checkCrc: true }), header)
  } catch {
    return 'a sound PNG; a checksum (CRC), a filter or an index of the palette of this one is wrong'
  }
}

/** Bytes of a zlib stream beyond those of its content, however badly it is compressed. */
const STREAM_OVERHEAD_BYTES = 512

/**
 * What was expected of the pixels, unless they are as many as the header says: an image of 28 x 28 may inflate to
 * gigabytes.
 *
 * @param size Bytes, inflated.
 */
function pixelsError(chunks: readonly ReadChunk[], size: number): string | undefined {
  const expected = `pixels (IDAT) that inflate to ${size} bytes`
  const stream = concatenate(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data))
  if (stream.length > size + STREAM_OVERHEAD_BYTES)
    return `${expected}; these are ${stream.length} deflated`
  const bytes = inflateZlib(stream, size)
  if (typeof bytes === 'string') return `${expected}: ${bytes}`
  return bytes.length === size ? undefined : `${expected}; these are ${bytes.length}`
}

/** Alpha below this is transparent. */
const LEAST_ALPHA = 128

/** @throws {RangeError} When a pixel is of no colour of the palette. */
function pixelsOf(png: DecodedPng, header: Header): PartialImage {
  const { width, height } = header
  const pixels = Array.from({ length: width * height }, (_, pixel) => {
    const samples = samplesOf(png, header, pixel)
    const { grey, alpha } =
      header.colourType === INDEXED ? inPalette(png, samples) : shade(png, header, samples)
    return alpha < LEAST_ALPHA ? null : grey
  })
  return partialImage(pixels)
}

interface Shade {
  /** Both 0 to 255. */
  readonly grey: number
  readonly alpha: number
}

/** Samples of a pixel as the file has them; those of less than a byte are packed, row by row. */
function samplesOf(
  { data }: DecodedPng,
  { width, depth, channels }: Header,
  pixel: number,
): number[] {
  if (depth >= 8) return Array.from(data.subarray(pixel * channels, (pixel + 1) * channels))
  const [row, column] = [Math.floor(pixel / width), pixel % width]
  const byte = data[row * Math.ceil((width * depth) / 8) + ((column * depth) >> 3)] as number
  const shift = 8 - depth - ((column * depth) & 7)
  return [(byte >> shift) & ((1 << depth) - 1)]
}

function inPalette({ palette }: DecodedPng, [index = 0]: readonly number[]): Shade {
  const colour = palette?.[index]
  if (colour === undefined) throw new RangeError(`Got index ${index}, expected one of the palette`)
  const [red = 0, green = 0, blue = 0, alpha = 255] = colour
  return { grey: luma(red, green, blue), alpha }
}

function shade(
  { transparency }: DecodedPng,
  { depth, channels }: Header,
  samples: readonly number[],
): Shade {
  const most = 2 ** depth - 1
  const levels = samples.map((sample) => Math.round((255 * sample) / most))
  const [first = 0, second = 0, third = 0] = levels
  // tRNS names the sample of each channel by the lowest bits of 16.
  const isTransparent =
    transparency !== undefined &&
    samples.every((sample, channel) => sample === ((transparency[channel] as number) & most))
  const alpha = channels % 2 === 0 ? (levels.at(-1) ?? 255) : isTransparent ? 0 : 255
  return { grey: channels < 3 ? first : luma(first, second, third), alpha }
}

/** Of red, green and blue as they are coded (ITU-R BT.601); a grey is itself. */
const luma = (red: number, green: number, blue: number): number =>
  Math.round((299 * red + 587 * green + 114 * blue) / 1000)
