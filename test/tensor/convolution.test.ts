import { describe, expect, it } from 'vitest'
import { convolution } from '../../src/tensor/convolution.ts'
import { memory, square, sum, tensor, tensor1d, type Tensor4D } from '../../src/tensor/ops.ts'
import { expectGradientToAgree } from '../networks/gradients.ts'
import { randomParameters } from '../networks/tiny.ts'

const random = (name: string, shape: readonly number[]) => randomParameters(name, shape) as Tensor4D
const tensor4d = (values: number[], shape: [number, number, number, number]): Tensor4D =>
  tensor(values, shape)

describe('convolution', () => {
  it('is the sum over a window, by hand, for two inputs and two outputs', () => {
    // Two channels of 2 x 3 pixels; windows of 2 x 2.
    const x = tensor4d([1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60], [1, 2, 3, 2])
    // Output 0 adds the left upper pixel of channel 0 to the right lower one of channel 1;
    // output 1 is twice the right upper pixel of channel 0.
    const kernel = tensor4d([1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0], [2, 2, 2, 2])
    const found = convolution(x, kernel, tensor1d([0.5, -1]), 1)
    expect(found.arraySync()).toEqual([
      [
        [
          [1 + 50 + 0.5, 2 * 2 - 1],
          [2 + 60 + 0.5, 2 * 3 - 1],
        ],
      ],
    ])
  })

  it.each([
    { stride: 1, rows: 4, columns: 5, why: 'stride 1' },
    { stride: 2, rows: 5, columns: 7, why: 'windows that reach the border' },
    { stride: 2, rows: 6, columns: 4, why: 'a border that no window reaches' },
  ])('has the gradients of finite differences: $why', ({ stride, rows, columns }) => {
    const inputs = [
      random('x', [2, rows, columns, 2]),
      random('kernel', [3, 3, 2, 3]),
      random('bias', [3]),
    ]
    expectGradientToAgree(
      (x, kernel, bias) =>
        sum(square(convolution(x as Tensor4D, kernel as Tensor4D, bias.as1D(), stride))),
      inputs,
    )
  })

  it.each(['input', 'parameters'] as const)('has the same gradients of its %s alone', (what) => {
    const [x, kernel, bias] = [
      random('x', [2, 4, 4, 2]),
      random('kernel', [3, 3, 2, 3]),
      random('bias', [3]),
    ]
    if (what === 'input')
      expectGradientToAgree(
        (at) => sum(square(convolution(at as Tensor4D, kernel, bias.as1D(), 1, what))),
        [x],
      )
    else
      expectGradientToAgree(
        (k, b) => sum(square(convolution(x, k as Tensor4D, b.as1D(), 1, what))),
        [kernel, bias],
      )
  })
})

it('convolution leaves only its result behind', () => {
  const before = memory().numTensors
  const inputs = [random('x', [2, 6, 6, 2]), random('kernel', [3, 3, 2, 3])] as const
  convolution(...inputs, tensor1d([0, 0, 0]), 1)
  expect(memory().numTensors).toBe(before + 4)
})
