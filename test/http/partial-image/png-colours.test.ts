/** @file PLTE and tRNS that are not what the colour type of a PNG has: told of, each by what is wrong with it. */
import { describe, expect, it } from 'vitest'
import { readPng } from '../../../src/http/body/png.ts'
import { png, type PngOptions } from './pngs.ts'

/** A file whose samples are all the same. */
const read = (sample: number, options: PngOptions) =>
  readPng(
    png(() => sample, options),
    { rows: 28, columns: 28 },
  )

const colours = (count: number) => Array<number>(3 * count).fill(9)
const alphas = (count: number) => Array<number>(count).fill(255)

describe('colours beside the pixels', () => {
  it.each<[what: string, options: PngOptions, expected: string]>([
    ['no palette', { colourType: 3 }, 'a palette (PLTE)'],
    [
      'an empty palette',
      { colourType: 3, palette: [] },
      'a palette (PLTE) of 1 to 256 colours, 3 bytes each; this one has 0 bytes',
    ],
    ['a palette of 4 bytes', { colourType: 3, palette: [0, 0, 0, 1] }, 'this one has 4 bytes'],
    ['257 colours', { colourType: 3, palette: colours(257) }, 'this one has 771 bytes'],
    [
      'more colours than samples tell apart',
      { colourType: 3, depth: 2, palette: colours(5) },
      'a palette (PLTE) of 1 to 4 colours, 3 bytes each; this one has 15 bytes',
    ],
    ['257 colours to reduce to', { colourType: 2, palette: colours(257) }, 'of 1 to 256 colours'],
    [
      'a palette beside grey',
      { colourType: 0, palette: colours(1) },
      'no palette (PLTE) beside grey, colour type 0',
    ],
    ['and beside grey and alpha', { colourType: 4, palette: colours(1) }, 'colour type 4'],
    [
      'more alphas than colours',
      { colourType: 3, palette: colours(1), transparency: alphas(2) },
      'a tRNS of at most 1 bytes, one for each colour of the palette; this one has 2',
    ],
    ['a transparent grey of 0 bytes', { transparency: [] }, 'a tRNS of 2 bytes; this one has 0'],
    ['a transparent grey of 4 bytes', { transparency: alphas(4) }, 'of 2 bytes; this one has 4'],
    [
      'a transparent colour of 2 bytes',
      { colourType: 2, transparency: alphas(2) },
      'a tRNS of 6 bytes; this one has 2',
    ],
    [
      'a transparent colour of 8 bytes',
      { colourType: 2, transparency: alphas(8) },
      'a tRNS of 6 bytes; this one has 8',
    ],
    [
      'a transparent grey beside alpha',
      { colourType: 4, transparency: alphas(2) },
      'no tRNS beside alpha, colour type 4',
    ],
    [
      'a transparent colour beside alpha',
      { colourType: 6, transparency: alphas(6) },
      'no tRNS beside alpha, colour type 6',
    ],
  ])('with %s are refused', (_what, options, expected) => {
    expect(read(0, options)).toContain(expected)
  })

  it.each<[what: string, options: PngOptions]>([
    ['a palette of one colour', { colourType: 3, palette: colours(1) }],
    ['256 colours', { colourType: 3, palette: colours(256), transparency: alphas(256) }],
    ['as many as samples tell apart', { colourType: 3, depth: 2, palette: colours(4) }],
    ['no alpha for any', { colourType: 3, palette: colours(1), transparency: [] }],
    ['some to reduce to', { colourType: 2, palette: colours(256) }],
    ['some to reduce to, beside alpha', { colourType: 6, palette: colours(3) }],
  ])('with %s are read', (_what, options) => {
    expect(typeof read(0, options)).toBe('object')
  })

  it('are told of an index that is none of them', () => {
    expect(read(2, { colourType: 3, palette: colours(2) })).toContain('an index of the palette')
  })
})
