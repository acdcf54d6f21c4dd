/**
 * @file A forward pass that is recorded once and played again: the same kernels on the same tensors, so
 * the same bytes, without what TensorFlow.js does around each of them (tensors, shapes, scopes, gradients:
 * four fifths of the time of one digit).
 *
 * The pass is the one that training and evaluation call; it is followed while it runs once. All that
 * does not depend on its inputs is computed then and never again.
 */
import {
  getKernelsForBackend,
  keep,
  tidy,
  zeros,
  type KernelConfig,
  type NamedAttrMap,
  type Tensor2D,
  type TensorInfo,
} from '@tensorflow/tfjs-core'
import { compile } from './instructions.ts'
import type { Instruction } from './kernel-call.ts'
import { WasmHeap } from './wasm-heap.ts'

/** A recorded forward pass. Its memory is kept for good. */
export interface Plan {
  /**
   * Computes a batch anew.
   *
   * @param batch For each row its inputs, [width] each; of rows that are left out, the output is of no use.
   * @returns The outputs, row by row.
   * @throws {RangeError} For inputs of other sizes.
   */
  run(batch: readonly (readonly Float32Array[])[]): Float32Array
}

/**
 * Records a forward pass.
 *
 * @param rows Of the batch.
 * @param widths Of the inputs, [rows, width] each.
 * @param forward Reads its inputs by kernels alone.
 * @throws {Error} When it calls a kernel that instructions.ts does not have.
 */
export function record(
  rows: number,
  widths: readonly number[],
  forward: (...inputs: Tensor2D[]) => Tensor2D,
): Plan {
  const heap = new WasmHeap()
  const inputs = widths.map((width) => keep<Tensor2D>(zeros([rows, width])))
  const { instructions, output } = follow(heap, inputs, () => forward(...inputs))
  const size = output.shape.reduce((product, length) => product * length, 1)
  const from = heap.offset(output.dataId)
  const targets = inputs.map(({ dataId }, index) => ({
    start: heap.offset(dataId),
    width: widths[index] as number,
  }))
  return {
    run(batch) {
      const { floats } = heap
      batch.forEach((values, row) =>
        targets.forEach(({ start, width }, input) => {
          const { [input]: given } = values
          if (given?.length !== width || row >= rows)
            throw new RangeError(
              `row ${row}, input ${input} of ${given?.length} values, expected ${width} in ${rows} rows at most`,
            )
          floats.set(given, start + row * width)
        }),
      )
      for (const instruction of instructions) instruction()
      // Memory may have grown meanwhile: kernels have room of their own.
      return heap.floats.slice(from, from + size)
    },
  }
}

/** Runs the pass once, and takes down the kernels whose values depend on its inputs. */
function follow(heap: WasmHeap, inputs: readonly Tensor2D[], forward: () => Tensor2D) {
  const instructions: Instruction[] = []
  const dependent = new Set<object>(inputs.map(({ dataId }) => dataId))
  const varies = ({ dataId }: TensorInfo): boolean => dependent.has(dataId)
  const takeDown = (
    name: string,
    read: readonly TensorInfo[],
    outputs: readonly TensorInfo[],
    attributes: NamedAttrMap,
  ) => {
    if (!read.some(varies)) return
    for (const { dataId } of [...read, ...outputs]) heap.hold(dataId)
    for (const { dataId } of outputs) dependent.add(dataId)
    const instruction = compile(heap, name, { inputs: read, outputs, attributes, varies })
    if (instruction !== undefined) instructions.push(instruction)
  }
  let output: TensorInfo | undefined
  listening(takeDown, () => {
    tidy(() => {
      const { dataId, shape, dtype } = forward()
      output = { dataId, shape, dtype }
    })
  })
  if (output === undefined || !dependent.has(output.dataId))
    throw new Error('The forward pass does not depend on its inputs: nothing was recorded')
  return { instructions, output }
}

/** Calls `run` while each kernel of the backend tells `listener` what it was called with. */
function listening(
  listener: (
    name: string,
    inputs: readonly TensorInfo[],
    outputs: readonly TensorInfo[],
    attributes: NamedAttrMap,
  ) => void,
  run: () => void,
): void {
  const kernels = getKernelsForBackend('wasm')
  const functions = kernels.map(({ kernelFunc }) => kernelFunc)
  const listenTo = (kernel: KernelConfig) => {
    const { kernelName, kernelFunc } = kernel
    kernel.kernelFunc = (call) => {
      const outputs = kernelFunc(call)
      const inputs = Object.values(call.inputs).filter((input) => input !== undefined)
      listener(kernelName, inputs, [outputs].flat(), call.attrs ?? {})
      return outputs
    }
  }
  try {
    kernels.forEach(listenTo)
    run()
  } finally {
    kernels.forEach((kernel, index) => {
      const kernelFunc = functions[index]
      if (kernelFunc !== undefined) kernel.kernelFunc = kernelFunc
    })
  }
}
