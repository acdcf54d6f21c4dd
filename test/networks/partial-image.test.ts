import { grads } from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { poolingMatrices, withScales } from '../../scripts/training/multi-scale.ts'
import { onBaseline } from '../../scripts/training/objectives/baseline.ts'
import { cvaeObjective } from '../../scripts/training/objectives/cvae.ts'
import { importanceWeightedObjective } from '../../scripts/training/objectives/importance-weighted.ts'
import { cvaeConfiguration, type CvaeConfiguration } from '../../src/networks/configuration.ts'
import {
  compactPixels,
  conditionUnits,
  givenUnits,
  predictedUnits,
} from '../../src/networks/sizes.ts'
import { conditionFrom, cvaeNetworks, type Cvae } from '../../src/networks/cvae.ts'
import { generationLogits, outputLogLikelihood } from '../../src/networks/generation.ts'
import { mlp } from '../../src/networks/mlp.ts'
import {
  baselineLogits,
  guessLogits,
  missing,
  withGuess,
  withoutGuess,
} from '../../src/networks/partial-image.ts'
import { bernoulliLogLikelihood } from '../../src/tensor/layers.ts'
import {
  concat,
  matMul,
  mul,
  sigmoid,
  sub,
  sum,
  tensor,
  tensor2d,
  type Tensor,
  type Tensor2D,
} from '../../src/tensor/ops.ts'
import { expectGradientToAgree } from './gradients.ts'
import { randomParameters, TINY_GAUSSIAN } from './tiny.ts'
import * as v from 'valibot'

/** 2 x 2 pixels, of which some are observed, with a baseline network. */
const COMPLETION: CvaeConfiguration = {
  ...TINY_GAUSSIAN,
  condition: '1 quadrant',
  baseline: [4, 4],
}

/** [visible, mask]: the first image shows its left half, the second nothing but one pixel of 0. */
const given = tensor2d([
  [1, 0, 0.5, 0, 1, 0, 1, 0],
  [0, 0, 0, 0, 0, 0, 0, 1],
])
const y = tensor2d([
  [1, 0.2, 0.5, 1],
  [0, 1, 0.7, 0],
])
const noise = () => tensor2d([0.3, -0.5, 0.9, -0.1, 0.8, 0.2], [2, 3])

function parametersOf(configuration: CvaeConfiguration) {
  const values: Tensor[] = []
  const names: string[] = []
  cvaeNetworks((name, shape) => {
    names.push(name)
    values.push(randomParameters(name, shape))
    return tensor(new Float32Array(shape.reduce((a, b) => a * b, 1)), [...shape])
  }, configuration)
  const networks = (given_: readonly Tensor[]): Cvae =>
    cvaeNetworks((name) => given_[names.indexOf(name)] as Tensor, configuration)
  return { names, values, networks }
}

describe('a compact partial image', () => {
  const compact = { ...COMPLETION, compact: true }

  it('has the observed pixels alone in x, the missing ones in y', () => {
    // The lower left one of 2 x 2 is observed.
    expect(compactPixels(compact)).toEqual({ observed: [2], missing: [0, 1, 3] })
    expect([givenUnits(compact), predictedUnits(compact), conditionUnits(compact)]).toEqual([
      1,
      3,
      3 + 1,
    ])
  })

  it('is read and predicted by networks without a mask', () => {
    const { values, networks } = parametersOf(compact)
    const cvae = networks(values)
    const x = conditionFrom(cvae, tensor2d([[0.5], [0]]))
    const missingOfY = tensor2d([
      [1, 0.2, 1],
      [0, 1, 0],
    ])
    const guess = baselineLogits(cvae.baseline as NonNullable<Cvae['baseline']>, tensor2d([[0.5]]))
    x.arraySync()[0]?.forEach((unit, at) =>
      expect(unit).toBeCloseTo([...sigmoid(guess).dataSync(), 0.5][at] as number, 6),
    )
    expect(outputLogLikelihood(cvae.generation, x, noise(), missingOfY).dataSync()).toEqual(
      bernoulliLogLikelihood(generationLogits(cvae.generation, x, noise()), missingOfY).dataSync(),
    )
  })

  it.each([
    [{ condition: 'any mask' }, /same part/],
    [{ scales: 2 }, /whole image/],
  ] as const)('is not of %o', (change, message) => {
    const parsed = v.safeParse(cvaeConfiguration, { ...compact, ...change })
    expect(parsed.issues?.[0].message).toMatch(message)
    expect(v.safeParse(cvaeConfiguration, compact).success).toBe(true)
  })
})

describe('x of a partial image', () => {
  it('is filled up by the first guess, observed pixels as they are', () => {
    const logits = tensor2d([
      [5, 0, -5, Math.log(3)],
      [0, 0, 0, 5],
    ])
    expect(withGuess(given, logits).arraySync()).toEqual([
      [1, 0.5, 0.5, 0.75, 1, 0, 1, 0],
      [0.5, 0.5, 0.5, 0, 0, 0, 0, 1],
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
