/**
 * @file The forward pass of a classifier: convolutions, dense layers, logits. It knows
 * nothing of what it reads or of why.
 */
import type { ParameterSource } from '../../src/networks/parameters.ts'
import { convolution } from '../../src/tensor/convolution.ts'
import { dense } from '../../src/tensor/dense.ts'
import {
  relu,
  reshape,
  tidy,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
} from '../../src/tensor/ops.ts'
import { maximumPool } from '../../src/tensor/pooling.ts'
import type { ClassifierConfiguration } from './configuration.ts'

/** `kernel` [side, side, inputs, outputs], `bias` [outputs]. */
interface ConvolutionParameters {
  readonly kernel: Tensor4D
  readonly bias: Tensor1D
}

/** `kernel` [inputs, outputs], `bias` [outputs]. */
interface DenseParameters {
  readonly kernel: Tensor2D
  readonly bias: Tensor1D
}

/** A network that reads images. */
export interface Classifier {
  readonly configuration: ClassifierConfiguration
  readonly convolutions: readonly ConvolutionParameters[]
  /** The last one gives the logits. */
  readonly dense: readonly DenseParameters[]
}

/** Asks for the parameters `convolution/0/kernel`, ..., `dense/0/kernel`, ... */
export function classifierNetwork(
  parameter: ParameterSource,
  configuration: ClassifierConfiguration,
): Classifier {
  const { convolutions, dense: hidden, labels } = configuration
  const widths = [flattenedUnits(configuration), ...hidden, labels]
  return {
    configuration,
    convolutions: convolutions.map(({ kernel, channels }, index) => {
      const inputs = convolutions[index - 1]?.channels ?? 1
      const shape = [kernel, kernel, inputs, channels]
      return {
        kernel: parameter(`convolution/${index}/kernel`, shape) as Tensor4D,
        bias: parameter(`convolution/${index}/bias`, [channels]) as Tensor1D,
      }
    }),
    dense: widths.slice(1).map((outputs, index) => ({
      kernel: parameter(`dense/${index}/kernel`, [widths[index] ?? 0, outputs]) as Tensor2D,
      bias: parameter(`dense/${index}/bias`, [outputs]) as Tensor1D,
    })),
  }
}

/** Units after the last convolution. */
function flattenedUnits({ image, convolutions }: ClassifierConfiguration): number {
  const side = (pixels: number) =>
    convolutions.reduce((length, { kernel, stride, pool }) => {
      const windows = Math.floor((length - kernel) / stride) + 1
      return Math.floor(windows / pool)
    }, pixels)
  const units = side(image.rows) * side(image.columns) * (convolutions.at(-1)?.channels ?? 1)
  if (side(image.rows) < 1 || side(image.columns) < 1)
    throw new Error(
      `Convolutions leave ${side(image.rows)} x ${side(image.columns)} of ${image.rows} x ${image.columns} pixels, expected at least 1 x 1`,
    )
  return units
}

/** What a classifier makes of a batch. */
export interface Activations {
  /** After the last convolution, [batch, units]. */
  readonly convolved: Tensor2D
  /** The last hidden layer, [batch, units]. */
  readonly features: Tensor2D
  /** [batch, labels]. */
  readonly logits: Tensor2D
}

/** How a forward pass is used. */
export interface Pass {
  /** What gradients will be taken of; the other is constant. */
  readonly differentiated: 'images' | 'parameters'
  /** Applied to the input of each dense layer in training. */
  readonly dropout?: (h: Tensor2D, layer: number) => Tensor2D
}

/**
 * Activations from the convolutions on.
 *
 * @param images Grey in [0, 1], [batch, rows * columns].
 * @returns The caller disposes of them.
 */
export function classifierActivations(
  { configuration, convolutions, dense: layers }: Classifier,
  images: Tensor2D,
  { differentiated, dropout = (h) => h }: Pass,
): Activations {
  const { rows, columns } = configuration.image
  return tidy(() => {
    let h: Tensor4D = reshape(images, [-1, rows, columns, 1])
    configuration.convolutions.forEach(({ stride, pool }, index) => {
      const { kernel, bias } = convolutions[index] as ConvolutionParameters
      const ofParameters = index === 0 ? 'parameters' : 'all'
      const of = differentiated === 'images' ? 'input' : ofParameters
      const affine = convolution(h, kernel, bias, stride, of)
      // The maximum first: ReLU does not change which is largest, and has less to do.
      h = relu(pool === 1 ? affine : maximumPool(affine, pool))
    })
    const convolved: Tensor2D = reshape(h, [images.shape[0], -1])
    let features = convolved
    const affine = ({ kernel, bias }: DenseParameters, layer: number) =>
      dense(dropout(features, layer), kernel, bias)
    layers.slice(0, -1).forEach((layer, index) => {
      features = relu(affine(layer, index))
    })
    const logits = affine(layers.at(-1) as DenseParameters, layers.length - 1)
    return { convolved, features, logits }
  })
}
