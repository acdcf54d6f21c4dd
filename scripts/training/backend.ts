/** @file TensorFlow.js in Node for the scripts: the WASM backend, and the gradients of all operations. */
import { readFileSync } from 'node:fs'
import '@tensorflow/tfjs' // tfjs-core alone has no gradients registered
import '@tensorflow/tfjs-backend-wasm'
import { enableProdMode, setBackend, type Tensor } from '@tensorflow/tfjs-core'
import { startQuantizedDense } from '../../src/tensor/quantized.ts'
import { WasmHeap } from '../../src/tensor/wasm-heap.ts'
import { startTransposition } from './transposition.ts'

const PRODUCT = new URL('../../src/tensor/integer-product/product.wasm', import.meta.url)

/** Makes the WASM backend the current one. */
export async function startBackend(): Promise<void> {
  enableProdMode() // no checks of NaN and shapes at every kernel
  if (!(await setBackend('wasm')))
    throw new Error('The WASM backend of TensorFlow.js did not start')
  startTransposition()
  startQuantizedDense(new WebAssembly.Module(readFileSync(PRODUCT)))
}

/**
 * Copies a tensor's values to the start of `target` without the copy in between that
 * `dataSync` makes: the gradients of a step are 10 MB.
 *
 * @param tensor float32, of as many values as `target`.
 */
export function copyValues(tensor: Tensor, target: Float32Array): void {
  target.set(new WasmHeap().values(tensor))
}
