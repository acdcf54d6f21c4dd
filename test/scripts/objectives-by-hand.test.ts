import { describe, expect, it } from 'vitest'
import { cvaeObjective } from '../../scripts/training/objectives/cvae.ts'
import { gsnnLoss } from '../../scripts/training/objectives/gsnn.ts'
import { hybridObjective } from '../../scripts/training/objectives/hybrid.ts'
import { importanceWeightedObjective } from '../../scripts/training/objectives/importance-weighted.ts'
import type { Noise, Objective } from '../../scripts/training/objectives/loss.ts'
import { priorObjective } from '../../scripts/training/objectives/prior.ts'
import type { Cvae } from '../../src/networks/cvae.ts'
import { bernoulliLogLikelihood } from '../../src/tensor/layers.ts'
import { sum, tensor1d, tensor2d } from '../../src/tensor/ops.ts'

/**
 * One pixel, one latent unit, linear networks: q(z|x,y) = N(y, 1), p(z|x) = N(0, 1), logit of
 * p(y|x,z) = 2 z + x.
 */
const handWorked: Cvae = {
  recognition: {
    layers: [{ kernel: tensor2d([1, 0, 0, 0], [2, 2]), bias: tensor1d([0, 0]) }],
    activation: 'silu',
    residual: true,
    deviation: 'log-variance',
  },
  prior: { kind: 'standard', latent: 1 },
  generation: {
    layers: [{ kernel: tensor2d([2, 1], [2, 1]), bias: tensor1d([0]) }],
    activation: 'silu',
    residual: true,
  },
}
const one = tensor2d([[1]])
/** 0.5, then -1. */
function twoNoises(): Noise {
  const values = [0.5, -1]
  return () => tensor2d([[values.shift() ?? NaN]])
}
/** -log p(y = 1 | x = 1, z). */
const surprise = (z: number) => Math.log(1 + Math.exp(-(2 * z + 1)))
const lossOf = (objective: Objective) =>
  objective(handWorked, one, one, twoNoises()).loss.dataSync()[0]

describe('objectives worked by hand', () => {
  // z ~ q is 1 + noise: 1.5, then 0. KL(N(1, 1) || N(0, 1)) = 1/2.
  it('CVAE: mean of L reconstructions, and the KL by its weight', () => {
    expect(lossOf(cvaeObjective(1, 1))).toBeCloseTo(surprise(1.5) + 0.5, 5)
    expect(lossOf(cvaeObjective(2, 3))).toBeCloseTo((surprise(1.5) + surprise(0)) / 2 + 1.5, 5)
  })

  it('GSNN: mean of L reconstructions with z from the prior', () => {
    const found = gsnnLoss(handWorked, one, one, twoNoises(), 2).dataSync()[0]
    expect(found).toBeCloseTo((surprise(0.5) + surprise(-1)) / 2, 5)
  })

  it('hybrid: alpha of the one and the rest of the other', () => {
    const expected = 0.25 * (surprise(1.5) + 0.5) + 0.75 * surprise(-1)
    expect(lossOf(hybridObjective(0.25, 1, 1))).toBeCloseTo(expected, 5)
  })

  it('importance-weighted: log of the mean weight', () => {
    // log p(z) - log q(z) = (z - 1)²/2 - z²/2 = 1/2 - z.
    const weights = [1.5, 0].map((z) => Math.exp(-surprise(z) + 0.5 - z))
    const expected = -Math.log(((weights[0] ?? NaN) + (weights[1] ?? NaN)) / 2)
    expect(lossOf(importanceWeightedObjective(2))).toBeCloseTo(expected, 5)
  })

  it('the prior alone: -log p(z) of z = 1.5', () => {
    expect(lossOf(priorObjective)).toBeCloseTo(0.5 * Math.log(2 * Math.PI) + 1.5 ** 2 / 2, 5)
  })
})

describe('the reconstruction', () => {
  it('is a sum over pixels, not a mean', () => {
    const zero = tensor2d([[0, 0, 0, 0]])
    expect(sum(bernoulliLogLikelihood(zero, tensor2d([[1, 0, 1, 0]]))).arraySync()).toBeCloseTo(
      4 * Math.log(0.5),
      5,
    )
  })
})
