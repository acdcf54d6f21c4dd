import { describe, expect, it } from 'vitest'
import { initialClassifierParameters } from '../../scripts/classifier/parameters.ts'
import { configurationFor, SMALL_CLASSIFIER } from '../../scripts/classifier/presets.ts'
import { energyDistance, pairWeights } from '../../scripts/training/guidance/energy-distance.ts'
import { Guidance } from '../../scripts/training/guidance/guidance.ts'
import { initialParameters, trainableCvae } from '../../scripts/training/parameters.ts'
import { noiseStream } from '../../scripts/training/noise.ts'
import { add, memory, mul, tensor2d, variableGrads, type Tensor2D } from '../../src/tensor/ops.ts'
import { expectGradientToAgree } from '../networks/gradients.ts'
import { TINY_FLOW } from '../networks/tiny.ts'

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

describe('guidance', () => {
  const side = 20
  const configuration = { ...TINY_FLOW, image: { rows: side, columns: side } }
  const training = {
    rows: side,
    columns: side,
    labelCount: 2,
    images: Uint8Array.from({ length: 8 * side * side }, (_, pixel) => (pixel * 89) % 256),
    labels: Uint8Array.of(0, 1, 0, 1, 0, 1, 0, 1),
  }
  const guide = configurationFor(SMALL_CLASSIFIER, training)
  const parameters = initialClassifierParameters(guide, '0')
  const unseen = [Uint32Array.of(0, 2), Uint32Array.of(1, 3)]
  const guidance = new Guidance(
    configuration,
    training,
    [{ configuration: guide, parameters, unseen }],
    { index: 0, workers: 1 },
  )
  const cvae = trainableCvae(configuration)
  cvae.assign(initialParameters(configuration, training, '0'))

  it('teaches how a z is drawn, not which there are', () => {
    const before = memory().numTensors
    const drawing = guidance.drawing(cvae.networks, '0')
    const { value, grads } = variableGrads(() => {
      const { legibility, resemblance } = guidance.loss(cvae.networks.generation, drawing, 1, '0')
      return add(legibility, resemblance)
    }, cvae.variables)
    const taught = cvae.layout
      .filter((_, index) => grads[cvae.variables[index]?.name ?? ''] !== undefined)
      .map(({ name }) => name)
    expect(taught).toEqual(
      cvae.layout.map(({ name }) => name).filter((name) => name.startsWith('generation/')),
    )
    value.dispose()
    for (const gradient of Object.values(grads)) gradient.dispose()
    drawing.dispose()
    expect(memory().numTensors).toBe(before)
  })
})
