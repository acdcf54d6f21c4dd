import { grads } from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { bernoulliLogLikelihood, silu, stopGradient } from '../../src/tensor/layers.ts'
import { oneHot } from '../../src/tensor/one-hot.ts'
import {
  mul,
  square,
  sum,
  tensor1d,
  tensor2d,
  type Tensor,
  type Tensor2D,
} from '../../src/tensor/ops.ts'
import { expectGradientToAgree } from '../networks/gradients.ts'

const x = tensor2d([
  [0.5, -1.2, 0.3],
  [2, 0.1, -0.7],
])

describe('functions with gradients of their own', () => {
  it('stopGradient passes the value alone', () => {
    const input = tensor1d([1, 2])
    const [gradient] = grads((at: Tensor) => sum(mul(at, stopGradient(at))))([input])
    expect(gradient?.arraySync()).toEqual([1, 2])
  })

  it('silu is x σ(x), with its gradient', () => {
    const expected = x
      .arraySync()
      .flat()
      .map((value) => value / (1 + Math.exp(-value)))
    Array.from(silu(x).dataSync()).forEach((value, index) => {
      expect(value).toBeCloseTo(expected[index] ?? NaN, 5)
    })
    expectGradientToAgree((input) => sum(square(silu(input as Tensor2D))), [x])
  })

  it('the Bernoulli log-likelihood is y log p + (1 - y) log (1 - p), with its gradient', () => {
    const y = tensor2d([
      [1, 0, 0.25],
      [0, 1, 0.5],
    ])
    const expected = [0, 1].map((row) =>
      [0, 1, 2].reduce((total, column) => {
        const logit = x.arraySync()[row]?.[column] ?? NaN
        const target = y.arraySync()[row]?.[column] ?? NaN
        const p = 1 / (1 + Math.exp(-logit))
        return total + target * Math.log(p) + (1 - target) * Math.log(1 - p)
      }, 0),
    )
    const found = bernoulliLogLikelihood(x, y).arraySync()
    found.forEach((value, row) => expect(value).toBeCloseTo(expected[row] ?? NaN, 5))
    expectGradientToAgree((logits) => sum(bernoulliLogLikelihood(logits as Tensor2D, y)), [x])
  })

  it('the Bernoulli log-likelihood stays finite at certain logits', () => {
    const found = bernoulliLogLikelihood(tensor2d([[200, -200]]), tensor2d([[0, 0]]))
    expect(found.arraySync()[0]).toBeCloseTo(-200, 3)
  })

  it('oneHot writes floats', () => {
    expect(oneHot([1, 0], 3).arraySync()).toEqual([
      [0, 1, 0],
      [1, 0, 0],
    ])
  })
})
