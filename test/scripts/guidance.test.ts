import { describe, expect, it } from 'vitest'
import { energyDistance, pairWeights } from '../../scripts/training/guidance/energy-distance.ts'
import { noiseStream } from '../../scripts/training/noise.ts'
import { add, mul, tensor2d, type Tensor2D } from '../../src/tensor/ops.ts'
import { expectGradientToAgree } from '../networks/gradients.ts'

describe('the energy distance', () => {
  it('compares digits of one label alone, worked by hand', () => {
    // Two labels, two digits of each, one unit.
    const drawn = tensor2d([[0], [1], [10], [12]])
    const real = tensor2d([[0], [3], [10], [13]])
    const drawnReal = ((0 + 3 + 1 + 2) / 4 + (0 + 3 + 2 + 1) / 4) / 2
    const drawnDrawn = (1 + 2) / 2
    const realReal = 3
    const found = energyDistance(drawn, real, pairWeights(2, 2)).dataSync()[0]
    expect(found).toBeCloseTo((2 * drawnReal - drawnDrawn) / realReal - 1, 1)
  })

  it('is 0 on average for equal distributions, and grows with their difference', () => {
    const weights = pairWeights(2, 20)
    const stream = noiseStream('test', 'energy')
    const mean = (change: (digits: Tensor2D) => Tensor2D) => {
      let total = 0
      for (let round = 0; round < 50; round++)
        total += energyDistance(change(stream(40, 3)), stream(40, 3), weights).dataSync()[0] ?? NaN
      return total / 50
    }
    expect(Math.abs(mean((digits) => digits))).toBeLessThan(0.01)
    expect(mean((digits) => add(digits, 1))).toBeGreaterThan(0.1)
    expect(mean((digits) => mul(digits, 0.5))).toBeGreaterThan(0.03) // too much alike
  })

  it('has the gradient of finite differences', () => {
    const stream = noiseStream('test', 'gradient')
    const [drawn, real] = [stream(6, 2), stream(6, 2)]
    const weights = pairWeights(2, 3)
    expectGradientToAgree((at) => energyDistance(at as Tensor2D, real, weights), [drawn])
  })
})
