import { grads } from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { annealedKlWeight } from '../../scripts/training/objective.ts'
import { cvaeObjective, negativeElbo } from '../../scripts/training/objectives/cvae.ts'
import { gsnnLoss, gsnnObjective } from '../../scripts/training/objectives/gsnn.ts'
import { hybridObjective } from '../../scripts/training/objectives/hybrid.ts'
import { importanceWeightedObjective } from '../../scripts/training/objectives/importance-weighted.ts'
import type { Noise, Objective } from '../../scripts/training/objectives/loss.ts'
import { priorObjective } from '../../scripts/training/objectives/prior.ts'
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { add, mul, sum, tensor2d, type Scalar, type Tensor } from '../../src/tensor/ops.ts'
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
  it('both parts of the bound are means over the samples', () => {
    const { values, networks } = parametersOf(TINY_FLOW)
    const cvae = networks(values)
    const draw = noises()
    const [first, second] = [negativeElbo(cvae, x, y, draw), negativeElbo(cvae, x, y, draw)]
    const both = negativeElbo(cvae, x, y, noises(), 2)
    for (const part of ['reconstruction', 'kl'] as const) {
      const expected = mul(add(first[part], second[part]), 0.5).dataSync()
      both[part]
        .dataSync()
        .forEach((value, image) => expect(value).toBeCloseTo(expected[image] ?? NaN, 5))
    }
  })

  it('importance-weighted with one sample is the bound with its KL by that sample', () => {
    const { values, networks } = parametersOf(TINY_FLOW)
    const cvae = networks(values)
    const { reconstruction, kl } = negativeElbo(cvae, x, y, noises())
    const { loss } = importanceWeightedObjective(1)(cvae, x, y, noises())
    const expected = add(reconstruction, kl).dataSync()
    loss.dataSync().forEach((value, image) => expect(value).toBeCloseTo(expected[image] ?? NaN, 4))
  })
})

describe('the prior alone', () => {
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
