import { describe, expect, it } from 'vitest'
import { poolingMatrices, withScales } from '../../scripts/training/multi-scale.ts'
import { cvaeObjective } from '../../scripts/training/objectives/cvae.ts'
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { conditionFrom } from '../../src/networks/cvae.ts'
import { outputLogLikelihood } from '../../src/networks/generation.ts'
import { mlp } from '../../src/networks/mlp.ts'
import {
  concat,
  matMul,
  mul,
  sub,
  sum,
  tensor2d,
  type Tensor,
  type Tensor2D,
} from '../../src/tensor/ops.ts'
import { expectGradientToAgree } from './gradients.ts'
import { parametersOf } from './tiny.ts'
import { COMPLETION, given, noise, y } from './two-by-two.ts'

describe('the multi-scale objective', () => {
  const twoScales: CvaeConfiguration = { ...COMPLETION, scales: 2 }
  const { names, values, networks } = parametersOf(twoScales)
  const pools = poolingMatrices(twoScales)
  const x = conditionFrom(networks(values), given)

  it('adds the mean of the missing pixels, as large a share of it as is missing', () => {
    const scaled = withScales(networks(values), pools)
    const { generation } = networks(values)
    const added = sub(
      outputLogLikelihood(scaled.generation, x, noise(), y),
      outputLogLikelihood(generation, x, noise(), y),
    ).dataSync()
    const last = generation.layers.length - 1
    expect(generation.layers[last]?.bias.shape).toEqual([5])
    const outputs = mlp(generation, concat([noise(), x], 1)).arraySync()
    // Half of the first image is missing, three quarters of the second.
    ;[
      { share: 0.5, mean: 0.6 },
      { share: 0.75, mean: 1.7 / 3 },
    ].forEach(({ share, mean }, image) => {
      const logit = outputs[image]?.[4] ?? NaN
      const expected = share * (mean * logit - Math.log(1 + Math.exp(logit)))
      expect(added[image]).toBeCloseTo(expected, 4)
    })
  })

  it('has the gradient of finite differences in the generation network', () => {
    const isOurs = names.map((name) => name.startsWith('generation/'))
    const ours = values.filter((_, index) => isOurs[index])
    expectGradientToAgree((...at) => {
      const queue = [...at]
      const mixed = values.map((value, index) =>
        isOurs[index] ? (queue.shift() as Tensor) : value,
      )
      return mul(
        sum(cvaeObjective(1, 1)(withScales(networks(mixed), pools), x, y, noise).loss),
        0.3,
      )
    }, ours)
  })

  it('has pools that average squares', () => {
    const [half, quarter] = poolingMatrices({
      ...COMPLETION,
      image: { rows: 4, columns: 8 },
      scales: 3,
    })
    expect([half?.shape, quarter?.shape]).toEqual([
      [32, 8],
      [32, 2],
    ])
    const ramp = tensor2d(
      Array.from({ length: 32 }, (_, pixel) => pixel),
      [1, 32],
    )
    expect(matMul(ramp, half as Tensor2D).dataSync()[0]).toBe((0 + 1 + 8 + 9) / 4)
    expect(matMul(ramp, quarter as Tensor2D).dataSync()[1]).toBe(17.5)
  })
})
