import { describe, expect, it } from 'vitest'
import {
  gaussianFrom,
  gaussianKl,
  gaussianLogDensity,
  gaussianSample,
} from '../../src/networks/gaussian.ts'
import { sum, tensor2d, type Tensor2D } from '../../src/tensor/ops.ts'
import { expectGradientToAgree } from './gradients.ts'

const gaussian = (mean: number[], logVar: number[]) => ({
  mean: tensor2d([mean]),
  logVar: tensor2d([logVar]),
})
const value = (tensor: { dataSync(): ArrayLike<number> }) => tensor.dataSync()[0]

describe('diagonal Gaussian', () => {
  it('splits a network output into mean and clamped log-variance', () => {
    const { mean, logVar } = gaussianFrom(tensor2d([[1, 2, -100, 100]]), 'log-variance')
    expect(mean.arraySync()).toEqual([[1, 2]])
    expect(logVar.arraySync()).toEqual([[-12, 6]])
  })

  it('takes the softplus of a network output as the deviation', () => {
    const output = tensor2d([[1, 2, 0, -1]])
    const { mean, logVar } = gaussianFrom(output, 'softplus')
    expect(mean.arraySync()).toEqual([[1, 2]])
    const deviations = [Math.log(2), Math.log(1 + Math.exp(-1))]
    logVar
      .dataSync()
      .forEach((found, unit) => expect(found).toBeCloseTo(2 * Math.log(deviations[unit] ?? NaN), 5))
    expectGradientToAgree((at) => sum(gaussianFrom(at as Tensor2D, 'softplus').logVar), [output])
  })

  it('samples mean + deviation * noise', () => {
    const z = gaussianSample(gaussian([1, -1], [0, Math.log(4)]), tensor2d([[0.5, -2]]))
    expect(z.arraySync()).toEqual([[1.5, -5]])
  })

  it('has the density of the textbook', () => {
    // log N(3; 1, 4) + log N(0; 0, 1)
    const expected = -0.5 * (1 + Math.log(4)) - Math.log(2 * Math.PI)
    const found = gaussianLogDensity(gaussian([1, 0], [Math.log(4), 0]), tensor2d([[3, 0]]))
    expect(value(found)).toBeCloseTo(expected, 5)
  })

  it('has no divergence from itself, and the textbook one from another', () => {
    const q = gaussian([1, 2], [0.3, -0.4])
    expect(value(gaussianKl(q, q))).toBeCloseTo(0, 6)
    // KL(N(1, 4) || N(0, 1)) = (4 + 1 - 1 - log 4) / 2
    const kl = gaussianKl(gaussian([1], [Math.log(4)]), gaussian([0], [0]))
    expect(value(kl)).toBeCloseTo((4 - Math.log(4)) / 2, 5)
  })

  it('has gradients that agree with finite differences', () => {
    const inputs = [
      [0.3, -0.2],
      [0.5, -0.7],
      [-0.1, 0.4],
      [0.2, 0.1],
    ].map((row) => tensor2d([row]))
    expectGradientToAgree((qMean, qLogVar, pMean, pLogVar) => {
      const q = { mean: qMean as Tensor2D, logVar: qLogVar as Tensor2D }
      const p = { mean: pMean as Tensor2D, logVar: pLogVar as Tensor2D }
      return sum(gaussianKl(q, p))
    }, inputs)
    expectGradientToAgree(
      (mean, logVar, z) => {
        const p = { mean: mean as Tensor2D, logVar: logVar as Tensor2D }
        return sum(gaussianLogDensity(p, z as Tensor2D))
      },
      inputs.slice(0, 3),
    )
  })
})
