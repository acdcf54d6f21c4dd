/** @file PNG files of any kind, written for tests: good ones, and ones that no encoder would write. */
import { deflateSync } from 'node:zlib'
import { concatenate, pngFile, SIGNATURE } from '../../../src/rendering/png-chunks.ts'

export interface PngOptions {
  readonly width?: number
  readonly height?: number
  readonly depth?: number
  readonly colourType?: number
  readonly interlaced?: boolean
  readonly palette?: readonly number[] | undefined
  readonly transparency?: readonly number[]
  /** Inflated bytes of the pixels, in place of those of the samples. */
  readonly filtered?: Uint8Array
  /** What becomes of the zlib stream of the pixels. */
  readonly stream?: (whole: Uint8Array) => Uint8Array
  /** Bytes in each IDAT. */
  readonly idatBytes?: number
  /** Put before the header. */
  readonly first?: readonly Uint8Array[]
  /** Put before the pixels. */
  readonly extra?: readonly Uint8Array[]
  /** Put after the first IDAT. */
  readonly between?: readonly Uint8Array[]
}

/** A chunk alone: a file of it without what stands before and after. */
export const chunk = (type: string, data: Uint8Array): Uint8Array =>
  pngFile([{ type, data }]).subarray(SIGNATURE.length, -12)

const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/** First column and row, and steps, of Adam7. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

/** @param sample Of a pixel's channel, as the file has it. */
export function png(
  sample: (pixel: number, channel: number) => number,
  options: PngOptions = {},
): Uint8Array<ArrayBuffer> {
  const { width = 28, height = 28, depth = 8, colourType = 0, interlaced = false } = options
  const channels = CHANNELS[colourType] ?? 1
  const rowOf = (y: number, left: number, across: number): number[] => {
    const bits: string[] = []
    for (let x = left; x < width; x += across)
      for (let channel = 0; channel < channels; channel++)
        bits.push(
          sample(y * width + x, channel)
            .toString(2)
            .padStart(depth, '0'),
        )
    if (bits.length === 0) return []
    const bytes = bits.join('').match(/.{1,8}/g) ?? []
    return [0, ...bytes.map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2))]
  }
  const rows = (interlaced ? PASSES : [[0, 0, 1, 1] as const]).flatMap(
    ([left, top, across, down]) => {
      const all: number[] = []
      for (let y = top; y < height; y += down) all.push(...rowOf(y, left, across))
      return all
    },
  )
  return assembled(options.filtered ?? Uint8Array.from(rows), options)
}

function assembled(filtered: Uint8Array, options: PngOptions): Uint8Array<ArrayBuffer> {
  const { palette, transparency, first = [], extra = [], between = [] } = options
  const { idatBytes = 100_000, stream: changed = (whole) => whole } = options
  const stream = changed(new Uint8Array(deflateSync(filtered, { level: 9 })))
  const idats: Uint8Array[] = []
  for (let start = 0; start < stream.length; start += idatBytes)
    idats.push(chunk('IDAT', stream.subarray(start, start + idatBytes)))
  return concatenate([
    SIGNATURE,
    ...first,
    header(options),
    ...extra,
    ...(palette === undefined ? [] : [chunk('PLTE', Uint8Array.from(palette))]),
    ...(transparency === undefined ? [] : [chunk('tRNS', Uint8Array.from(transparency))]),
    ...idats.slice(0, 1),
    ...between,
    ...idats.slice(1),
    chunk('IEND', new Uint8Array()),
  ])
}

export function header(options: PngOptions): Uint8Array {
  const { width = 28, height = 28, depth = 8, colourType = 0, interlaced = false } = options
  const data = new Uint8Array(13)
  const view = new DataView(data.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  data.set([depth, colourType, 0, 0, Number(interlaced)], 8)
  return chunk('IHDR', data)
}

/** Any number of so many bits, by pixel and channel. */
export const noise = (bits: number) => (pixel: number, channel: number) =>
  (pixel * 40_503 + channel * 9973 + (pixel >> 3) * 131) % 2 ** bits
