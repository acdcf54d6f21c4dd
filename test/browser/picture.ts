/** @file What a browser shows for the address of a picture, and what a decoder in Node makes of it. */
import type { Page } from 'playwright-core'
import { PNG } from 'pngjs'

/** As a page embeds it: `<img>` or `<img crossorigin>`. */
export interface Embedding {
  readonly crossorigin: boolean
}

/** Size and RGBA, row by row, of a picture. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly rgba: Uint8Array
}

/**
 * Puts an `<img>` into a page and waits for it.
 *
 * @returns Its natural size.
 * @throws {Error} When the browser shows it as broken.
 */
export function embed(page: Page, url: string, { crossorigin }: Embedding) {
  return page.evaluate(
    async ([src, mode]) => {
      const image = new Image()
      image.crossOrigin = mode
      image.src = src
      document.body.append(image)
      await image.decode()
      return { width: image.naturalWidth, height: image.naturalHeight }
    },
    [url, crossorigin ? 'anonymous' : null] as const,
  )
}

/**
 * The pixels of the last `<img>` of a page, drawn on a canvas and read back.
 *
 * @param size Of the canvas; the picture's natural size when left out. For SVG, whose size is any.
 * @throws {Error} When the browser does not let the page read them.
 */
export async function pixelsInPage(
  page: Page,
  size?: { readonly width: number; readonly height: number },
): Promise<Pixels> {
  const { width, height, base64 } = await page.evaluate((wanted) => {
    const image = [...document.images].at(-1)
    if (image === undefined) throw new Error('The page has no <img>')
    const canvas = document.createElement('canvas')
    canvas.width = wanted?.width ?? image.naturalWidth
    canvas.height = wanted?.height ?? image.naturalHeight
    const context = canvas.getContext('2d')
    if (context === null) throw new Error('The canvas has no 2D context')
    context.drawImage(image, 0, 0, canvas.width, canvas.height)
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
    return { width: canvas.width, height: canvas.height, base64: new Uint8Array(data).toBase64() }
  }, size)
  return { width, height, rgba: Buffer.from(base64, 'base64') }
}

/** The pixels of a PNG as pngjs decodes it in Node. */
export async function decodedPng(url: string): Promise<Pixels> {
  const response = await fetch(url)
  const { width, height, data } = PNG.sync.read(Buffer.from(await response.arrayBuffer()))
  return { width, height, rgba: data }
}
