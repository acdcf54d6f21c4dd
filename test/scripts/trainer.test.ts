import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { readTraining } from '../../scripts/data/dataset.ts'
import { startOptimizer } from '../../scripts/training/optimizer.ts'
import { configurationFor, trainingOptions } from '../../scripts/training/options.ts'
import { initialParameters } from '../../scripts/training/parameters.ts'
import { Trainer } from '../../scripts/training/trainer.ts'
import { stripes, writeDataset } from './datasets.ts'

const { training } = readTraining(
  writeDataset(stripes({ count: 240, rows: 6, columns: 5, labels: 4 })),
)
const indices = Uint32Array.from({ length: 40 }, (_, index) => index)
const small = { latent: 3, recognition: [16], generation: [16], priorHidden: [8], couplings: 2 }

/** A trainer that has made `steps` steps. */
function trained(given: object, steps: number): Trainer {
  const options = v.parse(trainingOptions, { ...small, warmUpSteps: 1, ...given })
  const configuration = configurationFor(options, training)
  const state = startOptimizer(initialParameters(configuration, training, '0'))
  const trainer = new Trainer(configuration, options, state, 100)
  for (let step = 0; step < steps; step++) trainer.step(training, indices, step)
  return trainer
}

/** After one step Adam's first moment is a tenth of the gradient that it was given. */
const firstGradient = (options: object) =>
  trained(options, 1).state.firstMoment.map((value) => 10 * value)
const norm = (values: Float32Array) => Math.hypot(...values)

describe('a training step', () => {
  it('clips the norm of the gradient, and keeps its direction', () => {
    const whole = firstGradient({ gradientNormLimit: 1e9 })
    expect(norm(whole)).toBeGreaterThan(0.5)
    const clipped = firstGradient({ gradientNormLimit: 0.25 })
    expect(norm(clipped)).toBeCloseTo(0.25, 4)
    clipped.forEach((value, index) =>
      expect(value).toBeCloseTo(((whole[index] ?? NaN) * 0.25) / norm(whole), 5),
    )
  })

  it('weighs the KL by beta: the gradient is linear in it', () => {
    const [none, half, one] = [
      firstGradient({ beta: 1e-6 }),
      firstGradient({ beta: 0.5 }),
      firstGradient({}),
    ]
    half.forEach((value, index) =>
      expect(value).toBeCloseTo(((none[index] ?? NaN) + (one[index] ?? NaN)) / 2, 2),
    )
    expect(norm(one.map((value, index) => value - (none[index] ?? NaN)))).toBeGreaterThan(0.01)
  })
})

describe('validation', () => {
  it('is of the averaged parameters', () => {
    const trainer = trained({}, 5)
    const before = trainer.validate(training)
    trainer.state.parameters.fill(0)
    expect(trainer.validate(training)).toEqual(before)
    trainer.state.average.fill(0)
    expect(trainer.validate(training)).not.toEqual(before)
  })
})
