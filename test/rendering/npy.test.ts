import { describe, expect, it } from 'vitest'
import { encodeNpy } from '../../src/rendering/npy.ts'

const text = (bytes: Uint8Array) => String.fromCharCode(...bytes)

describe('encodeNpy', () => {
  it('has the bytes that numpy.save writes', () => {
    const file = encodeNpy(Uint8Array.of(1, 2, 3, 4, 5, 255), [2, 3])
    expect([...file.subarray(0, 10)]).toEqual([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0])
    const dictionary = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }"
    expect(text(file.subarray(10, 128))).toBe(`${dictionary.padEnd(117)}\n`)
    expect([...file.subarray(128)]).toEqual([1, 2, 3, 4, 5, 255])
  })

  it.each([
    { shape: [6], told: '(6,)' },
    { shape: [1, 2, 3], told: '(1, 2, 3)' },
    { shape: [0, 28, 28], told: '(0, 28, 28)' },
    { shape: [1000, 28, 28], told: '(1000, 28, 28)' },
  ])('tells the shape $shape, the data at a multiple of 64', ({ shape, told }) => {
    const size = shape.reduce((product, length) => product * length, 1)
    const file = encodeNpy(new Uint8Array(size).fill(7), shape)
    const start = file.length - size
    expect(start % 64).toBe(0)
    expect(text(file.subarray(0, start))).toContain(`'shape': ${told}, }`)
    expect(file[start - 1]).toBe('\n'.charCodeAt(0))
    expect(file.subarray(start).every((value) => value === 7)).toBe(true)
  })

  it('refuses a shape of another size', () => {
    expect(() => encodeNpy(new Uint8Array(5), [2, 3])).toThrow(
      new RangeError('Got 5 values, expected 6 for shape [2,3]'),
    )
  })
})
