/** @file Gradients against central differences. */
import { grads, type Tensor } from '@tensorflow/tfjs-core'
import { expect } from 'vitest'
import { tensor, tidy } from '../../src/tensor/ops.ts'

/** In 32-bit floats a larger step loses less to rounding than it does to curvature. */
const STEP = 1e-2

/**
 * Expects the gradient of `scalarOf` at `inputs` to agree with central differences, value
 * by value, to 1 % of the largest.
 */
export function expectGradientToAgree(
  scalarOf: (...inputs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
): void {
  const analytic = grads((...at: Tensor[]) => scalarOf(...at))([...inputs])
  inputs.forEach((input, position) => {
    const values = input.dataSync()
    const numeric = Array.from(values, (_, index) => {
      const shifted = (by: number) =>
        tidy(() => {
          const moved = Float32Array.from(values, (value, at) =>
            at === index ? value + by : value,
          )
          const at = inputs.map((other, which) =>
            which === position ? tensor(moved, input.shape) : other,
          )
          return scalarOf(...at).arraySync() as number
        })
      return (shifted(STEP) - shifted(-STEP)) / (2 * STEP)
    })
    const found = Array.from(analytic[position]?.dataSync() ?? [])
    const largest = Math.max(...numeric.map(Math.abs), 1e-3)
    expect(found).toHaveLength(numeric.length)
    found.forEach((value, index) => {
      expect(Math.abs(value - (numeric[index] ?? NaN)) / largest).toBeLessThan(0.01)
    })
  })
}
