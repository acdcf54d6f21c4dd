/** @file TensorFlow.js in Node for the scripts: the WASM backend, and the gradients of all operations. */
import '@tensorflow/tfjs' // tfjs-core alone has no gradients registered
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm'
import { backend, enableProdMode, setBackend, type Tensor } from '@tensorflow/tfjs-core'

/** Makes the WASM backend the current one. */
export async function startBackend(): Promise<void> {
  enableProdMode() // no checks of NaN and shapes at every kernel
  if (!(await setBackend('wasm')))
    throw new Error('The WASM backend of TensorFlow.js did not start')
}

/**
 * Copies a tensor's values to the start of `target` without the copy in between that
 * `dataSync` makes: the gradients of a step are 10 MB.
 *
 * @param tensor float32, of as many values as `target`.
 */
export function copyValues(tensor: Tensor, target: Float32Array): void {
  const wasm = backend()
  if (!(wasm instanceof BackendWasm)) throw new Error('Expected the WASM backend')
  const { memoryOffset } = wasm.dataIdMap.get(tensor.dataId)
  // Emscripten's own part of the module is missing from the package's types.
  const { HEAPU8: heap } = wasm.wasm as unknown as { readonly HEAPU8: Uint8Array }
  target.set(new Float32Array(heap.buffer, memoryOffset, tensor.size))
}
