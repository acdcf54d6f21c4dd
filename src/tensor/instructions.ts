/**
 * @file What a recorded forward pass (plan.ts) does for each kernel: the backend's own function on fixed
 * tensors, with the parameters that the backend's JavaScript would give it.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core'
import { concatenation, slicing, splitting } from './column-moves.ts'
import type { Compile, Instruction, KernelCall } from './kernel-call.ts'
import type { LayerEnd, LayerTensors } from './product-instance.ts'
import { QUANTIZED_DENSE, quantizedDenseOn } from './quantized.ts'
import type { WasmHeap } from './wasm-heap.ts'

/** C++'s enum of dtypes: float32 is 0. */
const FLOAT32 = 0
const LINEAR = 0

/** Of tensor and float32, to the output. */
const unary: Compile = (heap, name, call) => {
  const [x, out] = idsOf(heap, call)
  const run = heap.exported(name)
  return () => run(x, FLOAT32, out)
}

/** Of tensor to the output: kernels of one dtype. */
const floatUnary: Compile = (heap, name, call) => {
  const [x, out] = idsOf(heap, call)
  const run = heap.exported(name)
  return () => run(x, out)
}

const binary: Compile = (heap, name, call) => {
  const [a, b, out] = idsOf(heap, call) as [number, number, number]
  const [aShape, bShape] = shapesOf(call)
  const [aSizes, bSizes] = [heap.integers(aShape), heap.integers(bShape)]
  const run = heap.exported(name)
  return () => run(a, aSizes, aShape.length, b, bSizes, bShape.length, FLOAT32, out)
}

const clip: Compile = (heap, name, call) => {
  const [x, out] = idsOf(heap, call)
  const { clipValueMin, clipValueMax } = call.attributes as Record<string, number>
  const run = heap.exported(name)
  return () => run(x, clipValueMin as number, clipValueMax as number, out)
}

const product: Compile = (heap, name, call) => {
  const [a, b, out] = idsOf(heap, call) as [number, number, number]
  const [aSizes, bSizes] = operandSizes(heap, name, call)
  const run = heap.exported(name)
  return () => run(a, aSizes, 3, b, bSizes, 3, 0, 0, out)
}

const productWithBias: Compile = (heap, name, call) => {
  if (call.attributes['activation'] !== 'linear')
    throw new Error(`${name} with an activation: not recorded`)
  if (call.inputs.length !== 3) throw new Error(`${name} of two or four inputs: not recorded`)
  const [a, b, bias, out] = idsOf(heap, call) as [number, number, number, number]
  const [aSizes, bSizes] = operandSizes(heap, name, call)
  const run = heap.exported(name)
  return () => run(a, aSizes, 3, b, bSizes, 3, 0, 0, LINEAR, bias, 0, 0, out)
}

const quantized: Compile = (_heap, _name, { inputs, outputs, attributes }) => {
  const tensors = [...inputs, ...outputs] as readonly TensorInfo[] as LayerTensors
  return quantizedDenseOn(tensors, attributes as unknown as LayerEnd)
}

/** Pointers of the operands' sizes. The backend packs the second one, and the bias, at the first call alone. */
function operandSizes(
  heap: WasmHeap,
  name: string,
  { inputs, attributes, varies }: KernelCall,
): [number, number] {
  if (attributes['transposeA'] === true || attributes['transposeB'] === true)
    throw new Error(`${name} of a transposed operand: not recorded`)
  const [left, right, ...bias] = inputs as [TensorInfo, TensorInfo, ...TensorInfo[]]
  if ([right, ...bias].some(varies))
    throw new Error(`${name} with a second operand or a bias that varies: not recorded`)
  if (left.shape.length > 3 || right.shape.length > 3)
    throw new Error(`${name} of more than three dimensions: not recorded`)
  const sizes = ({ shape }: TensorInfo): number => heap.integers([1, 1, 1, ...shape].slice(-3))
  return [sizes(left), sizes(right)]
}

/** The same memory in another shape. */
const nothing: Compile = () => undefined

/** By the name of the kernel. */
const COMPILERS: Readonly<Record<string, Compile>> = {
  Reshape: nothing,
  Exp: unary,
  Log: unary,
  Relu: unary,
  Softplus: unary,
  Tanh: unary,
  Sigmoid: floatUnary,
  ClipByValue: clip,
  Add: binary,
  Multiply: binary,
  Sub: binary,
  BatchMatMul: product,
  _FusedMatMul: productWithBias,
  [QUANTIZED_DENSE]: quantized,
  Concat: concatenation,
  Slice: slicing,
  SplitV: splitting,
}

/** Names of the kernels that a recorded pass may call. */
export const RECORDED_KERNELS: readonly string[] = Object.keys(COMPILERS)

/**
 * The instruction for a kernel's call; undefined where there is nothing to do.
 *
 * @throws {Error} For a kernel, or a form of one, that the table above does not have.
 */
export function compile(heap: WasmHeap, name: string, call: KernelCall): Instruction | undefined {
  const compiler = COMPILERS[name]
  if (compiler === undefined)
    throw new Error(`Kernel ${name} has no instruction: add it to src/tensor/instructions.ts`)
  return compiler(heap, name, call)
}

/** Of the inputs, then of the output. */
const idsOf = (heap: WasmHeap, { inputs, outputs }: KernelCall): [number, number, ...number[]] =>
  [...inputs, ...outputs].map(({ dataId }) => heap.id(dataId)) as [number, number, ...number[]]

const shapesOf = ({ inputs: [a, b] }: KernelCall): [readonly number[], readonly number[]] => [
  a?.shape ?? [],
  b?.shape ?? [],
]
