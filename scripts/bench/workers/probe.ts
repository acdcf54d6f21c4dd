/** @file The served Worker with one more path, which tells of its tensors after a garbage collection. */
import app from '../../../src/worker.ts'
import { memory } from '../../../src/tensor/ops.ts'

declare const gc: (() => void) | undefined

app.get('/bench/memory', (c) => {
  gc?.()
  const { numTensors, numBytes } = memory()
  return c.json({ tensors: numTensors, tensorBytes: numBytes })
})

export default app
