import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { colourText, parseColour } from '../../src/rendering/colours.ts'

const rgba = (red: number, green: number, blue: number, alpha = 255) => ({
  red,
  green,
  blue,
  alpha,
})

describe('parseColour', () => {
  it.each([
    ['#1af', rgba(0x11, 0xaa, 0xff)],
    ['1af', rgba(0x11, 0xaa, 0xff)],
    ['#1AF8', rgba(0x11, 0xaa, 0xff, 0x88)],
    ['#102030', rgba(16, 32, 48)],
    ['10203040', rgba(16, 32, 48, 64)],
    ['000', rgba(0, 0, 0)],
    ['RebeccaPurple', rgba(102, 51, 153)],
    ['grey', rgba(128, 128, 128)],
    ['lightgoldenrodyellow', rgba(250, 250, 210)],
    ['transparent', rgba(0, 0, 0, 0)],
    ['#ff000000', rgba(0, 0, 0, 0)], // red, but nobody can see it
  ])('reads %s', (text, colour) => {
    expect(parseColour(text)).toEqual(colour)
  })

  it.each([
    '',
    '#',
    'ff',
    '#12345',
    '1234567',
    '123456789',
    '##fff',
    '#red',
    ' red',
    'reds',
    'ggg',
    'rgb(0,0,0)',
    'blac\u212A', // the Kelvin sign, whose small letter is k
    'constructor',
    '__proto__',
  ])('refuses "%s"', (text) => {
    expect(parseColour(text)).toBeUndefined()
  })
})

describe('colourText', () => {
  it.each([
    ['red', 'ff0000'],
    ['#ABC', 'aabbcc'],
    ['01020304', '01020304'],
    ['#abcdefff', 'abcdef'],
    ['#abc0', 'transparent'],
  ])('of %s is %s', (text, canonical) => {
    const colour = parseColour(text)
    expect(colour && colourText(colour)).toBe(canonical)
  })

  it('is read back as the same colour', () => {
    const byte = fc.integer({ min: 0, max: 255 })
    fc.assert(
      fc.property(byte, byte, byte, fc.integer({ min: 1, max: 255 }), (red, green, blue, alpha) => {
        expect(parseColour(colourText({ red, green, blue, alpha }))).toEqual({
          red,
          green,
          blue,
          alpha,
        })
      }),
    )
  })
})
