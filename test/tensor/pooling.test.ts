import { describe, expect, it } from 'vitest'
import { memory, square, sum, tensor, type Tensor4D } from '../../src/tensor/ops.ts'
import { maximumPool } from '../../src/tensor/pooling.ts'
import { expectGradientToAgree } from '../networks/gradients.ts'

const tensor4d = (values: number[], shape: [number, number, number, number]): Tensor4D =>
  tensor(values, shape)

describe('maximumPool', () => {
  it('takes the largest of each window, negative ones too, and leaves the border out', () => {
    const x = tensor4d([-5, -2, 9, -3, -4, 9, 9, 9, 9], [1, 3, 3, 1])
    expect(maximumPool(x, 2).arraySync()).toEqual([[[[-2]]]])
  })

  it('has the gradient of finite differences in windows of negative values', () => {
    // Apart by more than the step of the differences.
    const values = Array.from(
      { length: 2 * 5 * 4 * 2 },
      (_, index) => ((index * 37) % 80) / 8 - 10.5,
    )
    const x = tensor4d(values, [2, 5, 4, 2])
    expectGradientToAgree((at) => sum(square(maximumPool(at as Tensor4D, 2))), [x])
  })

  it('leaves only its result behind', () => {
    const x = tensor4d([1, 2, 3, 4], [1, 2, 2, 1])
    const before = memory().numTensors
    maximumPool(x, 2)
    expect(memory().numTensors).toBe(before + 1)
  })
})
