/**
 * @file Where the parameters of a network come from. Each network asks for its
 * parameters by name and shape, so that one declaration serves initialization,
 * checkpoints and serving.
 */
import type { Tensor } from '../tensor/ops.ts'

/**
 * Gives the parameter of that name.
 *
 * @param name Unique in the model, such as `generation/0/kernel`.
 * @param shape Its shape.
 */
export type ParameterSource = (name: string, shape: readonly number[]) => Tensor
