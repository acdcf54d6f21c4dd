/** @file TensorFlow.js in Node for the scripts: the WASM backend, and the gradients of all operations. */
import '@tensorflow/tfjs' // tfjs-core alone has no gradients registered
import '@tensorflow/tfjs-backend-wasm'
import { enableProdMode, setBackend } from '@tensorflow/tfjs-core'

/** Makes the WASM backend the current one. */
export async function startBackend(): Promise<void> {
  enableProdMode() // no checks of NaN and shapes at every kernel
  if (!(await setBackend('wasm')))
    throw new Error('The WASM backend of TensorFlow.js did not start')
}
