/** @file A kernel's call as it is recorded, and what it becomes. */
import type { NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core'
import type { WasmHeap } from './wasm-heap.ts'

/** A kernel's call while it was recorded; its tensors' memory stays where it is. */
export interface KernelCall {
  readonly inputs: readonly TensorInfo[]
  readonly outputs: readonly TensorInfo[]
  readonly attributes: NamedAttrMap
  /** Whether an input's values may be others the next time. */
  readonly varies: (input: TensorInfo) => boolean
}

/** Does again what a call did, with the values that are in its inputs' memory by then. */
export type Instruction = () => void

/** @returns undefined where there is nothing to do; @throws {Error} for a form of call that is not known. */
export type Compile = (heap: WasmHeap, name: string, call: KernelCall) => Instruction | undefined
