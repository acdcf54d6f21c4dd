import { describe, expect, it } from 'vitest'
import {
  averagedProbabilities,
  deterministicLogits,
  expectedLatent,
} from '../../scripts/evaluation/inference.ts'
import { importanceSampledCll, monteCarloCll } from '../../scripts/evaluation/likelihood.ts'
import { noiseStream } from '../../scripts/training/noise.ts'
import { negativeElbo } from '../../scripts/training/objectives/cvae.ts'
import { cvaeNetworks, type Cvae } from '../../src/networks/cvae.ts'
import { priorParameters } from '../../src/networks/prior.ts'
import { add, memory, tensor, tensor2d, type Tensor2D } from '../../src/tensor/ops.ts'
import {
  HAND_WORKED_FLOW,
  handWorkedParameters,
  mildParameters,
  randomParameters,
  TINY_FLOW,
  TINY_GAUSSIAN,
} from '../networks/tiny.ts'

const x = tensor2d([
  [1, 0],
  [0, 1],
])
const y = tensor2d([
  [1, 0, 1, 0],
  [0, 1, 1, 0],
])
const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length

/** One pixel and one latent unit: logit 2 z + x, prior N(0, 1), recognition N(y, 4). */
const form = { activation: 'silu', residual: true, deviation: 'log-variance' } as const
const handWorked: Cvae = {
  recognition: {
    layers: [
      { kernel: tensor2d([1, 0, 0, 0], [2, 2]), bias: tensor([0, Math.log(4)], [2]) as never },
    ],
    ...form,
  },
  prior: { kind: 'standard', latent: 1 },
  generation: {
    layers: [{ kernel: tensor2d([2, 1], [2, 1]), bias: tensor([0], [1]) as never }],
    ...form,
  },
}

/** log p(y = 1 | x = 1) of the same, by the trapezoid rule over z. */
function integratedCll(): number {
  const step = 1e-3
  let total = 0
  for (let z = -8; z <= 8; z += step)
    total += (Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI) / (1 + Math.exp(-2 * z - 1))) * step
  return Math.log(total)
}

describe('the estimators of log p(y|x)', () => {
  it.each([
    ['Monte Carlo', monteCarloCll],
    ['importance sampling', importanceSampledCll],
  ])('%s comes to the integral', (_name, estimate) => {
    const one = tensor2d(Array.from({ length: 200 }, () => [1]))
    const [found = new Float64Array()] = estimate(
      handWorked,
      { ...TINY_FLOW, latent: 1 },
      one,
      one,
      [500],
      'test',
    )
    // 200 estimates of 500 samples each: a standard error of about 0.001.
    expect(mean(found)).toBeCloseTo(integratedCll(), 2)
  })

  it('take the first samples of one stream for a smaller S, without overflow', () => {
    const cvae = cvaeNetworks(randomParameters, TINY_FLOW)
    const [one, , hundred] = importanceSampledCll(cvae, TINY_FLOW, x, y, [1, 10, 100], 'test')
    const [again] = importanceSampledCll(cvae, TINY_FLOW, x, y, [1], 'test')
    expect(again).toEqual(one)
    const [whole] = importanceSampledCll(cvae, TINY_FLOW, x, y, [100], 'test')
    expect(whole).toEqual(hundred)
    const certain = {
      ...handWorked,
      generation: {
        ...form,
        layers: [{ kernel: tensor2d([0, 0], [2, 1]), bias: tensor([-2000], [1]) as never }],
      },
    }
    const label = tensor2d([[1]])
    const [[far = NaN] = []] = monteCarloCll(
      certain,
      { ...TINY_FLOW, latent: 1 },
      label,
      label,
      [3],
      '',
    )
    expect(far).toBeCloseTo(-2000, 3)
  })

  it.each([
    ['gaussian', TINY_GAUSSIAN],
    ['flow', TINY_FLOW],
  ])(
    'agree with each other, and are above the ELBO, with the %s prior',
    (_prior, configuration) => {
      const cvae = cvaeNetworks(
        // A proposal wider than the prior bounds the weights.
        (name, shape) =>
          name === 'recognition/2/bias'
            ? tensor([0, 0, 0, 1, 1, 1], [6])
            : mildParameters(name, shape),
        configuration,
      )
      const many = [4000]
      const [sampled = []] = importanceSampledCll(cvae, configuration, x, y, many, 'test')
      const [drawn = []] = monteCarloCll(cvae, configuration, x, y, many, 'test')
      sampled.forEach((value, image) => expect(drawn[image]).toBeCloseTo(value, 1))
      const stream = noiseStream('test', 'bound')
      const { reconstruction, kl } = negativeElbo(cvae, x, y, () => stream(2, 3), 400)
      const bound = add(reconstruction, kl).dataSync()
      sampled.forEach((value, image) => expect(-(bound[image] ?? NaN)).toBeLessThan(value + 0.02))
    },
  )

  it('leave nothing behind', () => {
    const cvae = cvaeNetworks(randomParameters, TINY_FLOW)
    const before = memory().numTensors
    importanceSampledCll(cvae, TINY_FLOW, x, y, [3], 'test')
    monteCarloCll(cvae, TINY_FLOW, x, y, [3], 'test')
    expect(memory().numTensors).toBe(before)
  })
})

describe('one answer for a condition', () => {
  const label = tensor2d([[1]])
  const none = (): Tensor2D => tensor2d([[NaN]])

  it('is p(y | x, E[z|x]) when deterministic, by hand', () => {
    expect(deterministicLogits(handWorked, label, none, 1).arraySync()).toEqual([[1]])
  })

  it('is the mean of probabilities when averaged, by hand', () => {
    const values = [0.5, -1]
    const found = averagedProbabilities(
      handWorked,
      label,
      () => tensor2d([[values.shift() ?? NaN]]),
      2,
    )
    const expected = [2, -1].map((logit) => 1 / (1 + Math.exp(-logit)))
    expect(found.dataSync()[0]).toBeCloseTo(mean(expected), 6)
  })

  it('estimates E[z|x] of the flow by its samples', () => {
    const prior = priorParameters(handWorkedParameters, HAND_WORKED_FLOW)
    const stream = noiseStream('test', 'a')
    const found = expectedLatent(prior, tensor2d([[1, 0]]), () => stream(1, 2), 10_000).dataSync()
    // The kept unit has the base's mean, 0.5, and a standard error of 0.01; the other one, by quadrature.
    expect(Math.abs((found[1] ?? NaN) - 0.5)).toBeLessThan(0.04)
    let expected = 0
    for (let kept = -7.5; kept < 8.5; kept += 0.001) {
      const density = Math.exp(-((kept - 0.5) ** 2) / 2) / Math.sqrt(2 * Math.PI)
      expected += 0.001 * density * (-0.5 - kept - 0.3) * Math.exp(-2 * Math.tanh(0.2 * kept))
    }
    expect(Math.abs((found[0] ?? NaN) - expected)).toBeLessThan(0.12)
  })
})
