/**
 * @file Instructions of the kernels that only move columns of matrices. The backend has them in
 * JavaScript too.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { Compile, Instruction } from './kernel-call.ts'
import type { WasmHeap } from './wasm-heap.ts'

/** Up to so many values a loop copies in less time than a call of copyWithin takes. */
const FEW = 64

export const concatenation: Compile = (heap, name, { inputs, outputs, attributes }) => {
  const [out] = outputs as [TensorInfo]
  requireColumns(name, out, attributes['axis'])
  let column = 0
  const copies = inputs.map((input) => {
    const copy = columnCopy(heap, input, 0, out, column, columnsOf(input))
    column += columnsOf(input)
    return copy
  })
  return inTurn(copies)
}

export const splitting: Compile = (heap, name, { inputs, outputs, attributes }) => {
  const [input] = inputs as [TensorInfo]
  requireColumns(name, input, attributes['axis'])
  let column = 0
  const copies = outputs.map((out) => {
    const copy = columnCopy(heap, input, column, out, 0, columnsOf(out))
    column += columnsOf(out)
    return copy
  })
  return inTurn(copies)
}

export const slicing: Compile = (heap, name, { inputs, outputs, attributes }) => {
  const [[input], [out]] = [inputs as [TensorInfo], outputs as [TensorInfo]]
  const begin = [attributes['begin']].flat()
  requireColumns(name, input, 1)
  const [row, column] = begin
  if (begin.length !== 2 || typeof column !== 'number')
    throw new Error(`${name} that does not say where both axes begin: not recorded`)
  if (row !== 0 || out.shape[0] !== input.shape[0]) throw new Error(`${name} of rows: not recorded`)
  return columnCopy(heap, input, column, out, 0, columnsOf(out))
}

const columnsOf = ({ shape }: TensorInfo): number => shape[1] as number

function requireColumns(name: string, { shape }: TensorInfo, axis: unknown): void {
  if (shape.length !== 2 || axis !== 1)
    throw new Error(`${name} of [${shape.join()}], or not along its columns: not recorded`)
}

/** Copies columns of a matrix into one of as many rows. */
function columnCopy(
  heap: WasmHeap,
  from: TensorInfo,
  fromColumn: number,
  to: TensorInfo,
  toColumn: number,
  width: number,
): Instruction {
  const rows = from.shape[0] as number
  const [fromStride, toStride] = [columnsOf(from), columnsOf(to)]
  const source = heap.offset(from.dataId) + fromColumn
  const target = heap.offset(to.dataId) + toColumn
  return () => {
    const { floats } = heap
    for (let row = 0; row < rows; row++) {
      const start = source + row * fromStride
      const end = target + row * toStride
      if (width > FEW) floats.copyWithin(end, start, start + width)
      else
        for (let unit = 0; unit < width; unit++) floats[end + unit] = floats[start + unit] as number
    }
  }
}

const inTurn =
  (instructions: readonly Instruction[]): Instruction =>
  () => {
    for (const instruction of instructions) instruction()
  }
