/** @file One drawing in every format, size, colour and spelling of its URL, by decoders of other authors. */
import { describe, expect, it } from 'vitest'
import {
  decodeApng,
  decodePng,
  decodeWebp,
  rasterizeSvg,
  type Decoded,
} from '../rendering/decoders.ts'
import { bytesOf, jsonOf, textOf, type Box, type DigitJson } from './served.ts'

/** The red channel: of white ink on black paper it is the ink. */
const red = ({ rgba }: Decoded): number[] => Array.from(rgba).filter((_, index) => index % 4 === 0)

/** Of a .npy file of uint8: shape by its header, then the values. */
function readNpy(bytes: Uint8Array): { readonly shape: string; readonly values: number[] } {
  const header = new TextDecoder('latin1').decode(bytes.subarray(10, 10 + (bytes[8] ?? 0)))
  return {
    shape: /'shape': \(([^)]*)\)/.exec(header)?.[1] ?? '',
    values: Array.from(bytes.subarray(10 + (bytes[8] ?? 0))),
  }
}

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
      url: 'http://localhost/digit?label=7&seed=ada&size=56&invert=true',
      alt: 'A handwritten 7',
      width: 56,
      height: 56,
    })
    expect(json.z).toHaveLength(20)
    const { box } = json
    expect(box.x + box.width).toBeLessThanOrEqual(56)
  })
})

describe('a number', () => {
  interface NumberJson {
    readonly width: number
    readonly height: number
    readonly digits: readonly { readonly label: number; readonly box: Box; readonly z: number[] }[]
  }

  it('has a box for each digit, from left to right, around all its ink', async () => {
    for (const query of ['', '&slant=0.4', '&spacing=0', '&padding=7&dpr=2']) {
      const path = `/number?digits=90210&seed=ada&size=64${query}`
      const picture = decodePng(await bytesOf(path))
      const json = await jsonOf<NumberJson>(`${path}&format=json`)
      expect([json.width, json.height]).toEqual([picture.width, picture.height])
      expect(json.digits.map(({ label }) => label)).toEqual([9, 0, 2, 1, 0])
      const lefts = json.digits.map(({ box }) => box.x)
      expect(lefts).toEqual(lefts.toSorted((a, b) => a - b))
      red(picture).forEach((level, index) => {
        if (level < 140) return
        const [x, y] = [index % picture.width, Math.floor(index / picture.width)]
        const isInside = json.digits.some(
          ({ box }) => x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height,
        )
        if (!isInside) throw new Error(`${path}: ink at ${x}, ${y} is in no box`)
      })
    }
  })

  it('is written by one hand, no two of its digits alike', async () => {
    const { shape, values } = readNpy(await bytesOf('/number/7777/ada.npy'))
    expect(shape).toBe('4, 28, 28')
    const digits = [0, 1, 2, 3].map((index) => values.slice(784 * index, 784 * (index + 1)).join())
    expect(new Set(digits).size).toBe(4)
    const json = await jsonOf<NumberJson>('/number/7777/ada.json')
    const [first] = json.digits
    const again = await bytesOf(`/latent/7.npy?z=${first?.z.join() ?? ''}`)
    expect(readNpy(again).values.join()).toBe(digits[0])
  })

  it('begins as a shorter one of the same seed', async () => {
    const whole = readNpy(await bytesOf('/number/1234/ada.npy')).values
    const part = readNpy(await bytesOf('/number/12/ada.npy')).values
    expect(whole.slice(0, part.length)).toEqual(part)
  })
})

describe('a sheet', () => {
  it('is the digits that its JSON lists', async () => {
    const path = '/sheet/ada.png?rows=2&columns=3&labels=701'
    const sheet = decodePng(await bytesOf(path))
    expect([sheet.width, sheet.height]).toEqual([84, 56])
    const { digits } = await jsonOf<{ digits: readonly { label: number; seed: string }[] }>(
      path.replace('.png', '.json'),
    )
    expect(digits.map(({ label }) => label)).toEqual([7, 0, 1, 7, 0, 1])
    const { shape, values } = readNpy(await bytesOf(path.replace('.png', '.npy')))
    expect(shape).toBe('6, 28, 28')
    for (const [index, { label, seed }] of digits.entries()) {
      const digit = red(decodePng(await bytesOf(`/digit?label=${label}&seed=${seed}`)))
      expect(values.slice(784 * index, 784 * (index + 1))).toEqual(digit)
      const [left, top] = [28 * (index % 3), 28 * Math.floor(index / 3)]
      const cell = red(sheet).filter((_, pixel) => {
        const [x, y] = [pixel % 84, Math.floor(pixel / 84)]
        return x >= left && x < left + 28 && y >= top && y < top + 28
      })
      expect(cell).toEqual(digit)
    }
  })
})

describe('a morph', () => {
  it('goes from the one digit to the other and back, its stills being its frames', async () => {
    const { frames, plays, delays } = decodeApng(
      await bytesOf('/morph/3/8/ada.apng?frames=5&fps=20&loop=3'),
    )
    expect([frames.length, plays]).toEqual([8, 3])
    expect(new Set(delays)).toEqual(new Set([50]))
    for (const frame of [1, 2, 3, 4, 5]) {
      const png = decodePng(await bytesOf(`/morph/3/8/ada.png?frames=5&frame=${frame}`))
      expect(red(frames[frame - 1] ?? png)).toEqual(red(png))
    }
    const shown = frames.map((frame) => red(frame).join())
    expect(shown.slice(5)).toEqual([shown[3], shown[2], shown[1]])
    expect(red(frames[0] as Decoded)).toEqual(red(decodePng(await bytesOf('/digit/3/ada'))))
    expect(red(frames[4] as Decoded)).toEqual(red(decodePng(await bytesOf('/digit/8/ada'))))
  })

  it('ends at the other digit without bounce', async () => {
    const { frames } = decodeApng(await bytesOf('/morph/3/8/ada.apng?frames=5&bounce=false'))
    expect(frames).toHaveLength(5)
  })
})

describe('the latent space', () => {
  it('has the typical digit in the middle of its grid', async () => {
    const { shape, values } = readNpy(await bytesOf('/latent/2.npy?axes=0,1&steps=3'))
    expect(shape).toBe('9, 28, 28')
    const typical = red(decodePng(await bytesOf('/digit/2/any?temperature=0')))
    expect(values.slice(4 * 784, 5 * 784)).toEqual(typical)
    const corner = readNpy(await bytesOf('/latent/2.npy?noise=-2,2')).values
    expect(values.slice(6 * 784, 7 * 784)).toEqual(corner)
  })
})
