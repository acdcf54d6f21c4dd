import { expect, it } from 'vitest'
import { handwritingNoises, seededNoise } from '../../src/sampling/noise.ts'

const LATENT = 20
const seeds = Array.from({ length: 4000 }, (_, index) => `seed ${index}`)

function deviation(noises: readonly Float32Array[]): number {
  const squares = noises.reduce(
    (sum, noise) => sum + noise.reduce((own, value) => own + value * value, 0),
    0,
  )
  return Math.sqrt(squares / (noises.length * LATENT))
}

it.each([
  { spread: undefined, temperature: 1, expected: 1 },
  { spread: undefined, temperature: 0.5, expected: 0.5 },
  { spread: 1.25, temperature: 1, expected: 1.25 },
  { spread: 1.25, temperature: 2, expected: 2.5 },
])(
  'of spread $spread, at temperature $temperature, its deviation is $expected: of a digit, and of a number',
  ({ spread, temperature, expected }) => {
    const form = { latent: LATENT, spread }
    const alone = seeds.map((seed) => seededNoise(seed, form, temperature))
    const ofNumbers = seeds.flatMap((seed) => handwritingNoises(seed, 2, form, temperature))
    // The deviation of 80,000 squares' mean is half a percent.
    for (const noises of [alone, ofNumbers])
      expect(Math.abs(deviation(noises) / expected - 1)).toBeLessThan(0.012)
  },
)

it('is zero at temperature 0', () => {
  expect(deviation([seededNoise('a', { latent: LATENT, spread: 1.25 }, 0)])).toBe(0)
})
