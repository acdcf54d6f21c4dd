import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compileProduct } from '../../scripts/product.ts'
import { fillNormal, seededGenerator } from '../../src/sampling/random.ts'
import { memory, tensor1d, tensor2d, tidy, zeros } from '../../src/tensor/ops.ts'
import { record } from '../../src/tensor/plan.ts'
import {
  quantizedDense,
  quantizedKernel,
  type QuantizedKernel,
} from '../../src/tensor/quantized.ts'

const LINEAR = { activation: 'linear', residual: false } as const

const normal = (seed: string, count: number): Float32Array<ArrayBuffer> => {
  const target = new Float32Array(count)
  fillNormal(seededGenerator('quantized', seed), target, 1)
  return target
}

/** A kernel and its weights as floats. */
function kernelOf(inputs: number, outputs: number, min = -1.3, scale = 0.01) {
  const bytes = Uint8Array.from(
    normal(`${inputs} ${outputs}`, inputs * outputs),
    (value) => 128 + 40 * value,
  )
  return {
    kernel: quantizedKernel(bytes, [inputs, outputs], { scale, min }),
    weights: Float64Array.from(bytes, (byte) => byte * scale + min),
  }
}

/** x · weights + bias in 64 bits, [rows, outputs]. */
function exactly(x: Float32Array, weights: Float64Array, bias: Float32Array): number[] {
  const outputs = bias.length
  const inputs = weights.length / outputs
  return Array.from({ length: (x.length / inputs) * outputs }, (_, index) => {
    const [row, column] = [Math.floor(index / outputs), index % outputs]
    let sum = bias[column] as number
    for (let input = 0; input < inputs; input++)
      sum += (x[row * inputs + input] as number) * (weights[input * outputs + column] as number)
    return sum
  })
}

const layer = (
  x: Float32Array,
  kernel: QuantizedKernel,
  bias: Float32Array,
  end: Parameters<typeof quantizedDense>[3] = LINEAR,
): Float32Array =>
  tidy(() => {
    const rows = tensor2d(x, [x.length / kernel.shape[0], kernel.shape[0]])
    return quantizedDense(rows, kernel, tensor1d(bias), end).dataSync<'float32'>()
  })

describe('a layer of 8-bit weights', () => {
  it.each([
    [1, 1, 1],
    [1, 640, 784],
    [3, 30, 16],
    [4, 31, 20],
    [7, 9, 17],
    [12, 129, 35],
  ])('is the product of %i rows, %i inputs and %i outputs', (rows, inputs, outputs) => {
    const { kernel, weights } = kernelOf(inputs, outputs)
    const [x, bias] = [normal(`x ${rows}`, rows * inputs), normal('bias', outputs)]
    const expected = exactly(x, weights, bias)
    // x is rounded to a step of its largest value by 10,000 or more, of half a step each at most.
    const tolerance = (4 / 10_000) * 1.3 * Math.sqrt(inputs)
    const found = layer(x, kernel, bias)
    expect(found).toHaveLength(expected.length)
    found.forEach((value, index) =>
      expect(Math.abs(value - (expected[index] as number))).toBeLessThan(tolerance),
    )
  })

  it('is exact where x is integers', () => {
    const { kernel, weights } = kernelOf(17, 19, -100, 1)
    // The largest value of each row is the largest that a row is rounded to.
    const x = Float32Array.from({ length: 4 * 17 }, (_, at) =>
      at % 17 === 5 ? -32_767 : (at * 37) % 101,
    )
    const bias = Float32Array.from({ length: 19 }, (_, column) => column / 2)
    expect([...layer(x, kernel, bias)]).toEqual(exactly(x, weights, bias))
  })

  it('does not overflow where all values are the largest', () => {
    const inputs = 4096
    const kernel = quantizedKernel(new Uint8Array(inputs), [inputs, 1], { scale: 1, min: 0 })
    const lowest = quantizedKernel(new Uint8Array(inputs), [inputs, 1], { scale: 1, min: -128 })
    const x = new Float32Array(inputs).fill(1e3)
    expect([...layer(x, kernel, new Float32Array(1))]).toEqual([0])
    expect(layer(x, lowest, new Float32Array(1))[0]).toBeCloseTo(-128 * inputs * 1e3, -5)
  })

  it('gives a row alone what it gives it among others', () => {
    const { kernel } = kernelOf(21, 18)
    const [x, bias] = [normal('rows', 8 * 21), normal('bias', 18)]
    const together = layer(x, kernel, bias, { activation: 'silu', residual: false })
    const alone = Array.from({ length: 8 }, (_, row) => [
      ...layer(x.slice(row * 21, (row + 1) * 21), kernel, bias, {
        activation: 'silu',
        residual: false,
      }),
    ])
    expect([...together]).toEqual(alone.flat())
  })

  it('takes a row of zeros, and one of denormals, for zero', () => {
    const { kernel } = kernelOf(6, 3)
    const bias = new Float32Array([1, 2, 3])
    expect([...layer(new Float32Array(6), kernel, bias)]).toEqual([1, 2, 3])
    expect([...layer(new Float32Array(6).fill(1e-42), kernel, bias)]).toEqual([1, 2, 3])
  })

  it.each(['silu', 'relu'] as const)('activates by %s and adds its input', (activation) => {
    const { kernel } = kernelOf(20, 20, -4, 0.03)
    const [x, bias] = [normal('activated', 60), normal('bias', 20)]
    const affine = layer(x, kernel, bias)
    const found = layer(x, kernel, bias, { activation, residual: true })
    affine.forEach((value, index) => {
      const activated = activation === 'relu' ? Math.max(value, 0) : value / (1 + Math.exp(-value))
      expect(found[index]).toBeCloseTo(activated + (x[index] as number), 4)
    })
  })

  it('activates values far from zero', () => {
    const identity = quantizedKernel(new Uint8Array([255]), [1, 1], { scale: 1 / 255, min: 0 })
    const silu = (value: number) =>
      layer(new Float32Array([value]), identity, new Float32Array(1), {
        activation: 'silu',
        residual: false,
      })[0] as number
    expect(silu(500)).toBeCloseTo(500, 3)
    expect(silu(-500)).toBeCloseTo(0, 3)
    expect(silu(-80)).toBeCloseTo(0, 6)
    for (const value of [-20, -3, -0.5, 1e-3, 0.7, 5, 30])
      expect(silu(value) / (value / (1 + Math.exp(-value)))).toBeCloseTo(1, 5)
  })

  it.each([NaN, Infinity])(
    'tells a row with %s by its own outputs, and leaves the others',
    (bad) => {
      const { kernel } = kernelOf(11, 18)
      const [x, bias] = [normal('bad', 4 * 11), normal('bias', 18)]
      const expected = layer(x, kernel, bias)
      x[11 + 4] = bad
      const found = layer(x, kernel, bias)
      expect([...found.subarray(18, 36)].every(Number.isNaN)).toBe(true)
      expect([...found.subarray(0, 18), ...found.subarray(36)]).toEqual([
        ...expected.subarray(0, 18),
        ...expected.subarray(36),
      ])
    },
  )

  it('refuses other shapes', () => {
    const { kernel } = kernelOf(10, 18)
    const x = (units: number) => new Float32Array(units)
    expect(() => layer(x(10), kernel, x(17))).toThrow(/\[10, 18\] on \[1, 10\] with a bias of 17/)
    expect(() => layer(x(10), kernel, x(18), { activation: 'silu', residual: true })).toThrow(
      /residual layer \[10, 18\]/,
    )
    const narrow = () => quantizedDense(tensor2d([[1, 2]]), kernel, tensor1d(x(18)), LINEAR)
    expect(narrow).toThrow(/\[10, 18\] on \[1, 2\]/)
  })

  it('is recorded for memory that moves', () => {
    const { kernel } = kernelOf(10, 18)
    const bias = tensor1d(normal('bias', 18))
    const plan = record(1, [10], (x) => quantizedDense(x, kernel, bias, LINEAR))
    const before = [...plan.run([[normal('a', 10)]])]
    // More rows need more room for their integers; a large tensor makes the memory grow.
    const { kernel: wide } = kernelOf(2000, 3)
    tidy(() => quantizedDense(zeros([500, 2000]), wide, tensor1d([0, 0, 0]), LINEAR))
    tidy(() => zeros([8_000_000]))
    expect([...plan.run([[normal('a', 10)]])]).toEqual(before)
  })

  it('is recorded, and leaves no tensor behind', () => {
    const { kernel } = kernelOf(10, 18)
    const bias = tensor1d(normal('bias', 18))
    const plan = record(4, [10], (x) => quantizedDense(x, kernel, bias, LINEAR))
    const before = memory().numTensors
    const rows = [normal('a', 10), normal('b', 10)]
    const found = plan.run(rows.map((row) => [row])).slice(0, 36)
    expect([...found]).toEqual(
      rows.flatMap((row) => [...layer(row, kernel, bias.dataSync<'float32'>())]),
    )
    expect(memory().numTensors).toBe(before)
  })
})

describe('product.wasm', () => {
  it('is what its source compiles to', async () => {
    const committed = readFileSync('src/tensor/integer-product/product.wasm')
    expect(Buffer.compare(committed, await compileProduct())).toBe(0)
  })
})
