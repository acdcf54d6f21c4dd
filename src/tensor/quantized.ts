/**
 * @file Affine layers whose kernel stays in 8 bits: our own kernel of TensorFlow.js's WASM backend, made of
 * the integer product. It reads a quarter of the memory of 32-bit floats and multiplies twice as many pairs
 * at once.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm'
import {
  engine,
  getKernel,
  registerKernel,
  unregisterKernel,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core'
import { ProductInstance, type LayerEnd, type LayerTensors } from './product-instance.ts'

/** By which TensorFlow.js and recorded passes know our kernel. */
export const QUANTIZED_DENSE = 'QuantizedDense'

/** Of an affine layer, [inputs, outputs]: in training floats, of a weight file 8 bits each. */
export type Kernel = Tensor2D | QuantizedKernel

/** A kernel [inputs, outputs] of which each weight is byte * scale + min. */
export interface QuantizedKernel {
  readonly shape: readonly [inputs: number, outputs: number]
  /** Bytes in the order of the product; TensorFlow.js takes them for integers. */
  readonly packed: Tensor1D
}

let running: ProductInstance | undefined

/**
 * Adds the kernel to the current backend.
 *
 * @param module integer-product/product.wasm, compiled.
 * @throws {Error} When the current backend is not the WASM backend.
 */
export function startQuantizedDense(module: WebAssembly.Module): void {
  running = new ProductInstance(module)
  if (getKernel(QUANTIZED_DENSE, 'wasm') !== undefined) unregisterKernel(QUANTIZED_DENSE, 'wasm')
  registerKernel({
    kernelName: QUANTIZED_DENSE,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs, backend }) => {
      const { x, packed, bias } = inputs as Readonly<Record<string, Tensor2D>>
      const { outputs, ...end } = attrs as unknown as LayerEnd & { readonly outputs: number }
      const y = (backend as BackendWasm).makeOutput([x?.shape[0] ?? 0, outputs], 'float32')
      quantizedDenseOn([x, packed, bias, y] as LayerTensors, end)()
      return y
    },
  })
}

/** The kernel on tensors that stay where they are, to be computed at will. */
export const quantizedDenseOn = (tensors: LayerTensors, end: LayerEnd): (() => void) =>
  started().layer(tensors, end)

/**
 * Packs a kernel.
 *
 * @param bytes [inputs, outputs].
 * @throws {Error} Before {@link startQuantizedDense}.
 */
export function quantizedKernel(
  bytes: Uint8Array,
  shape: readonly [inputs: number, outputs: number],
  { scale, min }: { readonly scale: number; readonly min: number },
): QuantizedKernel {
  return { shape, packed: started().pack(bytes, shape, scale, min + 128 * scale) }
}

/**
 * activation(x · kernel + bias), x rounded to integers of 16 bits in the product. No gradient passes it.
 *
 * @param x [batch, inputs].
 * @param bias [outputs].
 * @returns [batch, outputs].
 * @throws {RangeError} For other shapes.
 */
export function quantizedDense(
  x: Tensor2D,
  { packed, shape: [inputs, outputs] }: QuantizedKernel,
  bias: Tensor1D,
  end: LayerEnd,
): Tensor2D {
  // The kernel itself would read and write beyond them.
  if (x.shape[1] !== inputs || bias.size !== outputs || (end.residual && inputs !== outputs))
    throw new RangeError(
      `A${end.residual ? ' residual' : ''} layer [${inputs}, ${outputs}] on [${x.shape.join(', ')}] with a bias of ${bias.size}`,
    )
  return engine().runKernel<Tensor2D>(QUANTIZED_DENSE, { x, packed, bias }, { outputs, ...end })
}

function started(): ProductInstance {
  if (running?.isCurrent !== true)
    throw new Error(
      'Weights in 8 bits need product.wasm in the current backend: call startQuantizedDense first',
    )
  return running
}
