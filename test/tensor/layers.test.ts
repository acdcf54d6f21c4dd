import { grads } from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { fillNormal, seededGenerator } from '../../src/sampling/random.ts'
import { bernoulliLogLikelihood, dense, silu, stopGradient } from '../../src/tensor/layers.ts'
import { oneHot } from '../../src/tensor/one-hot.ts'
import {
  concat,
  mul,
  slice,
  square,
  sum,
  tensor1d,
  tensor2d,
  variable,
  variableGrads,
  type Scalar,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '../../src/tensor/ops.ts'
import { expectGradientToAgree } from '../networks/gradients.ts'

const x = tensor2d([
  [0.5, -1.2, 0.3],
  [2, 0.1, -0.7],
])

describe('layers with gradients of their own', () => {
  it('dense is x · kernel + bias', () => {
    const kernel = tensor2d([1, 2, 3, 4, 5, 6], [3, 2])
    const found = dense(tensor2d([[1, 0, -1]]), kernel, tensor1d([0.5, 0]))
    expect(found.arraySync()).toEqual([[-3.5, -4]])
  })

  it('dense has the gradient of finite differences in all three inputs', () => {
    const kernel = tensor2d([0.1, -0.2, 0.3, 0.4, -0.5, 0.6], [3, 2])
    const loss = (a: unknown, b: unknown, c: unknown) =>
      sum(square(dense(a as Tensor2D, b as Tensor2D, c as Tensor1D)))
    expectGradientToAgree(loss, [x, kernel, tensor1d([0.7, -0.3])])
  })

  it('dense is the same layer while a large kernel is trained, with the same gradients', () => {
    const values = (length: number, seed: string) => {
      const target = new Float32Array(length)
      fillNormal(seededGenerator('test', seed), target, 0.1)
      return target
    }
    const [batch, inputs, outputs] = [3, 300, 250]
    const input = tensor2d(values(batch * inputs, 'input'), [batch, inputs])
    const kernel = tensor2d(values(inputs * outputs, 'kernel'), [inputs, outputs])
    const bias = tensor1d(values(outputs, 'bias'))
    const trained = [input, kernel, bias].map((value) => variable(value))
    const loss = (at: readonly Tensor[]) =>
      sum<Scalar>(square(dense(at[0] as Tensor2D, at[1] as Tensor2D, at[2] as Tensor1D)))
    const expected = grads((...at: Tensor[]) => loss(at))([input, kernel, bias])
    const found = variableGrads(() => loss(trained), trained).grads
    expected.forEach((gradient, index) => {
      const ours = found[trained[index]?.name ?? '']?.dataSync() ?? []
      const theirs = gradient.dataSync()
      expect(ours).toHaveLength(theirs.length)
      theirs.forEach((value, at) => expect(ours[at]).toBeCloseTo(value, 3))
    })
  })

  it('dense leaves out the gradient of what is constant', () => {
    const kernel = tensor2d([0.1, -0.2, 0.3, 0.4, -0.5, 0.6], [3, 2])
    const [units, others] = [slice(x, [0, 0], [-1, 1]), slice(x, [0, 1], [-1, 2])]
    const [gradient] = grads((at: Tensor) => {
      const input = concat<Tensor2D>([units, at as Tensor2D], 1)
      return sum(square(dense(input, kernel, tensor1d([0.7, -0.3]), 2)))
    })([others])
    expect(gradient?.dataSync().every((value) => value === 0)).toBe(true)
    expectGradientToAgree(
      (at) => sum(square(dense(x, at as Tensor2D, tensor1d([0.7, -0.3]), 3))),
      [kernel],
    )
  })

  it('dense has the gradient of finite differences in the units of x that are not', () => {
    const kernel = tensor2d([0.1, -0.2, 0.3, 0.4, -0.5, 0.6], [3, 2])
    const units = slice(x, [0, 0], [-1, 1])
    const others = slice(x, [0, 1], [-1, 2])
    expectGradientToAgree(
      (at) => {
        const input = concat<Tensor2D>([at as Tensor2D, others], 1)
        return sum(square(dense(input, kernel, tensor1d([0.7, -0.3]), 2)))
      },
      [units],
    )
  })

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
