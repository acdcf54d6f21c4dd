import { grads } from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { onBaseline } from '../../scripts/training/objectives/baseline.ts'
import { cvaeObjective } from '../../scripts/training/objectives/cvae.ts'
import { importanceWeightedObjective } from '../../scripts/training/objectives/importance-weighted.ts'
import { cvaeConfiguration } from '../../src/networks/configuration.ts'
import { conditionFrom, type Cvae } from '../../src/networks/cvae.ts'
import { generationLogits, outputLogLikelihood } from '../../src/networks/generation.ts'
import {
  baselineLogits,
  guessLogits,
  missing,
  withGuess,
  withoutGuess,
} from '../../src/networks/partial-image.ts'
import { bernoulliLogLikelihood } from '../../src/tensor/layers.ts'
import { mul, sum, tensor2d, type Tensor } from '../../src/tensor/ops.ts'
import { expectGradientToAgree } from './gradients.ts'
import { parametersOf, TINY_GAUSSIAN } from './tiny.ts'
import * as v from 'valibot'
import { COMPLETION, given, noise, SEEN, y } from './two-by-two.ts'

describe('x of a partial image', () => {
  it('is filled up by the first guess, observed pixels as they are', () => {
    const logits = tensor2d([
      [5, 0, -5, Math.log(3)],
      [0, 0, 0, 5],
    ])
    expect(withGuess(given, logits).arraySync()).toEqual([
      [1, 0.5, 0.5, 0.75, SEEN, 0, SEEN, 0],
      [0.5, 0.5, 0.5, 0, 0, 0, 0, SEEN],
    ])
  })

  it('is without the guess what was given', () => {
    const x = withGuess(
      given,
      tensor2d([
        [5, 0, -5, 1],
        [0, 2, 0, 5],
      ]),
    )
    expect(withoutGuess(x, 4).arraySync()).toEqual(given.arraySync())
  })

  it('tells missing from observed by the mask, not by the value', () => {
    expect(missing(given, 4).arraySync()).toEqual([
      [0, 1, 0, 1],
      [1, 1, 1, 0],
    ])
  })

  it('gives the guess back as logits, finite at 0 and 1', () => {
    const x = withGuess(
      given,
      tensor2d([
        [5, 0, -5, Math.log(3)],
        [0, 0, 0, 5],
      ]),
    )
    const [first] = guessLogits(x, 4).arraySync()
    const limit = Math.log((1 - 1e-4) / 1e-4)
    ;[limit, 0, 0, Math.log(3)].forEach((logit, pixel) =>
      expect(first?.[pixel]).toBeCloseTo(logit, 3),
    )
  })
})

describe('networks of a partial image', () => {
  const { names, values, networks } = parametersOf(COMPLETION)
  const cvae = networks(values)
  const x = conditionFrom(cvae, given)
  const z = noise()

  it('score the missing pixels alone', () => {
    const logits = generationLogits(cvae.generation, x, z)
    const whole = bernoulliLogLikelihood(logits, y)
    const part = outputLogLikelihood(cvae.generation, x, z, y)
    const [l = [], targets = []] = [logits.arraySync()[0], y.arraySync()[0]]
    const byHand = [1, 3].reduce((total, pixel) => {
      const [logit = NaN, target = NaN] = [l[pixel], targets[pixel]]
      return total + target * logit - Math.log(1 + Math.exp(logit))
    }, 0)
    expect(part.dataSync()[0]).toBeCloseTo(byHand, 4)
    expect(part.dataSync()[0]).toBeGreaterThan(whole.dataSync()[0] ?? NaN)
    const elsewhere = tensor2d([
      [0, 0.2, 1, 1],
      [0, 1, 0.7, 1],
    ])
    expect(outputLogLikelihood(cvae.generation, x, z, elsewhere).dataSync()).toEqual(
      part.dataSync(),
    )
  })

  const isBaseline = names.map((name) => name.startsWith('baseline/'))
  const part = (wanted: boolean) => values.filter((_, index) => isBaseline[index] === wanted)
  const rebuilt = (baseline: readonly Tensor[], others: readonly Tensor[]): Cvae => {
    const queues = { true: [...baseline], false: [...others] }
    return networks(isBaseline.map((is) => queues[`${is}`].shift() as Tensor))
  }

  it.each([
    ['CVAE', cvaeObjective(1, 1)],
    ['importance-weighted, K = 2', importanceWeightedObjective(2)],
  ])('%s has the gradient of finite differences in all but the baseline', (_name, objective) => {
    expectGradientToAgree(
      (...others) =>
        mul(sum(onBaseline(objective)(rebuilt(part(true), others), x, y, noise).loss), 0.5),
      part(false),
    )
  })

  it('do not teach the baseline, whose gradient is that of its own loss', () => {
    const lossOf = (baseline: readonly Tensor[]) =>
      sum(
        mul(
          bernoulliLogLikelihood(
            baselineLogits(
              rebuilt(baseline, part(false)).baseline as NonNullable<Cvae['baseline']>,
              given,
            ),
            y,
            missing(given, 4),
          ),
          -1,
        ),
      )
    const alone = grads((...at: Tensor[]) => lossOf(at))(part(true))
    const beside = grads((...at: Tensor[]) =>
      sum(onBaseline(cvaeObjective(1, 1))(rebuilt(at, part(false)), x, y, noise).loss),
    )(part(true))
    expect(beside.map((gradient) => gradient.dataSync())).toEqual(
      alone.map((gradient) => gradient.dataSync()),
    )
    expectGradientToAgree((...at) => lossOf(at), part(true))
  })

  it('work without a baseline too', () => {
    const { baseline: _, ...alone } = COMPLETION
    const plain = parametersOf(alone)
    const { loss, parts } = onBaseline(cvaeObjective(1, 1))(
      plain.networks(plain.values),
      given,
      y,
      noise,
    )
    expect(loss.dataSync().every(Number.isFinite)).toBe(true)
    expect(Object.keys(parts)).toEqual(['reconstruction', 'kl'])
  })
})

describe('the configuration', () => {
  const { condition: _, ...labelled } = TINY_GAUSSIAN
  it.each([
    [{ ...labelled, baseline: [4] }, /not a label/],
    [
      {
        ...labelled,
        condition: '1 quadrant',
        prior: { kind: 'flow', hidden: [], permutations: [] },
      },
      /not a partial image/,
    ],
    [{ ...labelled, condition: '4 quadrants' }, /condition/],
  ])('refuses %o', (input, message) => {
    const parsed = v.safeParse(cvaeConfiguration, input)
    expect(parsed.success).toBe(false)
    expect(parsed.issues?.map((issue) => `${v.getDotPath(issue)} ${issue.message}`).join()).toMatch(
      message,
    )
  })

  it('is of a label when it says nothing, as in weights of before', () => {
    expect(v.parse(cvaeConfiguration, labelled)).toMatchObject({ condition: 'label' })
  })
})
