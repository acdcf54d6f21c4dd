/** @file The flat vectors of a run in memory that all workers share. */
import type { OptimizerState } from './optimizer.ts'

/** The optimizer's vectors, and what the workers leave for each other in a step. */
export interface SharedVectors extends OptimizerState {
  /** Of each worker: the gradient of its rows, [parameters]; then the first one's holds the sum. */
  readonly gradients: readonly Float32Array[]
  /** Squared norm of each worker's slice of the summed gradient. */
  readonly squaredNorms: Float64Array
  /** For `waitForAll`. */
  readonly barrier: Int32Array
}

/** Copies an optimizer's state into shared memory, for that many workers. */
export function shareVectors(state: OptimizerState, workers: number): SharedVectors {
  const { length } = state.parameters
  return {
    parameters: shared(state.parameters),
    average: shared(state.average),
    firstMoment: shared(state.firstMoment),
    secondMoment: shared(state.secondMoment),
    origin: shared(state.origin),
    gradients: Array.from({ length: workers }, () => shared(new Float32Array(length))),
    squaredNorms: new Float64Array(new SharedArrayBuffer(workers * Float64Array.BYTES_PER_ELEMENT)),
    barrier: new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)),
  }
}

function shared(values: Float32Array): Float32Array {
  const copy = new Float32Array(new SharedArrayBuffer(values.byteLength))
  copy.set(values)
  return copy
}

/** Bytes in shared memory, such as a dataset's images. */
export function sharedBytes(values: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(values.byteLength))
  copy.set(values)
  return copy
}

/**
 * Blocks until all workers have called it.
 *
 * @param barrier Two shared integers, first 0: how many are waiting, and which round it is.
 */
export function waitForAll(barrier: Int32Array, workers: number): void {
  const round = Atomics.load(barrier, 1)
  if (Atomics.add(barrier, 0, 1) === workers - 1) {
    Atomics.store(barrier, 0, 0)
    Atomics.add(barrier, 1, 1)
    Atomics.notify(barrier, 1)
  } else while (Atomics.load(barrier, 1) === round) Atomics.wait(barrier, 1, round)
}
