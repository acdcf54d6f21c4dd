import { grads } from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { fillNormal, seededGenerator } from '../../src/sampling/random.ts'
import { dense } from '../../src/tensor/dense.ts'
import {
  concat,
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

describe('the linear layer', () => {
  it('is x · kernel + bias', () => {
    const kernel = tensor2d([1, 2, 3, 4, 5, 6], [3, 2])
    const found = dense(tensor2d([[1, 0, -1]]), kernel, tensor1d([0.5, 0]))
    expect(found.arraySync()).toEqual([[-3.5, -4]])
  })

  it('has the gradient of finite differences in all three inputs', () => {
    const kernel = tensor2d([0.1, -0.2, 0.3, 0.4, -0.5, 0.6], [3, 2])
    const loss = (a: unknown, b: unknown, c: unknown) =>
      sum(square(dense(a as Tensor2D, b as Tensor2D, c as Tensor1D)))
    expectGradientToAgree(loss, [x, kernel, tensor1d([0.7, -0.3])])
  })

  it('is the same layer while a large kernel is trained, with the same gradients', () => {
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

  it('leaves out the gradient of what is constant', () => {
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

  it('has the gradient of finite differences in the units of x that are not', () => {
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
})
