import { describe, expect, it } from 'vitest'
import { fillNormal, seededGenerator, uniformIndex } from '../../src/sampling/random.ts'

const normals = (seed: string, count: number, deviation = 1) => {
  const values = new Float32Array(count)
  fillNormal(seededGenerator('noise', seed), values, deviation)
  return values
}

describe('seeded random numbers', () => {
  it('are the same for the same seed; 0 is a seed', () => {
    expect(normals('0', 16)).toEqual(normals('0', 16))
    expect(normals('0', 16)).not.toEqual(normals('1', 16))
    expect(normals('', 4)).toEqual(normals('', 4))
  })

  it('are pinned: another sequence is another model version', () => {
    expect(Array.from(normals('ada', 4), (value) => value.toFixed(6))).toMatchInlineSnapshot(`
      [
        "1.032941",
        "1.069137",
        "2.465844",
        "0.446755",
      ]
    `)
    const generator = seededGenerator('label', 'ada')
    expect([1, 2, 3, 4].map(() => uniformIndex(generator, 10))).toMatchInlineSnapshot(`
      [
        6,
        5,
        3,
        0,
      ]
    `)
  })

  it('differ by purpose, and by every character of the seed', () => {
    const first = (purpose: string, seed: string) => seededGenerator(purpose, seed).next()
    expect(first('noise', 'x')).not.toBe(first('label', 'x'))
    const long = 'x'.repeat(127)
    expect(first('noise', `${long}a`)).not.toBe(first('noise', `${long}b`))
    expect(first('a', 'b"c')).not.toBe(first('a","b', 'c'))
  })

  it('are normal: mean 0, deviation 1, the tail of the textbook', () => {
    const values = normals('moments', 200_000)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length
    const tail = values.filter((value) => Math.abs(value) > 1.96).length / values.length
    expect(mean).toBeCloseTo(0, 2)
    expect(variance).toBeCloseTo(1, 2)
    expect(tail).toBeCloseTo(0.05, 2)
  })

  it('scale with the deviation, and fill odd lengths', () => {
    const [one, half] = [normals('scale', 5), normals('scale', 5, 0.5)]
    half.forEach((value, index) => expect(value).toBeCloseTo((one[index] ?? NaN) / 2, 6))
    expect(normals('scale', 5, 0).every((value) => value === 0)).toBe(true)
  })
})
