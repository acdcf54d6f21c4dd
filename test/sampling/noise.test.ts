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
  { scaleDeviation: undefined, temperature: 1, expected: 1 },
  { scaleDeviation: undefined, temperature: 0.5, expected: 0.5 },
  // The mean of e^(2s) is e^(2 deviation²).
  { scaleDeviation: 0.25, temperature: 1, expected: Math.exp(0.0625) },
  { scaleDeviation: 0.25, temperature: 2, expected: 2 * Math.exp(0.0625) },
])(
  'with scales of deviation $scaleDeviation, at temperature $temperature, the noise has the deviation $expected: of a digit, and of a number',
  ({ scaleDeviation, temperature, expected }) => {
    const form = { latent: LATENT, scaleDeviation }
    const alone = seeds.map((seed) => seededNoise(seed, form, temperature))
    const ofNumbers = seeds.flatMap((seed) => handwritingNoises(seed, 2, form, temperature))
    // Its error is a quarter of a percent, with scales half a percent.
    for (const noises of [alone, ofNumbers])
      expect(Math.abs(deviation(noises) / expected - 1)).toBeLessThan(0.012)
  },
)

it('is multiplied by a number of the seed alone, whose logarithm is normal of the given deviation', () => {
  // Twice the deviation is once more the factor.
  const logarithms = seeds.map((seed) => {
    const [narrow, wide] = [0.25, 0.5].map((scaleDeviation) =>
      seededNoise(seed, { latent: LATENT, scaleDeviation }, 1),
    ) as [Float32Array, Float32Array]
    const [first = NaN, ...others] = wide.map((value, unit) => value / (narrow[unit] as number))
    for (const other of others) expect(other / first).toBeCloseTo(1, 5)
    return Math.log(first)
  })
  const mean = logarithms.reduce((sum, value) => sum + value, 0) / seeds.length
  const square = logarithms.reduce((sum, value) => sum + value * value, 0) / seeds.length
  expect(Math.abs(mean)).toBeLessThan(0.012)
  expect(Math.abs(Math.sqrt(square) / 0.25 - 1)).toBeLessThan(0.03)
})

it('of one hand has one scale: that of all digits of a number', () => {
  const form = { latent: LATENT, scaleDeviation: 1 }
  const sizes = seeds.slice(0, 500).map((seed) => {
    const [first, last] = handwritingNoises(seed, 2, form, 1) as [Float32Array, Float32Array]
    return Math.log(deviation([first]) / deviation([last]))
  })
  // With scales of their own it would be some 1.4, alone by chance 0.2.
  expect(Math.sqrt(sizes.reduce((sum, size) => sum + size * size, 0) / sizes.length)).toBeLessThan(
    0.3,
  )
})

it('is zero at temperature 0', () => {
  const form = { latent: LATENT, scaleDeviation: 0.25 }
  expect(deviation([seededNoise('a', form, 0), ...handwritingNoises('a', 3, form, 0)])).toBe(0)
})

it('is the same for ever', () => {
  const form = { latent: 3, scaleDeviation: 0.16 }
  expect(Array.from(seededNoise('ada', form, 1))).toMatchInlineSnapshot(`
    [
      2.908986806869507,
      0.5270426869392395,
      0.872941792011261,
    ]
  `)
  expect(Array.from(handwritingNoises('ada', 2, form, 1)[1] ?? [])).toMatchInlineSnapshot(`
    [
      1.7773877382278442,
      -0.15442706644535065,
      0.8386456370353699,
    ]
  `)
})
