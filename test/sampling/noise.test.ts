import { describe, expect, it } from 'vitest'
import { handwritingNoises, seededNoise } from '../../src/sampling/noise.ts'

/** 5.605² is the 95 % quantile of the chi-square distribution of 20 degrees of freedom. */
const FORM = { latent: 20, longest: 5.605 }

const lengthOf = (noise: Float32Array) =>
  Math.sqrt(noise.reduce((sum, value) => sum + value * value, 0))
const seeds = Array.from({ length: 4000 }, (_, index) => `seed ${index}`)

/** Share of the noises of the greatest length, which none passes. */
function shareAtLimit(noises: readonly Float32Array[], temperature: number): number {
  const lengths = noises.map((noise) => lengthOf(noise) / temperature)
  const longest = Math.max(...lengths)
  expect(longest).toBeCloseTo(FORM.longest, 5)
  return lengths.filter((length) => length > FORM.longest - 1e-5).length / lengths.length
}

describe.each([1, 0.5, 2])('at temperature %d', (temperature) => {
  it('one of twenty digits has noise of the greatest length', () => {
    const noises = seeds.map((seed) => seededNoise(seed, FORM, temperature))
    expect(Math.abs(shareAtLimit(noises, temperature) - 0.05)).toBeLessThan(0.012)
  })

  it('so has one of twenty digits of a number', () => {
    const noises = seeds.flatMap((seed) => handwritingNoises(seed, 2, FORM, temperature))
    expect(Math.abs(shareAtLimit(noises, temperature) - 0.05)).toBeLessThan(0.012)
  })
})

it('noise is shortened in its direction, or left as it is', () => {
  const factors = seeds.slice(0, 500).map((seed) => {
    const free = seededNoise(seed, { latent: FORM.latent }, 1)
    const noise = seededNoise(seed, FORM, 1)
    const factor = Math.min(1, FORM.longest / lengthOf(free))
    free.forEach((value, unit) => expect(noise[unit]).toBeCloseTo(factor * value, 5))
    return factor
  })
  expect(Math.min(...factors)).toBeLessThan(1)
  expect(factors).toContain(1)
})

it('is zero at temperature 0', () => {
  expect(lengthOf(seededNoise('a', FORM, 0))).toBe(0)
})
