/** @file The multilayer perceptron that all networks are made of. */
import { dense } from '../tensor/dense.ts'
import { silu } from '../tensor/layers.ts'
import { add, matMul, relu, slice, tidy, type Tensor1D, type Tensor2D } from '../tensor/ops.ts'
import { quantizedDense, type Kernel } from '../tensor/quantized.ts'
import type { CvaeConfiguration } from './configuration.ts'
import type { ParameterSource } from './parameters.ts'

/** One affine layer: `kernel` [inputs, outputs], `bias` [outputs]. */
interface Layer {
  readonly kernel: Kernel
  readonly bias: Tensor1D
}

/** What is alike in all networks of a configuration. */
type MlpForm = Pick<CvaeConfiguration, 'activation' | 'residual'>

export interface MlpParameters extends MlpForm {
  /** In order, the last one linear. */
  readonly layers: readonly Layer[]
  /** What the known inputs of {@link mlpAt} add to the first layer, [batch, units]. */
  readonly offset?: Tensor2D
  /** What training does to the output of each hidden layer; serving leaves it out. */
  readonly dropout?: (hidden: Tensor2D) => Tensor2D
}

/** Asks for the layers `name/0`, `name/1`, ... between consecutive `widths` (units). */
export function mlpParameters(
  parameter: ParameterSource,
  { activation, residual }: MlpForm,
  name: string,
  widths: readonly number[],
): MlpParameters {
  return {
    activation,
    residual,
    layers: widths.slice(1).map((outputs, index) => ({
      kernel: parameter(
        `${name}/${index}/kernel`,
        [widths[index] ?? 0, outputs],
        'kernel',
      ) as Kernel,
      bias: parameter(`${name}/${index}/bias`, [outputs]) as Tensor1D,
    })),
  }
}

const ACTIVATIONS = { silu, relu: (x: Tensor2D): Tensor2D => relu(x) }

/**
 * Hidden layers h = activation(x · W + b), the last layer linear.
 *
 * With residual connections a hidden layer as wide as its input adds the input to its
 * output: without them, depth does not pay. For a kernel of 8 bits, which is for serving
 * alone, one call does product, bias, activation and residual.
 *
 * @param x [batch, inputs].
 * @param constant The last so many units of x depend on no parameter: their gradient is not computed.
 * @returns [batch, outputs]; the caller disposes of it.
 */
export function mlp(
  { layers, activation, residual, offset, dropout = (hidden) => hidden }: MlpParameters,
  x: Tensor2D,
  constant = 0,
): Tensor2D {
  return tidy(() =>
    layers.reduce((h, { kernel, bias }, index) => {
      const last = index === layers.length - 1
      const added = residual && !last && kernel.shape[0] === kernel.shape[1]
      if ('packed' in kernel)
        return quantizedDense(h, kernel, bias, {
          activation: last ? 'linear' : activation,
          residual: added,
        })
      const product = dense(h, kernel, bias, index === 0 ? constant : 0)
      const affine = index === 0 && offset !== undefined ? add<Tensor2D>(product, offset) : product
      if (last) return affine
      const hidden = dropout(ACTIVATIONS[activation](affine))
      return added ? add(h, hidden) : hidden
    }, x),
  )
}

/**
 * The same network where the last inputs are known, for many batches of the others: what the known ones add
 * to the first layer is computed once. It is the network itself, without an offset, which reads them all,
 * where the kernel has 8 bits or the widths would tell of another residual connection. Within a tidy.
 *
 * @param known [batch, known inputs].
 */
export function mlpAt<Network extends MlpParameters>(network: Network, known: Tensor2D): Network {
  const [first, ...others] = network.layers
  if (first === undefined || 'packed' in first.kernel) return network
  const { kernel, bias } = first
  const [all, units] = kernel.shape
  const inputs = all - known.shape[1]
  if (network.residual && (all === units || inputs === units)) return network
  const layers = [{ kernel: slice(kernel, [0, 0], [inputs, -1]), bias }, ...others]
  return { ...network, layers, offset: matMul(known, slice(kernel, [inputs, 0], [-1, -1])) }
}
