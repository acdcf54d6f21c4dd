import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { encodeGreyPng } from '../../src/rendering/png.ts'

/** An independent decoder gives RGBA; a grey pixel has its level three times, and is opaque. */
function decode(png: Uint8Array) {
  const { data, width, height } = PNG.sync.read(Buffer.from(png))
  const rgba = Array.from({ length: width * height }, (_, pixel) => [
    ...data.subarray(4 * pixel, 4 * pixel + 4),
  ])
  return { width, height, rgba }
}

const grey = (levels: Iterable<number>) => Array.from(levels, (level) => [level, level, level, 255])

describe('encodeGreyPng', () => {
  it.each([
    { width: 1, height: 1 },
    { width: 28, height: 28 },
    { width: 5, height: 300 },
    { width: 300, height: 5 },
  ])('is read back by another decoder: $width x $height', ({ width, height }) => {
    const levels = Uint8Array.from({ length: width * height }, (_, index) => (index * 7919) % 256)
    const decoded = decode(encodeGreyPng(levels, width, height))
    expect(decoded).toEqual({ width, height, rgba: grey(levels) })
  })

  it('declares 8-bit greyscale', () => {
    const header = encodeGreyPng(new Uint8Array(6), 3, 2).subarray(8, 33)
    expect([...header.subarray(0, 18)]).toEqual([
      0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 3, 0, 0, 0, 2, 8, 0,
    ])
  })
})
