/**
 * @file Where the parameters of a network come from. Each network asks for its
 * parameters by name and shape, so that one declaration serves initialization,
 * checkpoints and serving.
 */
import type { Kernel } from '../tensor/quantized.ts'
import type { Tensor } from '../tensor/ops.ts'

/**
 * Gives the parameter of that name.
 *
 * @param name Unique in the model, such as `generation/0/kernel`.
 * @param shape Its shape.
 */
export interface ParameterSource {
  (name: string, shape: readonly number[]): Tensor
  /** The kernel of an affine layer, where the source has other ones than tensors. */
  readonly kernel?: KernelSource
}

type KernelSource = (name: string, shape: readonly [inputs: number, outputs: number]) => Kernel

/** How a source gives the kernels of affine layers. */
export const kernelsOf = (parameter: ParameterSource): KernelSource =>
  parameter.kernel ?? (parameter as KernelSource)

/** A source that gives kernels in another way than other parameters. */
export const withKernels = (
  tensor: (name: string, shape: readonly number[]) => Tensor,
  kernel: KernelSource,
): ParameterSource => Object.assign(tensor, { kernel })
