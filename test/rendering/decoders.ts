/** @file Decoders of other authors, for all formats that are served: each gives straight RGBA. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import decodeWebpImage, { init } from '@jsquash/webp/decode.js'
import { Resvg } from '@resvg/resvg-js'
import { PNG } from 'pngjs'
import UPNG from 'upng-js'

/** Four bytes a pixel, row by row. */
export interface Decoded {
  readonly width: number
  readonly height: number
  readonly rgba: Uint8Array
}

export function decodePng(png: Uint8Array): Decoded {
  const { data, width, height } = PNG.sync.read(Buffer.from(png))
  return { width, height, rgba: new Uint8Array(data) }
}

/** Every frame, its delay in milliseconds, and how often they are played. */
export function decodeApng(apng: Uint8Array<ArrayBuffer>) {
  const image = UPNG.decode(apng.buffer)
  return {
    plays: image.tabs.acTL?.num_plays,
    delays: image.frames.map(({ delay }) => delay),
    frames: UPNG.toRGBA8(image).map((rgba): Decoded => ({
      width: image.width,
      height: image.height,
      rgba: new Uint8Array(rgba),
    })),
  }
}

/** By libwebp. */
export async function decodeWebp(webp: Uint8Array<ArrayBuffer>): Promise<Decoded> {
  await (libwebp ??= startLibwebp())
  const { data, width, height } = await decodeWebpImage(webp.buffer)
  return { width, height, rgba: new Uint8Array(data) }
}

let libwebp: Promise<void> | undefined

async function startLibwebp(): Promise<void> {
  Object.assign(globalThis, { ImageData: PlainImageData }) // browsers have it
  const wasm = createRequire(import.meta.url).resolve('@jsquash/webp/codec/dec/webp_dec.wasm')
  await init({ wasmBinary: readFileSync(wasm) })
}

class PlainImageData {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number

  constructor(data: Uint8ClampedArray, width: number, height: number) {
    this.data = data
    this.width = width
    this.height = height
  }
}

/** By resvg, at the size that the SVG asks for. Its alpha is multiplied in: opaque pictures only. */
export function rasterizeSvg(svg: string): Decoded {
  const { width, height, pixels } = new Resvg(svg).render()
  return { width, height, rgba: new Uint8Array(pixels) }
}
