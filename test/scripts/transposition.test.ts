import { getKernel, tensor, transpose, type Rank } from '@tensorflow/tfjs-core'
import { expect, it } from 'vitest'
import { startTransposition, transposeInStrips } from '../../scripts/training/transposition.ts'

it('is the kernel of the scripts, once started or twice', () => {
  const registered = () => getKernel('Transpose', 'wasm').kernelFunc
  expect(registered()).toBe(transposeInStrips)
  startTransposition()
  expect(registered()).toBe(transposeInStrips)
})

/** Numbers that differ, of any shape. */
const numbered = (shape: [number, ...number[]], dtype: 'float32' | 'int32' = 'float32') =>
  tensor<Rank>(
    Array.from({ length: shape.reduce((a, b) => a * b) }, (_, index) => index),
    shape,
    dtype,
  )

it.each([
  [1, 7],
  [7, 1],
  [3, 5],
  [32, 4],
  [33, 6],
  [70, 131],
])('transposes a matrix of %i x %i', async (rows, columns) => {
  const transposed = transpose(numbered([rows, columns]))
  expect(transposed.shape).toEqual([columns, rows])
  const expected = [...Array(columns).keys()].map((column) =>
    [...Array(rows).keys()].map((row) => row * columns + column),
  )
  expect(await transposed.array()).toEqual(expected)
})

it('leaves whole numbers, other ranks and other orders to the backend', async () => {
  const whole = transpose(numbered([2, 3], 'int32'))
  expect(whole.dtype).toBe('int32')
  expect(await whole.array()).toEqual([
    [0, 3],
    [1, 4],
    [2, 5],
  ])
  expect(await transpose(numbered([2, 2, 2]), [1, 2, 0]).array()).toEqual([
    [
      [0, 4],
      [1, 5],
    ],
    [
      [2, 6],
      [3, 7],
    ],
  ])
  expect(await transpose(numbered([2, 2]), [0, 1]).array()).toEqual([
    [0, 1],
    [2, 3],
  ])
})
