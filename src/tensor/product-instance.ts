/** @file product.wasm (integer-product/product.ts) on the tensors of TensorFlow.js's WASM backend. */
import type { Tensor1D, TensorInfo } from '@tensorflow/tfjs-core'
import { WasmHeap } from './wasm-heap.ts'

/** What the module exports: pointers, counts and values. */
interface Exports {
  readonly packedBytes: (inputs: number, outputs: number) => number
  readonly scratchBytes: (rows: number, inputs: number) => number
  readonly pack: (
    bytes: number,
    inputs: number,
    outputs: number,
    scale: number,
    offset: number,
    packed: number,
  ) => void
  readonly product: (
    x: number,
    rows: number,
    packed: number,
    bias: number,
    activation: number,
    residual: number,
    scratch: number,
    y: number,
  ) => void
}

/** As integer-product/activation.ts numbers them. */
const ACTIVATIONS = { linear: 0, silu: 1, relu: 2 } as const

/** What follows the affine layer. */
export interface LayerEnd {
  readonly activation: keyof typeof ACTIVATIONS
  /** Whether the input is added, which is then as wide as the output. */
  readonly residual: boolean
}

/** [rows, inputs], a packed kernel, [outputs] and [rows, outputs]. */
export type LayerTensors = readonly [
  x: TensorInfo,
  packed: TensorInfo,
  bias: TensorInfo,
  y: TensorInfo,
]

/** An instance in the memory of the current backend. */
export class ProductInstance {
  readonly #heap = new WasmHeap()
  readonly #exports: Exports
  /** Rounded rows, of one product after the other. */
  #scratch = { pointer: 0, bytes: 0 }

  /** @throws {Error} When the current backend is not the WASM backend. */
  constructor(module: WebAssembly.Module) {
    const { memory } = this.#heap
    const { exports } = new WebAssembly.Instance(module, { env: { memory } })
    this.#exports = exports as unknown as Exports
  }

  /** Whether the memory is still that of the current backend. */
  get isCurrent(): boolean {
    return this.#heap.memory === new WasmHeap().memory
  }

  /**
   * Packs a kernel whose weights are (byte - 128) * scale + offset.
   *
   * @param bytes [inputs, outputs].
   * @returns What it takes, as integers.
   */
  pack(
    bytes: Uint8Array,
    [inputs, outputs]: readonly [number, number],
    scale: number,
    offset: number,
  ): Tensor1D {
    const heap = this.#heap
    const packed = heap.integerTensor(this.#exports.packedBytes(inputs, outputs) / 4)
    // It reads up to 15 bytes after the last one.
    const from = heap.allocate(bytes.length + 15)
    heap.bytes.set(bytes, from)
    this.#exports.pack(from, inputs, outputs, scale, offset, heap.pointer(packed.dataId))
    heap.free(from)
    return packed
  }

  /** A layer on tensors that stay where they are, to be computed at will. */
  layer(tensors: LayerTensors, { activation, residual }: LayerEnd): () => void {
    const { product, scratchBytes } = this.#exports
    const [rows, inputs] = tensors[0].shape as [number, number]
    const bytes = scratchBytes(rows, inputs)
    const [x, packed, bias, y] = tensors.map(({ dataId }) => this.#heap.pointer(dataId)) as [
      number,
      number,
      number,
      number,
    ]
    const [code, added] = [ACTIVATIONS[activation], Number(residual)]
    return () => product(x, rows, packed, bias, code, added, this.#scratchOf(bytes), y)
  }

  #scratchOf(bytes: number): number {
    if (bytes > this.#scratch.bytes) {
      const { pointer } = this.#scratch
      // First: where there is no memory left it throws, and the old block is still ours.
      this.#scratch = { pointer: this.#heap.allocate(bytes), bytes }
      this.#heap.free(pointer)
    }
    return this.#scratch.pointer
  }
}
