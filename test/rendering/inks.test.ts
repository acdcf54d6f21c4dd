import { describe, expect, it } from 'vitest'
import { BLACK, TRANSPARENT, WHITE } from '../../src/rendering/colours.ts'
import { BLACK_ON_WHITE, greyLevels, palette, WHITE_ON_BLACK } from '../../src/rendering/inks.ts'

const RED = { red: 255, green: 0, blue: 0, alpha: 255 }
const at = (rgba: Uint8Array, level: number) => [...rgba.subarray(4 * level, 4 * level + 4)]

describe('palette', () => {
  it('goes from paper to ink', () => {
    const colours = palette({ ink: { red: 200, green: 0, blue: 50, alpha: 255 }, paper: WHITE })
    expect(at(colours, 0)).toEqual([255, 255, 255, 255])
    expect(at(colours, 51)).toEqual([244, 204, 214, 255]) // a fifth: 255 - 11, - 51, - 41
    expect(at(colours, 255)).toEqual([200, 0, 50, 255])
  })

  it('keeps the colour of the ink towards transparent paper: no dark fringe', () => {
    const colours = palette({ ink: RED, paper: TRANSPARENT })
    for (const level of [0, 1, 128, 255]) expect(at(colours, level)).toEqual([255, 0, 0, level])
  })

  it('keeps the colour of the paper towards transparent ink: a stencil', () => {
    const colours = palette({ ink: TRANSPARENT, paper: RED })
    for (const level of [0, 1, 128, 255])
      expect(at(colours, level)).toEqual([255, 0, 0, 255 - level])
  })

  it('weighs colours by their alpha', () => {
    const paper = { red: 0, green: 0, blue: 255, alpha: 85 }
    // Level 51: alpha 51 of the ink and 4/5 of 85 = 68 of the paper; red 255 * 51/119 = 109.3.
    expect(at(palette({ ink: RED, paper }), 51)).toEqual([109, 0, 146, 119])
  })

  it('of nothing on nothing is nothing', () => {
    const colours = palette({ ink: TRANSPARENT, paper: TRANSPARENT })
    expect(colours.every((value) => value === 0)).toBe(true)
  })
})

describe('greyLevels', () => {
  const levels = Uint8Array.of(0, 1, 2, 127, 128, 254, 255) // not a multiple of four

  it('are the levels for white ink on black paper', () => {
    expect(greyLevels(levels, WHITE_ON_BLACK)).toBe(levels)
  })

  it('are inverted for black ink on white paper', () => {
    expect(greyLevels(levels, BLACK_ON_WHITE)).toEqual(Uint8Array.of(255, 254, 253, 128, 127, 1, 0))
    expect(levels[0]).toBe(0) // not in place
  })

  it('are not there for other inks', () => {
    expect(greyLevels(levels, { ink: RED, paper: BLACK })).toBeUndefined()
    expect(greyLevels(levels, { ink: BLACK, paper: TRANSPARENT })).toBeUndefined()
  })
})
