import { grads } from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { annealedKlWeight } from '../../scripts/training/objective.ts'
import { cvaeObjective, negativeElbo } from '../../scripts/training/objectives/cvae.ts'
import { gsnnLoss, gsnnObjective } from '../../scripts/training/objectives/gsnn.ts'
import { hybridObjective } from '../../scripts/training/objectives/hybrid.ts'
import { importanceWeightedObjective } from '../../scripts/training/objectives/importance-weighted.ts'
import type { Noise, Objective } from '../../scripts/training/objectives/loss.ts'
import { priorObjective } from '../../scripts/training/objectives/prior.ts'
import { type Cvae } from '../../src/networks/cvae.ts'
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { bernoulliLogLikelihood } from '../../src/tensor/layers.ts'
import {
  add,
  mul,
  sum,
  tensor1d,
  tensor2d,
  type Scalar,
  type Tensor,
} from '../../src/tensor/ops.ts'
import { expectGradientToAgree } from '../networks/gradients.ts'
import { parametersOf, TINY_FLOW, TINY_GAUSSIAN } from '../networks/tiny.ts'

const x = tensor2d([
  [1, 0],
  [0, 1],
])
const y = tensor2d([
  [1, 0, 0.5, 0],
  [0, 1, 1, 0.2],
])
const NOISES = [
  [0.3, -0.5, 0.9, -0.1, 0.8, 0.2],
  [-1.1, 0.4, 0.2, 0.6, -0.3, -0.7],
  [0.5, 0.1, -0.9, 1.2, 0.3, -0.2],
]

/** The same noise in the same order for each that asks for a stream of it. */
function noises(): Noise {
  let call = 0
  return () => tensor2d(NOISES[call++ % NOISES.length] ?? [], [2, 3])
}

const PRIORS: [string, CvaeConfiguration][] = [
  ['standard', { ...TINY_FLOW, prior: { kind: 'standard' } }],
  ['gaussian', TINY_GAUSSIAN],
  ['flow', TINY_FLOW],
]

const OBJECTIVES: [string, Objective][] = [
  ['CVAE', cvaeObjective(1, 1)],
  ['CVAE, L = 2, KL weight 0.5', cvaeObjective(2, 0.5)],
  ['hybrid, alpha 0.3', hybridObjective(0.3, 1, 1)],
  ['importance-weighted, K = 3', importanceWeightedObjective(3)],
]

describe.each(PRIORS)('with the %s prior', (_prior, configuration) => {
  const { names, values, networks } = parametersOf(configuration)

  it.each(OBJECTIVES)(
    '%s has the gradient of finite differences in every parameter',
    (_name, objective) => {
      expectGradientToAgree(
        (...at) => mul(sum(objective(networks(at), x, y, noises()).loss), 0.5),
        values,
      )
    },
  )

  const isRecognition = names.map((name) => name.startsWith('recognition/'))
  const [recognition, others] = [true, false].map((wanted) =>
    values.filter((_, index) => isRecognition[index] === wanted),
  ) as [Tensor[], Tensor[]]
  /** All parameters, the recognition network's as they are, the others given. */
  const withOthers = (given: readonly Tensor[]) => networks([...recognition, ...given])

  it('GSNN has the gradient of finite differences in prior and generation', () => {
    expectGradientToAgree((...at) => sum(gsnnLoss(withOthers(at), x, y, noises(), 2)), others)
  })

  it('GSNN is not touched by the recognition network that is fitted beside it', () => {
    const alone = grads((...at: Tensor[]) => sum(gsnnLoss(withOthers(at), x, y, noises(), 1)))(
      others,
    )
    const beside = grads((...at: Tensor[]) =>
      sum(gsnnObjective(1)(networks(at), x, y, noises()).loss),
    )(values)
    const fitted = grads((...at: Tensor[]) => {
      const draw = noises()
      draw() // GSNN's own
      const parts = negativeElbo(networks([...at, ...others]), x, y, draw)
      return sum(add(parts.reconstruction, parts.kl))
    })(recognition)
    const expected = [...fitted, ...alone].map((gradient) => gradient.dataSync())
    expect(beside.map((gradient) => gradient.dataSync())).toEqual(expected)
  })
})

describe('with the flow prior, whose KL has no closed form', () => {
  it('importance-weighted with one sample is the bound with its KL by that sample', () => {
    const { values, networks } = parametersOf(TINY_FLOW)
    const cvae = networks(values)
    const { reconstruction, kl } = negativeElbo(cvae, x, y, noises())
    const { loss } = importanceWeightedObjective(1)(cvae, x, y, noises())
    const expected = add(reconstruction, kl).dataSync()
    loss.dataSync().forEach((value, image) => expect(value).toBeCloseTo(expected[image] ?? NaN, 4))
  })
})

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

describe('worked by hand', () => {
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
})

describe('the prior alone', () => {
  it('worked by hand: -log p(z) of z = 1.5', () => {
    expect(lossOf(priorObjective)).toBeCloseTo(0.5 * Math.log(2 * Math.PI) + 1.5 ** 2 / 2, 5)
  })

  /** Loss by the prior's parameters, and where they are. */
  function ofPrior(configuration: CvaeConfiguration) {
    const { names, values, networks } = parametersOf(configuration)
    const isPrior = names.map((name) => name.startsWith('prior/'))
    const [prior, others] = [true, false].map((wanted) =>
      values.filter((_, index) => isPrior[index] === wanted),
    ) as [Tensor[], Tensor[]]
    const loss =
      (objective: Objective) =>
      (...given: readonly Tensor[]) => {
        const [ours, rest] = [[...given], [...others]]
        const at = isPrior.map((own) => (own ? ours : rest).shift() as Tensor)
        return sum<Scalar>(objective(networks(at), x, y, noises()).loss)
      }
    return { loss, prior }
  }

  it.each(PRIORS.filter(([name]) => name !== 'standard'))(
    'has the gradient of finite differences in the %s',
    (_name, configuration) => {
      const { loss, prior } = ofPrior(configuration)
      expectGradientToAgree(loss(priorObjective), prior)
    },
  )

  it('has the gradient of the CVAE in the flow, by the same sample of z', () => {
    const { loss, prior } = ofPrior(TINY_FLOW)
    const gradient = (objective: Objective) =>
      grads(loss(objective))(prior).flatMap((each) => [...each.dataSync()])
    const expected = gradient(cvaeObjective(1, 1))
    gradient(priorObjective).forEach((value, at) =>
      expect(value).toBeCloseTo(expected[at] ?? NaN, 5),
    )
  })
})

describe('the weight of the KL', () => {
  it('rises linearly over the first epochs, or is there at once', () => {
    const anneal = { klWeight: 0.8, klAnnealEpochs: 4 }
    expect([0, 1, 4, 9].map((epoch) => annealedKlWeight(anneal, epoch))).toEqual([0, 0.2, 0.8, 0.8])
    expect(annealedKlWeight({ klWeight: 0.8, klAnnealEpochs: 0 }, 0)).toBe(0.8)
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
