/** @file What the networks compute with in Workers: TensorFlow.js's WASM backend, and layers of 8-bit weights. */
import product from './integer-product/product.wasm'
import { KERNELS } from './kernels.ts'
import { startQuantizedDense } from './quantized.ts'
import { startWasmBackend } from './workers-wasm.ts'

/** @throws {Error} When TensorFlow.js does not accept the backend. */
export async function startBackend(): Promise<void> {
  await startWasmBackend(KERNELS)
  startQuantizedDense(product)
}
