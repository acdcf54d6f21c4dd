import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm'
import { backend, fused, getKernelsForBackend } from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { fillNormal, seededGenerator } from '../../src/sampling/random.ts'
import { dense } from '../../src/tensor/dense.ts'
import { silu } from '../../src/tensor/layers.ts'
import {
  add,
  clipByValue,
  concat,
  exp,
  log,
  matMul,
  mul,
  relu,
  sigmoid,
  slice,
  softplus,
  split,
  sqrt,
  sub,
  tanh,
  tensor1d,
  tensor2d,
  type Tensor2D,
} from '../../src/tensor/ops.ts'
import { record } from '../../src/tensor/plan.ts'

const values = (seed: string, count: number): Float32Array => {
  const target = new Float32Array(count)
  fillNormal(seededGenerator('plan', seed), target, 1)
  return target
}

const [kernel, bias] = [
  tensor2d(values('kernel', 156 * 12), [156, 12]),
  tensor1d(values('bias', 12)),
]
const square = tensor2d(values('square', 144), [12, 12])

/** Every operation that has an instruction. */
function forward(x: Tensor2D, z: Tensor2D): Tensor2D {
  const joined = concat<Tensor2D>([x, z, x], 1)
  const h = silu(dense(joined, kernel, bias))
  const [left, right] = split(matMul(h, square), [5, 7], 1) as [Tensor2D, Tensor2D]
  const positive = add<Tensor2D>(softplus(left), exp(mul<Tensor2D>(left, -0.5)))
  const other = sub(relu(slice(right, [0, 1], [-1, 5])), clipByValue(left, -0.3, 0.4))
  return mul(log<Tensor2D>(positive), add(tanh(other), sigmoid(other)))
}

/** Wider than what is copied value by value. */
const [X, Z] = [70, 16]
const row = (index: number) => [values(`x ${index}`, X), values(`z ${index}`, Z)] as const

/** The outputs of the pass itself, without a plan. */
function plainly(rows: readonly (readonly [Float32Array, Float32Array])[]): Float32Array {
  const matrix = (input: 0 | 1, width: number) =>
    tensor2d(Float32Array.from(rows.flatMap((each) => [...each[input]])), [rows.length, width])
  return forward(matrix(0, X), matrix(1, Z)).dataSync<'float32'>()
}

/** How often a function of the backend is called meanwhile: instructions go around the engine. */
function callsOf(name: string, run: () => void): number {
  const module = (backend() as BackendWasm).wasm as unknown as Record<string, CallableFunction>
  const own = module[name] as CallableFunction
  let calls = 0
  module[name] = (...parameters: unknown[]): unknown => {
    calls += 1
    return own(...parameters) as unknown
  }
  try {
    run()
  } finally {
    module[name] = own
  }
  return calls
}

describe('a recorded forward pass', () => {
  it.each([1, 2, 5])('gives the bytes of the pass itself, rows: %i', (count) => {
    const plan = record(count, [X, Z], forward)
    for (const start of [0, 100, 200]) {
      const rows = Array.from({ length: count }, (_, index) => row(start + index))
      expect(plan.run(rows)).toEqual(plainly(rows))
    }
  })

  it('computes a row alike whatever the others are, and rows that are left out do not matter', () => {
    const plan = record(4, [X, Z], forward)
    const all = plan.run([row(0), row(1), row(2), row(3)])
    const two = plan.run([row(1), row(0)])
    const width = all.length / 4
    expect(two.slice(0, width)).toEqual(all.slice(width, 2 * width))
    expect(two.slice(width, 2 * width)).toEqual(all.slice(0, width))
  })

  it('gives outputs that the next run leaves alone', () => {
    const plan = record(1, [X, Z], forward)
    const first = plan.run([row(0)])
    const copy = first.slice()
    plan.run([row(1)])
    expect(first).toEqual(copy)
  })

  it('allocates nothing once it is recorded, and holds when memory grows', () => {
    const plan = record(1, [X, Z], forward)
    const before = plan.run([row(0)])
    const allocated = callsOf('_malloc', () => {
      for (let index = 0; index < 100; index++) plan.run([row(index)])
    })
    expect(allocated).toBe(0)
    // 64 MB: more than the heap begins with.
    tensor1d(new Float32Array(16e6)).dispose()
    expect(plan.run([row(0)])).toEqual(before)
  })

  it('keeps what it reads when its owner disposes of it', () => {
    const [weights, offsets] = [
      tensor2d(values('weights', 144), [12, 12]),
      tensor1d(values('offsets', 12)),
    ]
    const plan = record(1, [12], (x) => dense(x, weights, offsets))
    const input = [[values('input', 12)]]
    const before = plan.run(input)
    weights.dispose()
    offsets.dispose()
    Array.from({ length: 20 }, () => tensor2d(values('other', 144), [12, 12]))
    expect(plan.run(input)).toEqual(before)
  })

  it('computes what does not depend on the inputs once', () => {
    const input = [[new Float32Array(12)]]
    let found = new Float32Array()
    const products = callsOf('_BatchMatMul', () => {
      const plan = record(1, [12], (x) =>
        add<Tensor2D>(x, slice(matMul<Tensor2D>(square, square), [0, 0], [1, -1])),
      )
      for (let run = 0; run < 3; run++) found = plan.run(input) as Float32Array<ArrayBuffer>
    })
    expect(products).toBe(1)
    expect(found).toEqual(slice(matMul<Tensor2D>(square, square), [0, 0], [1, -1]).dataSync())
  })

  it.each([
    ['short', [new Float32Array(11)]],
    ['long', [new Float32Array(13)]],
    ['missing', []],
  ])('refuses an input that is too %s', (_, inputs) => {
    const plan = record(1, [12], (x) => relu(x))
    expect(() => plan.run([inputs])).toThrow(/expected 12/)
    expect(() => plan.run([[new Float32Array(12)], [new Float32Array(12)]])).toThrow(/in 1 rows/)
  })

  it.each<[string, (x: Tensor2D) => Tensor2D, RegExp]>([
    ['a kernel that it does not know', (x) => sqrt(x), /Sqrt has no instruction/],
    ['a product whose second operand varies', (x) => matMul(x, x), /varies/],
    ['a transposed product', (x) => matMul(square, x, false, true), /transposed/],
    ['a product without bias', (x) => fused.matMul({ a: x, b: square }) as Tensor2D, /inputs/],
    ['a copy', (x) => x.clone(), /Identity has no instruction/],
    ['a slice that names one axis', (x) => slice(x, [0], [-1]), /both axes/],
    ['rows that are joined', (x) => concat([x, x], 0), /columns/],
    ['rows that are cut out', (x) => slice(x, [1, 0], [1, -1]), /rows/],
    ['a result that depends on nothing', () => matMul(square, square), /does not depend/],
  ])('refuses %s, and the backend is as it was', (_, pass, message) => {
    const before = getKernelsForBackend('wasm').map(({ kernelFunc }) => kernelFunc)
    expect(() => record(12, [12], pass)).toThrow(message)
    expect(getKernelsForBackend('wasm').map(({ kernelFunc }) => kernelFunc)).toEqual(before)
  })
})
