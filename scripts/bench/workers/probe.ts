/** @file The served Worker with one more path, which tells of its tensors and its WASM memory after a garbage collection. */
import app from '../../../src/worker.ts'
import { memory } from '../../../src/tensor/ops.ts'
import { WasmHeap } from '../../../src/tensor/wasm-heap.ts'

declare const gc: (() => void) | undefined

function memories(): Response {
  gc?.()
  const { numTensors, numBytes } = memory()
  const wasmBytes = new WasmHeap().memory.buffer.byteLength
  return Response.json({ tensors: numTensors, tensorBytes: numBytes, wasmBytes })
}

// The application takes no more routes: it has answered while it was warmed up.
export default {
  fetch: (request: Request): Response | Promise<Response> =>
    new URL(request.url).pathname === '/bench/memory' ? memories() : app.fetch(request),
}
