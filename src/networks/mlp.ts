/** @file The multilayer perceptron that all networks are made of. */
import { dense, silu } from '../tensor/layers.ts'
import { add, tidy, type Tensor1D, type Tensor2D } from '../tensor/ops.ts'
import type { ParameterSource } from './parameters.ts'

/** One affine layer: `kernel` [inputs, outputs], `bias` [outputs]. */
interface Layer {
  readonly kernel: Tensor2D
  readonly bias: Tensor1D
}

/** Layers in order, the last one linear. */
export type MlpParameters = readonly Layer[]

/** Asks for the layers `name/0`, `name/1`, ... between consecutive `widths` (units). */
export function mlpParameters(
  parameter: ParameterSource,
  name: string,
  widths: readonly number[],
): MlpParameters {
  return widths.slice(1).map((outputs, index) => ({
    kernel: parameter(`${name}/${index}/kernel`, [widths[index] ?? 0, outputs]) as Tensor2D,
    bias: parameter(`${name}/${index}/bias`, [outputs]) as Tensor1D,
  }))
}

/**
 * Hidden layers h = silu(x · W + b), the last layer linear.
 *
 * A hidden layer as wide as its input adds the input to its output: without these
 * residual connections, depth does not pay.
 *
 * @param x [batch, inputs].
 * @returns [batch, outputs]; the caller disposes of it.
 */
export function mlp(layers: MlpParameters, x: Tensor2D): Tensor2D {
  return tidy(() =>
    layers.reduce((h, { kernel, bias }, index) => {
      const affine = dense(h, kernel, bias)
      if (index === layers.length - 1) return affine
      const hidden = silu(affine)
      return kernel.shape[0] === kernel.shape[1] ? add(h, hidden) : hidden
    }, x),
  )
}
