import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  HALVES,
  MASK_KINDS,
  nothingObserved,
  observedPixels,
  PAPER_MASKS,
  randomMask,
} from '../../scripts/completion/masks.ts'
import { squaredDistance } from '../../scripts/completion/random-masks.ts'
import { seededGenerator } from '../../src/sampling/random.ts'

const DIGIT = { rows: 28, columns: 28 }
const generatorOf = (row: number) => seededGenerator('mask', `test/${row}`)
const observedShare = (mask: Uint8Array) =>
  mask.reduce((sum, value) => sum + value, 0) / mask.length
/** Rows of a mask as text. */
const drawn = (mask: Uint8Array, columns: number) =>
  Array.from({ length: mask.length / columns }, (_, row) =>
    mask.subarray(row * columns, (row + 1) * columns).join(''),
  )

describe("the paper's conditions", () => {
  it.each([
    ['1 quadrant', ['0000', '0000', '1100', '1100']],
    ['2 quadrants', ['1100', '1100', '1100', '1100']],
    ['3 quadrants', ['1100', '1100', '1111', '1111']],
  ] as const)('%s', (observation, expected) => {
    const image = { rows: 4, columns: 4 }
    expect(drawn(PAPER_MASKS[observation](image), 4)).toEqual(expected)
    expect(observedPixels(observation, image, generatorOf(0))).toEqual(
      PAPER_MASKS[observation](image),
    )
  })

  it('leave 588, 392 and 196 pixels of a digit to predict', () => {
    const missing = Object.values(PAPER_MASKS).map((mask) => 784 * (1 - observedShare(mask(DIGIT))))
    expect(missing).toEqual([588, 392, 196])
  })

  it('of an odd size: the middle belongs to the upper left', () => {
    expect(drawn(PAPER_MASKS['3 quadrants']({ rows: 3, columns: 5 }), 5)).toEqual([
      '11100',
      '11100',
      '11111',
    ])
  })
})

describe('halves, all and nothing', () => {
  it.each([
    ['left', ['10', '10']],
    ['right', ['01', '01']],
    ['top', ['11', '00']],
    ['bottom', ['00', '11']],
  ] as const)('%s', (side, expected) => {
    expect(drawn(HALVES[side]({ rows: 2, columns: 2 }), 2)).toEqual(expected)
  })

  it('nothing', () => {
    expect(drawn(nothingObserved({ rows: 1, columns: 3 }), 3)).toEqual(['000'])
  })
})

describe('the distance from a piece of a stroke', () => {
  const [from, to] = [
    { row: 0, column: 0 },
    { row: 0, column: 4 },
  ]
  it.each([
    ['beside it', { row: 3, column: 2 }, 9],
    ['beyond its end', { row: 3, column: 8 }, 25],
    ['before its start', { row: 0, column: -2 }, 4],
    ['on it', { row: 0, column: 1 }, 0],
  ])('%s', (_where, point, expected) => {
    expect(squaredDistance({ from, to }, point)).toBe(expected)
  })

  it('of no length', () => {
    expect(squaredDistance({ from, to: from }, { row: 1, column: 1 })).toBe(2)
  })
})

describe('masks at random', () => {
  const MASKS = 2000
  const masks = (draw: typeof randomMask) =>
    Array.from({ length: MASKS }, (_, row) => draw(DIGIT, generatorOf(row)))
  const meanShare = (drawnMasks: readonly Uint8Array[]) =>
    drawnMasks.reduce((sum, mask) => sum + observedShare(mask), 0) / drawnMasks.length

  it('have kinds whose shares are the whole', () => {
    const shares = Object.values(MASK_KINDS).map(({ share }) => share)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
  })

  it('observe half of the pixels on average', () => {
    // 0.48: nothing is observed of 4 % of the images. No share deviates by more than 1/2.
    expect(Math.abs(meanShare(masks(randomMask)) - 0.48)).toBeLessThan((4 * 0.5) / Math.sqrt(MASKS))
  })

  it.each(Object.entries(MASK_KINDS).filter(([kind]) => kind !== 'nothing'))(
    'of the kind %s observe half on average, and differ',
    (_kind, { draw }) => {
      const all = masks(draw)
      expect(Math.abs(meanShare(all) - 0.5)).toBeLessThan((4 * 0.5) / Math.sqrt(MASKS))
      expect(all.every((mask) => mask.every((value) => value === 0 || value === 1))).toBe(true)
      const different = new Set(all.map((mask) => mask.join(''))).size
      expect(different).toBeGreaterThanOrEqual(14)
    },
  )

  it.each(['quadrants', 'cut', 'rectangle', 'strokes'])(
    'of the kind %s hide something, but for very few',
    (kind) => {
      const whole = masks((image, generator) =>
        (MASK_KINDS[kind] as (typeof MASK_KINDS)[string]).draw(image, generator),
      ).filter((mask) => observedShare(mask) === 1)
      expect(whole.length / MASKS).toBeLessThan(0.01)
    },
  )

  it('are drawn by the shares of their kinds', () => {
    const nothing = masks(randomMask).filter((mask) => observedShare(mask) === 0).length / MASKS
    // Of the other kinds, next to none observe nothing.
    expect(Math.abs(nothing - 0.04)).toBeLessThan(4 * Math.sqrt((0.04 * 0.96) / MASKS) + 0.005)
  })

  it('are the same for a seed, and others for another', () => {
    const [first, again, other] = [0, 0, 1].map((row) => randomMask(DIGIT, generatorOf(row)))
    expect(again).toEqual(first)
    expect(other).not.toEqual(first)
    expect(observedPixels('any mask', DIGIT, generatorOf(0))).toEqual(first)
  })

  it('are pinned', () => {
    const hash = createHash('sha256')
    for (let row = 0; row < 100; row++) hash.update(randomMask(DIGIT, generatorOf(row)))
    expect(hash.digest('hex')).toBe(
      '9b2dccdde657235a81b05aedd73868d44de1fc4d551949cdc6f0f356e3575893',
    )
  })

  it.each([
    { rows: 1, columns: 1 },
    { rows: 2, columns: 3 },
    { rows: 5, columns: 1 },
  ])('cover an image of $rows x $columns', (image) => {
    for (let row = 0; row < 200; row++)
      expect(randomMask(image, generatorOf(row))).toHaveLength(image.rows * image.columns)
  })
})
