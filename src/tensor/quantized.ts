/**
 * @file Affine layers whose kernel stays in 8 bits: our own kernel of TensorFlow.js's WASM backend, made of
 * the integer product (integer-product/product.ts). It reads a quarter of the memory of 32-bit floats and
 * multiplies twice as many pairs at once.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm'
import {
  engine,
  getKernel,
  registerKernel,
  unregisterKernel,
  type Tensor1D,
  type Tensor2D,
  type TensorInfo,
} from '@tensorflow/tfjs-core'
import { WasmHeap } from './wasm-heap.ts'

/** By which TensorFlow.js and recorded passes know our kernel. */
export const QUANTIZED_DENSE = 'QuantizedDense'

/** What product.wasm exports: pointers and counts. */
interface IntegerProduct {
  packedBytes(inputs: number, outputs: number): number
  scratchBytes(rows: number, inputs: number): number
  pack(
    bytes: number,
    inputs: number,
    outputs: number,
    scale: number,
    offset: number,
    packed: number,
  ): void
  product(
    x: number,
    rows: number,
    packed: number,
    bias: number,
    activation: number,
    residual: number,
    scratch: number,
    y: number,
  ): void
}

/** Of an affine layer, [inputs, outputs]: in training floats, of a weight file 8 bits each. */
export type Kernel = Tensor2D | QuantizedKernel

/** A kernel [inputs, outputs] of which each weight is byte * scale + min. */
export interface QuantizedKernel {
  readonly shape: readonly [inputs: number, outputs: number]
  /** Bytes in the order of the product; TensorFlow.js takes them for integers. */
  readonly packed: Tensor1D
}

/** As integer-product/activation.ts numbers them. */
const ACTIVATIONS = { linear: 0, silu: 1, relu: 2 } as const

/** What follows the affine layer. */
export interface LayerEnd {
  readonly activation: keyof typeof ACTIVATIONS
  /** Whether the input is added, which is then as wide as the output. */
  readonly residual: boolean
}

/** The current instance, in the memory of the current backend. */
let running: { readonly product: IntegerProduct; readonly scratch: Scratch } | undefined

/**
 * Adds the kernel to the current backend.
 *
 * @param module product.wasm, compiled.
 * @throws {Error} When the current backend is not the WASM backend.
 */
export function startQuantizedDense(module: WebAssembly.Module): void {
  const heap = new WasmHeap()
  const { exports } = new WebAssembly.Instance(module, { env: { memory: heap.memory } })
  running = { product: exports as unknown as IntegerProduct, scratch: new Scratch(heap) }
  if (getKernel(QUANTIZED_DENSE, 'wasm') !== undefined) unregisterKernel(QUANTIZED_DENSE, 'wasm')
  registerKernel({
    kernelName: QUANTIZED_DENSE,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs, backend }) => {
      const { x, packed, bias } = inputs as Record<'x' | 'packed' | 'bias', TensorInfo>
      const { outputs, ...end } = attrs as unknown as LayerEnd & { outputs: number }
      const y = (backend as BackendWasm).makeOutput([x.shape[0] as number, outputs], 'float32')
      quantizedDenseOn(heap, [x, packed, bias, y], end)()
      return y
    },
  })
}

/**
 * The kernel on fixed tensors, to be called at will.
 *
 * @param tensors x, packed kernel, bias and y.
 */
export function quantizedDenseOn(
  heap: WasmHeap,
  tensors: readonly [TensorInfo, TensorInfo, TensorInfo, TensorInfo],
  { activation, residual }: LayerEnd,
): () => void {
  const { product, scratch } = started()
  const [rows, inputs] = tensors[0].shape as [number, number]
  const bytes = product.scratchBytes(rows, inputs)
  const [x, packed, bias, y] = tensors.map(({ dataId }) => heap.pointer(dataId)) as [
    number,
    number,
    number,
    number,
  ]
  const [code, added] = [ACTIVATIONS[activation], Number(residual)]
  return () => product.product(x, rows, packed, bias, code, added, scratch.atLeast(bytes), y)
}

/**
 * Packs a kernel.
 *
 * @param bytes [inputs, outputs].
 */
export function quantizedKernel(
  bytes: Uint8Array,
  [inputs, outputs]: readonly [number, number],
  { scale, min }: { readonly scale: number; readonly min: number },
): QuantizedKernel {
  const { product, scratch } = started()
  const heap = new WasmHeap()
  // The product reads up to 15 bytes after the last one.
  const from = scratch.atLeast(bytes.length + 15)
  const packed = heap.integerTensor(product.packedBytes(inputs, outputs) / 4)
  heap.bytes.set(bytes, from)
  // In the product a weight is (byte - 128) * scale + offset.
  const offset = min + 128 * scale
  product.pack(from, inputs, outputs, scale, offset, heap.pointer(packed.dataId))
  return { shape: [inputs, outputs], packed }
}

/**
 * activation(x · kernel + bias), x rounded to integers of 16 bits in the product. No gradient passes it.
 *
 * @param x [batch, inputs].
 * @param bias [outputs].
 * @returns [batch, outputs].
 */
export function quantizedDense(
  x: Tensor2D,
  { packed, shape: [, outputs] }: QuantizedKernel,
  bias: Tensor1D,
  end: LayerEnd,
): Tensor2D {
  return engine().runKernel<Tensor2D>(QUANTIZED_DENSE, { x, packed, bias }, { outputs, ...end })
}

function started() {
  if (running === undefined)
    throw new Error('Weights in 8 bits need product.wasm: call startQuantizedDense first')
  return running
}

/** Memory that one product after the other uses. */
class Scratch {
  readonly #heap: WasmHeap
  #pointer = 0
  #bytes = 0

  constructor(heap: WasmHeap) {
    this.#heap = heap
  }

  /** A pointer to so many bytes; an earlier one may be good no more. */
  atLeast(bytes: number): number {
    if (bytes > this.#bytes) {
      this.#heap.exported('free')(this.#pointer)
      this.#pointer = this.#heap.exported('malloc')(bytes)
      this.#bytes = bytes
    }
    return this.#pointer
  }
}
