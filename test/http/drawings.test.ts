/** @file Drawings of several digits in their formats: what one tells, the others show. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { DigitSampler } from '../../src/sampling/sampler.ts'
import { decodeApng, decodePng, type Decoded } from '../rendering/decoders.ts'
import { readNpy, red } from './pixels.ts'
import { bytesOf, jsonOf, type Box } from './served.ts'

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

it.each([
  ['/sheet/ada.json?rows=1&columns=1', 'A sheet of 1 handwritten digit, 1 row of 1'],
  ['/sheet/ada.json?rows=2&columns=3', 'A sheet of 6 handwritten digits, 2 rows of 3'],
  ['/latent/7.json?axes=0,1&steps=1', 'A grid of 1 handwritten 7 over two latent units'],
  ['/latent/7.json?axes=0,1&steps=2', 'A grid of 4 handwritten 7s over two latent units'],
])('%s says in words what it shows', async (path, alt) => {
  expect(await jsonOf(path)).toMatchObject({ alt })
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
  afterEach(() => {
    vi.restoreAllMocks()
  })

  it('takes each z that it gives, however far the noise is from all of training', async () => {
    const { z } = await jsonOf<{ z: number[] }>('/latent/2.json?noise=0,0,0,0,0,0,-20')
    expect(Math.max(...z.map(Math.abs))).toBeGreaterThan(100)
    expect(await bytesOf(`/latent/2.npy?z=${z.join()}`)).toEqual(
      await bytesOf('/latent/2.npy?noise=0,0,0,0,0,0,-20'),
    )
    const far = Array.from({ length: 20 }, (_, unit) => (unit % 3 === 0 ? -100 : 100)).join()
    const grid = await jsonOf<{ digits: { z: number[] }[] }>(
      `/latent/5.json?noise=${far}&axes=0,1&steps=3&extent=10`,
    )
    for (const { z: one } of grid.digits) await bytesOf(`/latent/5.png?z=${one.join()}`)
  })

  it('generates no digits for the JSON of a grid, which tells of latents alone', async () => {
    const generate = vi.spyOn(DigitSampler.prototype, 'generate')
    const grid = await jsonOf<{ width: number; digits: readonly { z: readonly number[] }[] }>(
      '/latent/2.json?axes=0,1&steps=3',
    )
    expect(generate).not.toHaveBeenCalled()
    expect([grid.width, grid.digits.length]).toEqual([84, 9])
    const one = await jsonOf<{ z: readonly number[] }>('/latent/2.json?noise=-2,2')
    expect(grid.digits[6]?.z).toEqual(one.z)
  })

  it('has the typical digit in the middle of its grid', async () => {
    const { shape, values } = readNpy(await bytesOf('/latent/2.npy?axes=0,1&steps=3'))
    expect(shape).toBe('9, 28, 28')
    const typical = red(decodePng(await bytesOf('/digit/2/any?temperature=0')))
    expect(values.slice(4 * 784, 5 * 784)).toEqual(typical)
    const corner = readNpy(await bytesOf('/latent/2.npy?noise=-2,2')).values
    expect(values.slice(6 * 784, 7 * 784)).toEqual(corner)
  })
})
