/**
 * @file The memory and the exported functions of TensorFlow.js's WASM backend, for code that calls its
 * kernels without the library in between. The package's types leave Emscripten's part out.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm'
import { backend, engine, getBackend, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core'

/** By which TensorFlow.js knows the memory of a tensor. */
type DataId = object

/** A function of the backend in C++: ids of tensors, pointers and values. */
type Export = (...parameters: readonly number[]) => number

/** Emscripten's module, by the names of C with an underscore before them. */
type EmscriptenModule = Readonly<Record<string, Export | undefined>> & {
  /** Another array after the memory has grown. */
  readonly HEAPU8: Uint8Array<ArrayBuffer>
  /** What the WebAssembly module exports, before Emscripten's names. */
  readonly asm: { readonly memory: WebAssembly.Memory }
}

/** The current backend's memory. */
export class WasmHeap {
  readonly #backend: BackendWasm
  readonly #module: EmscriptenModule
  #floats = new Float32Array(new ArrayBuffer())

  /** @throws {Error} When the current backend is another one. */
  constructor() {
    if (getBackend() !== 'wasm')
      throw new Error(
        `The backend of TensorFlow.js is ${getBackend()}, expected wasm: start that first`,
      )
    this.#backend = backend() as BackendWasm
    this.#module = this.#backend.wasm as unknown as EmscriptenModule
  }

  get memory(): WebAssembly.Memory {
    return this.#module.asm.memory
  }

  /** All memory; good until something is allocated. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#module.HEAPU8
  }

  /** All memory as 32-bit floats; good until something is allocated. */
  get floats(): Float32Array<ArrayBuffer> {
    const { buffer } = this.#module.HEAPU8
    if (this.#floats.buffer !== buffer) this.#floats = new Float32Array(buffer)
    return this.#floats
  }

  /** A new float32 tensor. `fill` writes its values in place; until then they are arbitrary. */
  tensor(shape: readonly number[], fill: (values: Float32Array) => void): Tensor {
    const made = this.#backend.makeOutput([...shape], 'float32')
    const tensor = engine().makeTensorFromTensorInfo(made)
    fill(this.values(tensor))
    return tensor
  }

  /** A new int32 tensor: any values. */
  integerTensor(length: number): Tensor1D {
    const made = this.#backend.makeOutput([length], 'int32')
    return engine().makeTensorFromTensorInfo(made) as Tensor1D
  }

  /** The values of a float32 tensor where they are; good until something is allocated. */
  values({ dataId, size }: Tensor): Float32Array<ArrayBuffer> {
    const start = this.offset(dataId)
    return this.floats.subarray(start, start + size)
  }

  /** Where a tensor's values begin in {@link floats}. */
  offset(dataId: DataId): number {
    return this.pointer(dataId) / Float32Array.BYTES_PER_ELEMENT
  }

  /** Where a tensor's values begin in {@link bytes}. */
  pointer(dataId: DataId): number {
    return this.#backend.dataIdMap.get(dataId).memoryOffset
  }

  /** The number by which the kernels know a tensor. */
  id(dataId: DataId): number {
    return this.#backend.dataIdMap.get(dataId).id
  }

  /** Keeps a tensor's memory when its last owner disposes of it. */
  hold(dataId: DataId): void {
    this.#backend.incRef(dataId)
  }

  /**
   * @returns A pointer to so many bytes.
   * @throws {RangeError} When there is no memory left.
   */
  allocate(bytes: number): number {
    const pointer = this.exported('malloc')(bytes)
    if (pointer === 0) throw new RangeError(`The WASM backend has no ${bytes} bytes left`)
    return pointer
  }

  /** Gives back what {@link allocate} gave; 0 is nothing. */
  free(pointer: number): void {
    this.exported('free')(pointer)
  }

  /** Allocates a list of 32-bit integers for good, and gives its pointer. */
  integers(values: readonly number[]): number {
    const pointer = this.allocate(values.length * Int32Array.BYTES_PER_ELEMENT)
    new Int32Array(this.#module.HEAPU8.buffer, pointer, values.length).set(values)
    return pointer
  }

  /**
   * A kernel, or another function, as the module exports it: what `cwrap` gives copies every list of sizes
   * at each call.
   *
   * @throws {Error} When this version of the backend has no such function.
   */
  exported(name: string): Export {
    const found = this.#module[`_${name}`]
    if (found === undefined) throw new Error(`The WASM backend does not export ${name}`)
    return found
  }
}
