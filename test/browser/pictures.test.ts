/** @file Formats and errors as a browser shows them. */
import { describe, expect, it } from 'vitest'
import { red } from '../http/pixels.ts'
import { decodedPng, embed, pixelsInPage, type Pixels } from './picture.ts'
import { setStage } from './stage.ts'

const stage = setStage()
const SIZE = 512

async function shown(path: string): Promise<Pixels> {
  const page = await stage.open('/plain')
  await embed(page, stage.worker(path), { crossorigin: true })
  return pixelsInPage(page)
}

describe('formats in an <img>', () => {
  it.each(['/digit/0/ada', '/digit/4/ada', '/digit/8/ada', '/digit/2/grace'])(
    'the SVG of %s has the ink of its PNG: at most 2 % of the pixels differ by half and more',
    async (path) => {
      const svg = red(await shown(`${path}.svg?size=${SIZE}`))
      const png = red(await decodedPng(stage.worker(`${path}.png?size=${SIZE}`)))
      expect(svg.length).toBe(SIZE * SIZE)
      const different = svg.filter((level, index) => Math.abs(level - (png[index] ?? 0)) > 127)
      expect(different.length / svg.length).toBeLessThanOrEqual(0.02)
      // Not two blank pictures.
      expect(svg.filter((level) => level > 127).length).toBeGreaterThan(0.02 * svg.length)
    },
  )

  it('WebP and the first frame of APNG have the pixels of PNG', async () => {
    const png = await decodedPng(stage.worker('/digit/7/ada.png?ink=navy&paper=bisque'))
    const webp = await shown('/digit/7/ada.webp?ink=navy&paper=bisque')
    expect(red(webp)).toStrictEqual(red(png))
    const morph = await shown('/morph/7/1/ada.apng?ink=navy&paper=bisque')
    expect(red(morph)).toStrictEqual(red(png))
  })
})

describe('an error in an <img>', () => {
  it.each(['/digit/12.png', '/digit/12.svg', '/digit/12.webp', '/digit?label=x', '/nothing.png'])(
    'of %s is a picture that can be read',
    async (path) => {
      const page = await stage.open('/plain')
      const answered = page.waitForResponse((response) => response.url() === stage.worker(path))
      const size = await embed(page, stage.worker(path), { crossorigin: true })
      expect(size.width).toBeGreaterThan(100)
      expect((await answered).status()).toBeGreaterThanOrEqual(400)
      const { rgba } = await pixelsInPage(page)
      const dark = Array.from({ length: rgba.length / 4 }, (_, pixel) => rgba[4 * pixel + 1] ?? 0)
      expect(dark.filter((green) => green < 100).length).toBeGreaterThan(100)
    },
  )
})
