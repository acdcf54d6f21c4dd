/** @file One digit in every format, size, colour and spelling of its URL, by decoders of other authors. */
import { describe, expect, it } from 'vitest'
import { decodePng, decodeWebp, rasterizeSvg } from '../rendering/decoders.ts'
import { readNpy, red } from './pixels.ts'
import { ask, bytesOf, jsonOf, textOf, type DigitJson } from './served.ts'

describe('one digit', () => {
  it.each([0, 3, 7, 8])(
    '%i has the same pixels as PNG, WebP, JSON, data URI and array',
    async (label) => {
      const path = `/digit/${label}/same`
      const png = red(decodePng(await bytesOf(`${path}.png`)))
      expect(red(await decodeWebp(await bytesOf(`${path}.webp`)))).toEqual(png)
      const json = await jsonOf<DigitJson>(`${path}.json`)
      expect(json.pixels.flat()).toEqual(png)
      const data = Buffer.from(json.dataUri.replace('data:image/png;base64,', ''), 'base64')
      expect(red(decodePng(data))).toEqual(png)
      expect(readNpy(await bytesOf(`${path}.npy`))).toEqual({ shape: '28, 28', values: png })
      expect(red(decodePng(await bytesOf(`/latent?label=${label}&z=${json.z.join()}`)))).toEqual(
        png,
      )
    },
  )

  it('has the same ink as SVG, within 2 % of the pixels', async () => {
    for (const label of [0, 1, 4, 8]) {
      const path = `/digit/${label}/outline`
      const png = red(decodePng(await bytesOf(`${path}.png?size=512`)))
      const svg = red(rasterizeSvg(await textOf(`${path}.svg?size=512`)))
      const different = png.filter((level, index) => Math.abs(level - (svg[index] ?? 0)) > 127)
      expect(different.length / png.length).toBeLessThan(0.02)
    }
  })

  it('is the same URL by URL, whatever the style and order of its parameters', async () => {
    const bytes = await bytesOf('/digit?label=7&seed=ada&size=60&dpr=2&ink=navy')
    for (const path of [
      '/digit/7/ada.png?size=60&dpr=2&ink=navy',
      '/digit/7/ada@2x.png?size=60&ink=navy',
      '/digit/7/ada@2x?ink=%23000080&size=60',
      '/digit/7?ink=NAVY&dpr=2&size=60&seed=ada',
      '/digit/7@2x.png?seed=ada&ink=000080&size=60',
      '/digit@2x.png?label=7&seed=ada&ink=000080&size=60',
      '/v1/digit.png?label=7&seed=ada&ink=000080&size=60&dpr=2',
      '/digit?ink=000080ff&dpr=2&size=60&seed=%61da&format=png&label=7&padding=0',
      '/v1/digit/7/ada.png?size=60&dpr=2&ink=navy',
    ])
      expect([path, await bytesOf(path)]).toEqual([path, bytes])
  })

  it('is not changed by colour: the levels are those of black and white', async () => {
    const grey = red(decodePng(await bytesOf('/digit/5/ada?size=90')))
    const { rgba } = decodePng(await bytesOf('/digit/5/ada?size=90&ink=00f&paper=transparent'))
    expect(Array.from(rgba).filter((_, index) => index % 4 === 3)).toEqual(grey)
    const inverted = red(decodePng(await bytesOf('/digit/5/ada?size=90&invert=1')))
    expect(inverted).toEqual(grey.map((level) => 255 - level))
    expect(await bytesOf('/digit/5/ada?size=90&ink=black&paper=white')).toEqual(
      await bytesOf('/digit/5/ada?size=90&invert=1'),
    )
  })

  it('is for browsers to save where that is asked for', async () => {
    for (const [path, how] of [
      ['/digit/5/ada.svg', 'inline'],
      ['/digit/5/ada.svg?download=1', 'attachment'],
    ] as const)
      expect((await ask(path)).headers.get('content-disposition')).toBe(
        `${how}; filename="digit-5-ada.svg"`,
      )
  })

  it('has dpr times the pixels, and padding of paper around', async () => {
    const large = decodePng(await bytesOf('/digit/5/ada?size=120'))
    expect(decodePng(await bytesOf('/digit/5/ada?size=60&dpr=2'))).toEqual(large)
    const padded = decodePng(await bytesOf('/digit/5/ada?size=60&dpr=2&padding=5'))
    expect([padded.width, padded.height]).toEqual([140, 140])
    const inner = red(padded).filter((_, index) => {
      const [x, y] = [index % 140, Math.floor(index / 140)]
      return x >= 10 && x < 130 && y >= 10 && y < 130
    })
    expect(inner).toEqual(red(large))
  })

  it('tells all of itself in JSON', async () => {
    const json = await jsonOf<DigitJson>('/digit/7/ada.json?size=56&invert=true')
    expect(json).toMatchObject({
      label: 7,
      seed: 'ada',
      temperature: 1,
      model: expect.stringMatching(/^digits-\d+\.\d+$/),
      url: 'http://localhost/digit?label=7&seed=ada&size=56&invert=true&format=png',
      alt: 'A handwritten 7',
      width: 56,
      height: 56,
    })
    expect(json.z).toHaveLength(20)
    const { box } = json
    expect(box.x + box.width).toBeLessThanOrEqual(56)
  })
})
