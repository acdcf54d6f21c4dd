import { describe, expect, it } from 'vitest'
import { priorLogDensity, priorParameters, priorSample } from '../../src/networks/prior.ts'
import { memory, sum, tensor2d, type Tensor2D } from '../../src/tensor/ops.ts'
import { expectGradientToAgree } from './gradients.ts'
import {
  HAND_WORKED_FLOW,
  handWorkedParameters,
  mildParameters,
  randomParameters,
  TINY_FLOW,
  TINY_GAUSSIAN,
} from './tiny.ts'

const x = tensor2d([[1, 0]])

describe('flow prior p(z|x)', () => {
  it('gives the density worked by hand', () => {
    const flow = priorParameters(handWorkedParameters, HAND_WORKED_FLOW)
    // Permuted z is (z1, z0): z1 is kept, z0 becomes z0 e^r + t.
    const [z0, z1] = [0.8, -0.6]
    const logScale = 2 * Math.tanh((0.4 * z1) / 2)
    const moved = z0 * Math.exp(logScale) + (1 * z1 + 0.3)
    const density = (value: number, mean: number, variance: number) =>
      -0.5 * (Math.log(2 * Math.PI * variance) + (value - mean) ** 2 / variance)
    const expected = density(z1, 0.5, 1) + density(moved, -0.5, 4) + logScale
    expect(priorLogDensity(flow, x, tensor2d([[z0, z1]])).arraySync()[0]).toBeCloseTo(expected, 5)
  })

  it('samples by the inverse of what its density does, by hand', () => {
    const flow = priorParameters(handWorkedParameters, HAND_WORKED_FLOW)
    const kept = 0.5 + 1.1
    const moved = -0.5 + 2 * -0.3
    const z0 = (moved - (kept + 0.3)) * Math.exp(-2 * Math.tanh((0.4 * kept) / 2))
    const [[first = NaN, second = NaN] = []] = priorSample(
      flow,
      x,
      tensor2d([[1.1, -0.3]]),
    ).arraySync()
    expect(first).toBeCloseTo(z0, 5)
    expect(second).toBeCloseTo(kept, 5)
  })

  it('integrates to 1 over the plane', () => {
    const configuration = {
      ...HAND_WORKED_FLOW,
      prior: {
        ...TINY_FLOW.prior,
        permutations: [
          [1, 0],
          [1, 0],
        ],
      },
    }
    const flow = priorParameters(
      mildParameters, // their mass is within the grid
      configuration,
    )
    const step = 0.1
    const side = Array.from({ length: 240 }, (_, index) => (index - 119.5) * step)
    const points = side.flatMap((first) => side.map((second) => [first, second]))
    const conditions = tensor2d(points.map(() => [1, 0]))
    const densities = priorLogDensity(flow, conditions, tensor2d(points)).dataSync()
    const mass = Array.from(densities, Math.exp).reduce((a, b) => a + b, 0) * step * step
    expect(mass).toBeCloseTo(1, 2)
  })
})

describe('standard prior p(z|x) = p(z)', () => {
  it('is the standard normal, whatever the condition', () => {
    const prior = priorParameters(randomParameters, { ...TINY_FLOW, prior: { kind: 'standard' } })
    const z = tensor2d([[0.3, -0.6, 0.9]])
    const squares = 0.3 ** 2 + 0.6 ** 2 + 0.9 ** 2
    const expected = -0.5 * (3 * Math.log(2 * Math.PI) + squares)
    for (const condition of [x, tensor2d([[0, 1]])]) {
      expect(priorLogDensity(prior, condition, z).arraySync()[0]).toBeCloseTo(expected, 5)
      expect(priorSample(prior, condition, z).arraySync()).toEqual(z.arraySync())
    }
  })
})

describe.each([
  ['gaussian', TINY_GAUSSIAN],
  ['flow', TINY_FLOW],
])('%s prior', (_kind, configuration) => {
  const prior = priorParameters(randomParameters, configuration)
  const z = tensor2d([[0.3, -0.6, 0.9]])

  it('has a gradient of its density that agrees with finite differences', () => {
    expectGradientToAgree((at) => sum(priorLogDensity(prior, x, at as Tensor2D)), [z])
  })

  it('depends on the condition', () => {
    const other = tensor2d([[0, 1]])
    expect(priorSample(prior, x, z).arraySync()).not.toEqual(
      priorSample(prior, other, z).arraySync(),
    )
  })

  it('leaves only its result behind', () => {
    const before = memory().numTensors
    priorSample(prior, x, z)
    priorLogDensity(prior, x, z)
    expect(memory().numTensors).toBe(before + 2)
  })
})
