import { describe, expect, it } from 'vitest'
import { initialClassifierParameters } from '../../scripts/classifier/parameters.ts'
import { indicesByLabel } from '../../scripts/data/labelled-images.ts'
import { energyDistance, pairWeights } from '../../scripts/training/guidance/energy-distance.ts'
import { Guidance } from '../../scripts/training/guidance/guidance.ts'
import { noiseStream } from '../../scripts/training/noise.ts'
import { cvaeNetworks } from '../../src/networks/cvae.ts'
import { add, mul, tensor2d, tidy, type Tensor2D } from '../../src/tensor/ops.ts'
import { expectGradientToAgree } from '../networks/gradients.ts'
import { randomParameters, TINY_GAUSSIAN } from '../networks/tiny.ts'

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

describe('the resemblance of drawn digits to real ones', () => {
  const image = { rows: 8, columns: 7 }
  const training = {
    ...image,
    labelCount: 2,
    images: Uint8Array.from({ length: 40 * 56 }, (_, pixel) => (31 * pixel) % 256),
    labels: Uint8Array.from({ length: 40 }, (_, digit) => digit % 2),
  }
  const classifier = {
    image,
    labels: 2,
    convolutions: [{ kernel: 3, stride: 1, channels: 4, pool: 2 }],
    dense: [8],
  }
  const guide = {
    configuration: classifier,
    parameters: initialClassifierParameters(classifier, 'test'),
    unseen: indicesByLabel(training, Uint32Array.from(training.labels.keys())),
  }
  const configuration = { ...TINY_GAUSSIAN, image }
  const networks = cvaeNetworks(randomParameters, configuration)

  function resemblance({ index, contrast }: { index: number; contrast: number }): number {
    const run = { index, workers: 2, options: { legibleFrom: 1 } }
    const guidance = new Guidance(configuration, training, [guide], run)
    let value = NaN
    tidy(() => {
      const from = guidance.drawnFrom(networks, '0')
      value = guidance.loss(networks, from, contrast, '0').resemblance.dataSync()[0] ?? NaN
    })
    return value
  }

  it('is that of other digits for each worker, with the contrast that is served', () => {
    const first = resemblance({ index: 0, contrast: 1 })
    expect(resemblance({ index: 0, contrast: 1 })).toBe(first)
    expect(resemblance({ index: 1, contrast: 1 })).not.toBe(first)
    expect(resemblance({ index: 0, contrast: 1.3 })).not.toBe(first)
  })
})
