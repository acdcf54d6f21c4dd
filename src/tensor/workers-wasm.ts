/**
 * @file TensorFlow.js's WASM backend in Cloudflare Workers. Lift this file out: with
 * the settings below it needs nothing else of this repository.
 *
 * The backend's own start-up fetches its .wasm file and compiles it, and Workers forbid
 * compiling at run time. Here the module is imported, compiled at deployment, and only
 * instantiated. Beside the packages `@tensorflow/tfjs-core` and `@tensorflow/tfjs-backend-wasm`, 4.22.0, its
 * project needs three things with it:
 *
 * - in wrangler.toml, `[define]` `"process.versions.node" = "undefined"`: compatibility dates from August 2026
 *   on give Workers a `process`, and the Emscripten glue then takes itself to be in Node;
 * - there too, below `[alias]`, the backend's two threaded files, `"../wasm-out/tfjs-backend-wasm-threaded-simd.js"
 *   = "./src/empty.js"` and the same for `...-threaded-simd.worker.js`, where src/empty.js says
 *   `export default {}; export const wasmWorkerContents = ''`: Workers have no threads, and the files only add to
 *   the upload;
 * - for TypeScript, a declaration of `*.wasm` modules:
 *   `declare module '*.wasm' { const module: WebAssembly.Module; export default module }`, and `skipLibCheck`: the
 *   packages' own types are of the browser's DOM.
 *
 * `await` it at the top level of the Worker, so that the backend is ready with the first request:
 *
 *     import { matMul, tensor2d, tidy } from '@tensorflow/tfjs-core'
 *     import '@tensorflow/tfjs-backend-wasm/dist/register_all_kernels.js'
 *     import { startWasmBackend } from './workers-wasm.ts'
 *     await startWasmBackend([])
 *     const product = () => matMul(tensor2d([[1, 2]]), tensor2d([[3], [4]])).arraySync()
 *     export default { fetch: () => Response.json(tidy(product)) }
 *
 * `tidy` frees the tensors of a request: the backend's memory is not collected.
 */
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm/dist/backend_wasm.js'
import createModule from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.js'
import simdModule from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm'
import {
  findBackendFactory,
  getKernel,
  registerBackend,
  registerKernel,
  removeBackend,
  setBackend,
  type KernelConfig,
} from '@tensorflow/tfjs-core'

type Receive = (instance: WebAssembly.Instance, module: WebAssembly.Module) => void

/** Emscripten's module: `tfjs` is left to the caller to bind. */
type EmscriptenModule = Awaited<ReturnType<typeof createModule>> & {
  cwrap(name: string, returns: 'number' | null, takes: readonly 'number'[]): () => never
}

/**
 * Makes the WASM backend (SIMD, one thread) the current one. It takes about 2 ms.
 *
 * @param kernels Those that the model calls, such as `addConfig` of `dist/kernels/Add.js`; none where
 *   `dist/register_all_kernels.js` is imported for all.
 * @throws {Error} When TensorFlow.js does not accept the backend.
 */
export async function startWasmBackend(kernels: readonly KernelConfig[]): Promise<void> {
  const wasm = (await createModule({
    instantiateWasm(imports: WebAssembly.Imports, receive: Receive) {
      const instance = new WebAssembly.Instance(simdModule, imports)
      receive(instance, simdModule)
      return instance.exports
    },
  })) as EmscriptenModule
  // What the backend's own factory does once its module is there (backend_wasm.js, init).
  wasm.tfjs = {
    init: wasm.cwrap('init', null, []),
    initWithThreadsCount: wasm.cwrap('init_with_threads_count', null, ['number']),
    getThreadsCount: wasm.cwrap('get_threads_count', 'number', []),
    registerTensor: wasm.cwrap('register_tensor', null, ['number', 'number', 'number']),
    disposeData: wasm.cwrap('dispose_data', null, ['number']),
    dispose: wasm.cwrap('dispose', null, []),
  }
  for (const kernel of kernels)
    if (getKernel(kernel.kernelName, 'wasm') === undefined) registerKernel(kernel)
  // The package's own start-up, where something imports it, or an earlier start of this one.
  if (findBackendFactory('wasm') !== null) removeBackend('wasm')
  registerBackend('wasm', () => new BackendWasm(wasm))
  if (!(await setBackend('wasm')))
    throw new Error('TensorFlow.js did not accept the WASM backend: see its warning above')
}
