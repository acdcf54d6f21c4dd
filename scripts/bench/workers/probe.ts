/** @file The served Worker with one more path, which tells of its tensors after a garbage collection. */
import app from '../../../src/worker.ts'
import { memory } from '../../../src/tensor/ops.ts'

declare const gc: (() => void) | undefined

function tensors(): Response {
  gc?.()
  const { numTensors, numBytes } = memory()
  return Response.json({ tensors: numTensors, tensorBytes: numBytes })
}

// The application takes no more routes: it has answered while it was warmed up.
export default {
  fetch: (request: Request): Response | Promise<Response> =>
    new URL(request.url).pathname === '/bench/memory' ? tensors() : app.fetch(request),
}
