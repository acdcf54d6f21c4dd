import { describe, expect, it } from 'vitest'
import { logMeanExp, importanceSampledCll } from '../../scripts/evaluation/likelihood.ts'
import { negativeElbo } from '../../scripts/training/objective.ts'
import { cvaeNetworks } from '../../src/networks/cvae.ts'
import { generationLogits } from '../../src/networks/generation.ts'
import { priorSample } from '../../src/networks/prior.ts'
import { bernoulliLogLikelihood } from '../../src/tensor/layers.ts'
import { add, mean, memory, sum, tensor, tensor2d, type Tensor } from '../../src/tensor/ops.ts'
import { normalNoise } from '../../scripts/training/validation.ts'
import { expectGradientToAgree } from '../networks/gradients.ts'
import { mildParameters, randomParameters, TINY_FLOW, TINY_GAUSSIAN } from '../networks/tiny.ts'

const x = tensor2d([
  [1, 0],
  [0, 1],
])
const y = tensor2d([
  [1, 0, 0.5, 0],
  [0, 1, 1, 0.2],
])
const noise = tensor2d([
  [0.3, -0.5, 0.9],
  [-0.1, 0.8, 0.2],
])

describe.each([
  ['gaussian', TINY_GAUSSIAN],
  ['flow', TINY_FLOW],
])('negative ELBO with the %s prior', (_kind, configuration) => {
  it('has the gradient of finite differences in every parameter', () => {
    const parameters: { name: string; value: Tensor }[] = []
    cvaeNetworks((name, shape) => {
      parameters.push({ name, value: randomParameters(name, shape) })
      return tensor(new Float32Array(shape.reduce((a, b) => a * b, 1)), [...shape])
    }, configuration)
    const names = parameters.map(({ name }) => name)
    expectGradientToAgree(
      (...values) => {
        const cvae = cvaeNetworks((name) => values[names.indexOf(name)] as Tensor, configuration)
        const { reconstruction, kl } = negativeElbo(cvae, x, y, noise)
        return mean(add(reconstruction, kl))
      },
      parameters.map(({ value }) => value),
    )
  })

  it('bounds the negative log-likelihood from above, on average over samples', () => {
    const cvae = cvaeNetworks(randomParameters, configuration)
    const binary = tensor2d([
      [1, 0, 1, 0],
      [0, 1, 1, 0],
    ])
    const likelihood = importanceSampledCll(cvae, x, binary, 3, 1000, 'test')
    const samples = 400
    let bound = [0, 0]
    for (let sample = 0; sample < samples; sample++) {
      const parts = negativeElbo(cvae, x, binary, normalNoise(2, 3, 'test', `${sample}`))
      const values = add(parts.reconstruction, parts.kl).dataSync()
      bound = bound.map((total, image) => total + (values[image] ?? NaN) / samples)
    }
    likelihood.forEach((value, image) => expect(bound[image]).toBeGreaterThan(-value - 0.05))
  })

  it('has a likelihood that agrees with sampling from the prior alone', () => {
    const cvae = cvaeNetworks(
      // A proposal wider than the prior bounds the weights.
      (name, shape) =>
        name === 'recognition/2/bias'
          ? tensor([0, 0, 0, 1, 1, 1], [6])
          : mildParameters(name, shape),
      configuration,
    )
    const binary = tensor2d([[1, 0, 1, 0]])
    const label = tensor2d([[1, 0]])
    const [found = NaN] = importanceSampledCll(cvae, label, binary, 3, 4000, 'test')
    const draws = 20_000
    const labels = tensor2d(Array.from({ length: draws }, () => [1, 0]))
    const targets = tensor2d(Array.from({ length: draws }, () => [1, 0, 1, 0]))
    const z = priorSample(cvae.prior, labels, normalNoise(draws, 3, 'test', 'prior'))
    const values = bernoulliLogLikelihood(generationLogits(cvae.generation, labels, z), targets)
    expect(found).toBeCloseTo(logMeanExp(Float64Array.from(values.dataSync())), 1)
  })

  it('leaves only its two parts behind', () => {
    const cvae = cvaeNetworks(randomParameters, configuration)
    const before = memory().numTensors
    negativeElbo(cvae, x, y, noise)
    expect(memory().numTensors).toBe(before + 2)
    importanceSampledCll(cvae, x, y, 3, 3, 'test')
    expect(memory().numTensors).toBe(before + 2)
  })
})

describe('logMeanExp', () => {
  it('is exact where exp overflows', () => {
    expect(logMeanExp(Float64Array.of(1000, 1000 + Math.log(3)))).toBeCloseTo(1000 + Math.log(2), 9)
    expect(logMeanExp(Float64Array.of(-2000, -2000))).toBe(-2000)
  })
})

describe('the reconstruction', () => {
  it('is a sum over pixels, not a mean', () => {
    const zero = tensor2d([[0, 0, 0, 0]])
    expect(sum(bernoulliLogLikelihood(zero, tensor2d([[1, 0, 1, 0]]))).arraySync()).toBeCloseTo(
      4 * Math.log(0.5),
      5,
    )
  })
})
