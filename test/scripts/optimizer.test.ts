import { train } from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { adamStep, scheduledRate, startOptimizer } from '../../scripts/training/optimizer.ts'
import { mul, square, sub, sum, tensor1d, variable, type Scalar } from '../../src/tensor/ops.ts'

const TARGET = [1, -2, 3]
const STEP = {
  step: 0,
  learningRate: 0.1,
  gradientScale: 1,
  averageDecay: 0.999,
  weightDecay: 0,
}

describe('adamStep', () => {
  it("takes the steps of TensorFlow.js's Adam", () => {
    const reference = variable(tensor1d([0.5, 0.5, 0.5]))
    const adam = train.adam(0.05, 0.9, 0.999, 1e-8)
    const state = startOptimizer(Float32Array.of(0.5, 0.5, 0.5))
    const scale = tensor1d([1, 10, 0.1])
    for (let step = 0; step < 20; step++) {
      const gradient = state.parameters.map(
        (value, i) => 2 * ([1, 10, 0.1][i] ?? 0) * (value - (TARGET[i] ?? 0)),
      )
      adamStep(state, gradient, { ...STEP, step, learningRate: 0.05 })
      adam.minimize(() => sum<Scalar>(mul(scale, square(sub(reference, tensor1d(TARGET))))))
    }
    Array.from(reference.dataSync()).forEach((value, index) =>
      expect(state.parameters[index]).toBeCloseTo(value, 4),
    )
  })

  it('averages the parameters, forgetting the first ones soon', () => {
    const state = startOptimizer(Float32Array.of(0))
    adamStep(state, Float32Array.of(-1), { ...STEP, learningRate: 1 })
    expect(state.parameters[0]).toBeCloseTo(1, 5)
    expect(state.average[0]).toBeCloseTo(0.9, 5) // decay 1/10 at the first step
  })

  it('scales the gradient for clipping', () => {
    const [whole, clipped] = [
      startOptimizer(new Float32Array(1)),
      startOptimizer(new Float32Array(1)),
    ]
    adamStep(whole, Float32Array.of(2), STEP)
    adamStep(clipped, Float32Array.of(4), { ...STEP, gradientScale: 0.5 })
    expect(clipped).toEqual(whole)
  })
})

describe('adamStep in parts', () => {
  it('updates its slice alone, as the whole would', () => {
    const gradient = Float32Array.of(1, -2, 3, 0.5)
    const [whole, parts] = [0, 0].map(() => startOptimizer(Float32Array.of(1, 2, 3, 4)))
    if (whole === undefined || parts === undefined) throw new Error('no states')
    adamStep(whole, gradient, STEP)
    adamStep(parts, gradient, STEP, { start: 0, end: 1 })
    expect([...parts.parameters.subarray(1)]).toEqual([2, 3, 4])
    adamStep(parts, gradient, STEP, { start: 1, end: 4 })
    expect(parts).toEqual(whole)
  })

  it('decays the weights apart from the gradient', () => {
    const state = startOptimizer(Float32Array.of(2))
    adamStep(state, Float32Array.of(0), { ...STEP, weightDecay: 0.5 })
    expect(state.parameters[0]).toBeCloseTo(2 * (1 - 0.1 * 0.5), 6)
  })
})

describe('scheduledRate', () => {
  const schedule = { peakLearningRate: 1, finalShare: 0.02, warmUpSteps: 10, totalSteps: 110 }

  it.each([
    [0, 0.1, 'first step of the warm-up'],
    [9, 1, 'end of the warm-up'],
    [10, 1, 'top of the cosine'],
    [60, 0.51, 'half way'],
    [110, 0.02, 'end'],
  ])('is, at step %i, %f: %s', (step, rate) => {
    expect(scheduledRate(step, schedule)).toBeCloseTo(rate, 6)
  })

  it('warms up for half of a run that is shorter than that', () => {
    expect(scheduledRate(1, { ...schedule, totalSteps: 4 })).toBe(1)
  })
})
