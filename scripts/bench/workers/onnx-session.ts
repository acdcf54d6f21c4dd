/**
 * @file ONNX Runtime in a Worker. Handlers refuse WebAssembly given as bytes, so what instantiates bytes
 * instantiates the imported module.
 */
import module from 'onnxruntime-web/ort-wasm-simd-threaded.wasm'
import { env, InferenceSession } from 'onnxruntime-web/wasm'

/** Never read: what is compiled is the imported module. */
const NO_BYTES = new ArrayBuffer(8)

const ofModule = async (_bytes: BufferSource, imports?: WebAssembly.Imports) => ({
  module,
  instance: new WebAssembly.Instance(module, imports),
})

/** A session on one thread. */
export async function startSession(model: ArrayBuffer): Promise<InferenceSession> {
  env.wasm.numThreads = 1
  env.wasm.wasmBinary = NO_BYTES
  const ofBytes = WebAssembly.instantiate
  Object.assign(WebAssembly, { instantiate: ofModule })
  try {
    return await InferenceSession.create(new Uint8Array(model))
  } finally {
    Object.assign(WebAssembly, { instantiate: ofBytes })
  }
}
