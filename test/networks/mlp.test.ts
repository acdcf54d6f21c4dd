import { describe, expect, it } from 'vitest'
import { mlp, mlpAt, type MlpParameters } from '../../src/networks/mlp.ts'
import { concat, memory, mul, tensor1d, tensor2d, type Tensor2D } from '../../src/tensor/ops.ts'

const silu = (x: number) => x / (1 + Math.exp(-x))

const FORM = { activation: 'silu', residual: true } as const

describe('mlp', () => {
  it('is x · kernel + bias with one layer: the last one is linear', () => {
    const layer = { kernel: tensor2d([1, 2, 3, 4], [2, 2]), bias: tensor1d([10, 20]) }
    expect(mlp({ ...FORM, layers: [layer] }, tensor2d([[1, -1]])).arraySync()).toEqual([[8, 18]])
  })

  it('applies silu and the residual connection where widths agree, by hand', () => {
    const layers = [
      { kernel: tensor2d([1, -1], [1, 2]), bias: tensor1d([0, 1]) }, // 1 -> 2: no residual
      { kernel: tensor2d([1, 0, 0, 2], [2, 2]), bias: tensor1d([0, 0]) }, // 2 -> 2: residual
      { kernel: tensor2d([3, 5], [2, 1]), bias: tensor1d([-1]) },
    ]
    const x = 0.7
    const [a, b] = [silu(x), silu(1 - x)]
    const expected = 3 * (a + silu(a)) + 5 * (b + silu(2 * b)) - 1
    const [[found = NaN] = []] = mlp({ ...FORM, layers }, tensor2d([[x]])).arraySync()
    expect(found).toBeCloseTo(expected, 5)
  })

  it('applies relu, and no residual connection where there is none, by hand', () => {
    const identity = { kernel: tensor2d([1, 0, 0, 1], [2, 2]), bias: tensor1d([0, -1]) }
    const layers = [identity, identity]
    const found = mlp({ activation: 'relu', residual: false, layers }, tensor2d([[-3, 5]]))
    expect(found.arraySync()).toEqual([[0, 3]])
  })

  it('drops out hidden units, never the output', () => {
    const layer = { kernel: tensor2d([1, 0, 0, 1], [2, 2]), bias: tensor1d([0, 0]) }
    const dropout = (hidden: Tensor2D) => mul<Tensor2D>(hidden, 0)
    const form = { activation: 'relu', residual: false, dropout } as const
    expect(mlp({ ...form, layers: [layer] }, tensor2d([[1, 2]])).arraySync()).toEqual([[1, 2]])
    const two = mlp({ ...form, layers: [layer, layer] }, tensor2d([[1, 2]]))
    expect(two.arraySync()).toEqual([[0, 0]])
  })

  it('leaves only its result behind', () => {
    const layer = { kernel: tensor2d([1, 2, 3, 4], [2, 2]), bias: tensor1d([0, 0]) }
    const x = tensor2d([[1, -1]])
    const before = memory().numTensors
    mlp({ ...FORM, layers: [layer, layer] }, x)
    expect(memory().numTensors).toBe(before + 1)
  })
})

describe('mlpAt', () => {
  /** A network of these widths, its numbers without a pattern. */
  const networkOf = (...widths: number[]): MlpParameters => ({
    ...FORM,
    layers: widths.slice(1).map((outputs, layer) => {
      const inputs = widths[layer] ?? 0
      const kernel = Array.from({ length: inputs * outputs }, (_, at) => Math.sin(7 * at + layer))
      return {
        kernel: tensor2d(kernel, [inputs, outputs]),
        bias: tensor1d(Array(outputs).fill(0.1)),
      }
    }),
  })
  const known = tensor2d([
    [0.3, -0.7],
    [1, 2],
  ])

  it.each([
    ['without residual connections', [3, 4, 2]],
    ['with one after the first layer', [3, 4, 4, 2]],
    ['with one at the first layer', [3, 3, 2]],
    ['with a first layer as wide as the inputs that are not known', [3, 1, 2]],
  ])('is the network whose last inputs are known, row by row, %s', (_what, widths) => {
    const network = networkOf(...widths)
    const at = mlpAt(network, known)
    for (const z of [tensor2d([[0.4], [-1.5]]), tensor2d([[2], [0]])]) {
      const whole = concat<Tensor2D>([z, known], 1)
      const found = mlp(at, at.offset === undefined ? whole : z).dataSync()
      mlp(network, whole)
        .dataSync()
        .forEach((value, unit) => expect(found[unit]).toBeCloseTo(value, 5))
    }
  })

  it('saves the product with what is known, where residual connections stay as they are', () => {
    expect(mlpAt(networkOf(3, 4, 2), known).offset?.shape).toEqual([2, 4])
    expect(mlpAt(networkOf(3, 3, 2), known).offset).toBeUndefined()
  })
})
