/**
 * @file Where the parameters of a network come from. Each network asks for its
 * parameters by name and shape, so that one declaration serves initialization,
 * checkpoints and serving.
 */
import type { Tensor } from '../tensor/ops.ts'
import type { QuantizedKernel } from '../tensor/quantized.ts'

/**
 * Gives the parameter of that name, which is then the caller's.
 *
 * @param name Unique in the model, such as `generation/0/kernel`.
 * @param shape Its shape.
 * @param role Kernels of affine layers, [inputs, outputs], are asked for as such: the source may have them in 8 bits.
 */
export type ParameterSource = (
  name: string,
  shape: readonly number[],
  role?: 'kernel',
) => Tensor | QuantizedKernel
