import { describe, expect, it } from 'vitest'
import { cvaeConfiguration } from '../../src/networks/configuration.ts'
import {
  compactPixels,
  conditionUnits,
  givenUnits,
  predictedUnits,
} from '../../src/networks/sizes.ts'
import { conditionFrom, type Cvae } from '../../src/networks/cvae.ts'
import { generationLogits, outputLogLikelihood } from '../../src/networks/generation.ts'
import { baselineLogits } from '../../src/networks/partial-image.ts'
import { bernoulliLogLikelihood } from '../../src/tensor/layers.ts'
import { sigmoid, tensor2d } from '../../src/tensor/ops.ts'
import * as v from 'valibot'
import { parametersOf } from './tiny.ts'
import { COMPLETION, noise } from './two-by-two.ts'

describe('a compact partial image', () => {
  const compact = { ...COMPLETION, compact: true }

  it('has the observed pixels alone in x, the missing ones in y', () => {
    // The lower left one of 2 x 2 is observed.
    expect(compactPixels(compact)).toEqual({ observed: [2], missing: [0, 1, 3] })
    expect([givenUnits(compact), predictedUnits(compact), conditionUnits(compact)]).toEqual([
      1,
      3,
      3 + 1,
    ])
  })

  it('is read and predicted by networks without a mask', () => {
    const { values, networks } = parametersOf(compact)
    const cvae = networks(values)
    const x = conditionFrom(cvae, tensor2d([[0.5], [0]]))
    const missingOfY = tensor2d([
      [1, 0.2, 1],
      [0, 1, 0],
    ])
    const guess = baselineLogits(cvae.baseline as NonNullable<Cvae['baseline']>, tensor2d([[0.5]]))
    x.arraySync()[0]?.forEach((unit, at) =>
      expect(unit).toBeCloseTo([...sigmoid(guess).dataSync(), 0.5][at] as number, 6),
    )
    expect(outputLogLikelihood(cvae.generation, x, noise(), missingOfY).dataSync()).toEqual(
      bernoulliLogLikelihood(generationLogits(cvae.generation, x, noise()), missingOfY).dataSync(),
    )
  })

  it.each([
    [{ condition: 'any mask' }, /same part/],
    [{ scales: 2 }, /whole image/],
  ] as const)('is not of %o', (change, message) => {
    const parsed = v.safeParse(cvaeConfiguration, { ...compact, ...change })
    expect(parsed.issues?.[0].message).toMatch(message)
    expect(v.safeParse(cvaeConfiguration, compact).success).toBe(true)
  })
})
