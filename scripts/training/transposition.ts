/**
 * @file The transposition of matrices: the WASM backend's own reads a whole column for each row that it
 * writes, which misses the cache, and took a sixth of a training step.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm'
import {
  getKernel,
  registerKernel,
  unregisterKernel,
  type KernelFunc,
  type TensorInfo,
} from '@tensorflow/tfjs-core'
import { WasmHeap } from '../../src/tensor/wasm-heap.ts'

const TRANSPOSE = 'Transpose'

/** Rows that are read together: as many values of each column that is written lie side by side. */
const STRIP = 32

/** The backend's own kernel, from the first start on. */
let theirs: KernelFunc | undefined
let heap: WasmHeap | undefined

/**
 * Puts ours in the place of the backend's for matrices; other tensors keep that.
 *
 * @throws {Error} When the current backend is not the WASM backend.
 */
export function startTransposition(): void {
  heap = new WasmHeap()
  theirs ??= getKernel(TRANSPOSE, 'wasm').kernelFunc
  unregisterKernel(TRANSPOSE, 'wasm')
  registerKernel({ kernelName: TRANSPOSE, backendName: 'wasm', kernelFunc: transposeInStrips })
}

/** The kernel: of a float32 matrix ours, of anything else the backend's. */
export const transposeInStrips: KernelFunc = (call) => {
  if (heap === undefined || theirs === undefined)
    throw new Error('The transposition is not there: startTransposition first')
  const x = call.inputs['x'] as TensorInfo
  const { perm } = call.attrs as unknown as { readonly perm: readonly number[] }
  if (x.dtype !== 'float32' || perm.length !== 2 || perm[0] !== 1) return theirs(call)
  const [rows, columns] = x.shape as [number, number]
  const out = (call.backend as BackendWasm).makeOutput([columns, rows], 'float32')
  // Places first: to find them may move the memory.
  const [from, to] = [heap.offset(x.dataId), heap.offset(out.dataId)]
  transposeMatrix(heap.floats, from, to, rows, columns)
  return out
}

/** Writes at `to` the transpose of the matrix at `from`, [rows, columns], which do not overlap. */
function transposeMatrix(
  floats: Float32Array,
  from: number,
  to: number,
  rows: number,
  columns: number,
): void {
  for (let top = 0; top < rows; top += STRIP) {
    const bottom = Math.min(rows, top + STRIP)
    let column = 0
    // Four neighbours at a time: they share a line of the cache.
    for (; column + 4 <= columns; column += 4) {
      const first = to + column * rows
      const [second, third, fourth] = [first + rows, first + 2 * rows, first + 3 * rows]
      let source = from + top * columns + column
      for (let row = top; row < bottom; row++, source += columns) {
        floats[first + row] = floats[source] as number
        floats[second + row] = floats[source + 1] as number
        floats[third + row] = floats[source + 2] as number
        floats[fourth + row] = floats[source + 3] as number
      }
    }
    for (; column < columns; column++)
      for (let row = top; row < bottom; row++)
        floats[to + column * rows + row] = floats[from + row * columns + column] as number
  }
}
