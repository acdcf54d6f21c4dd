import { describe, expect, it } from 'vitest'
import { mlp, mlpParameters } from '../../src/networks/mlp.ts'
import { fillNormal, seededGenerator } from '../../src/sampling/random.ts'
import { tensor, tensor2d, type Tensor } from '../../src/tensor/ops.ts'
import { quantizedKernel } from '../../src/tensor/quantized.ts'

const [SCALE, MIN] = [0.01, -1.2]

const normal = (seed: string, count: number): Float32Array => {
  const target = new Float32Array(count)
  fillNormal(seededGenerator('mlp', seed), target, 1)
  return target
}
const bytesOf = (name: string, count: number) =>
  Uint8Array.from(normal(name, count), (value) => 120 + 30 * value)

/** A parameter as floats. */
function floats(name: string, shape: readonly number[]): Tensor {
  const count = shape.reduce((product, length) => product * length, 1)
  const values = name.endsWith('kernel')
    ? Float32Array.from(bytesOf(name, count), (byte) => byte * SCALE + MIN)
    : normal(name, count)
  return tensor(values, [...shape])
}

describe('a network of 8-bit kernels', () => {
  it.each([
    { activation: 'silu', residual: true },
    { activation: 'relu', residual: true },
    { activation: 'silu', residual: false },
  ] as const)('is that of the decoded ones: %o', (form) => {
    // Two layers of equal width, the last of which is linear and adds nothing.
    const widths = [6, 12, 12, 12]
    const decoded = mlpParameters(floats, form, 'network', widths)
    const packed = mlpParameters(
      (name, shape, role) =>
        role === 'kernel'
          ? quantizedKernel(
              bytesOf(name, (shape[0] as number) * (shape[1] as number)),
              shape as [number, number],
              { scale: SCALE, min: MIN },
            )
          : floats(name, shape),
      form,
      'network',
      widths,
    )
    const x = tensor2d(normal('x', 18), [3, 6])
    const expected = mlp(decoded, x).dataSync()
    const found = mlp(packed, x).dataSync()
    found.forEach((value, index) => expect(value).toBeCloseTo(expected[index] as number, 2))
    expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(1)
  })
})
