import { describe, expect, it } from 'vitest'
import { onBaseline } from '../../scripts/training/objectives/baseline.ts'
import { cvaeObjective } from '../../scripts/training/objectives/cvae.ts'
import { poolingMatrices, withScales } from '../../scripts/training/multi-scale.ts'
import { cvaeConfiguration, type CvaeConfiguration } from '../../src/networks/configuration.ts'
import { conditionUnits, givenUnits } from '../../src/networks/sizes.ts'
import { conditionFrom, cvaeNetworks } from '../../src/networks/cvae.ts'
import { generationLogits, outputLogLikelihood } from '../../src/networks/generation.ts'
import {
  imageForm,
  predicted,
  withFirstGuess,
  withoutFirstGuess,
  type ImageForm,
} from '../../src/networks/image-condition.ts'
import { baselineLogits, guessLogits } from '../../src/networks/partial-image.ts'
import { bernoulliLogLikelihood } from '../../src/tensor/layers.ts'
import { memory, mul, sub, tensor2d, type Tensor1D, type Tensor2D } from '../../src/tensor/ops.ts'
import { mildParameters, TINY_GAUSSIAN } from './tiny.ts'
import * as v from 'valibot'

/** Masks of images of 2 x 2 pixels, with a baseline network. */
const SEGMENTATION: CvaeConfiguration = { ...TINY_GAUSSIAN, condition: 'image', baseline: [4] }
const { baseline: _, ...ALONE } = SEGMENTATION
const FORM: ImageForm = { isMasked: false, pixels: 4, hasGuess: true }

const image = tensor2d([[0.1, 0.2, 0.3, 0.4]])
const mask = tensor2d([[1, 0, 0, 1]])
const noise = () => tensor2d([[0.3, -0.5, 0.9]])

describe('x that is another image', () => {
  const x = withFirstGuess(FORM, image, tensor2d([[0, Math.log(3), 0, -Math.log(3)]]))

  it('is the first guess of y, then the image', () => {
    const expected = [0.5, 0.75, 0.5, 0.25, 0.1, 0.2, 0.3, 0.4]
    x.dataSync().forEach((value, unit) => expect(value).toBeCloseTo(expected[unit] ?? NaN, 6))
    expect(x.shape).toEqual([1, 8])
  })

  it('has the guess as logits where partial images have it', () => {
    const expected = [0, Math.log(3), 0, -Math.log(3)]
    guessLogits(x, 4)
      .dataSync()
      .forEach((logit, pixel) => expect(logit).toBeCloseTo(expected[pixel] ?? NaN, 5))
  })

  it('is without the guess what was given', () => {
    expect(withoutFirstGuess(FORM, x).arraySync()).toEqual(image.arraySync())
  })

  it('observes nothing of y', () => {
    expect(predicted(FORM, x).arraySync()).toEqual([[1, 1, 1, 1]])
  })

  it('leaves no tensors behind', () => {
    const before = memory().numTensors
    for (const made of [
      withFirstGuess(FORM, image, mask),
      withoutFirstGuess(FORM, x),
      predicted(FORM, x),
    ])
      made.dispose()
    expect(memory().numTensors).toBe(before)
  })

  it.each([
    ['label', 2, 2],
    ['1 quadrant', 8, 8],
    ['any mask', 10, 10],
    ['image', 8, 4],
  ] as const)('has units: %s %i, of which %i are given', (condition, units, given) => {
    const baseline = condition === 'label' ? {} : { baseline: [4] }
    const configuration = { ...TINY_GAUSSIAN, condition, ...baseline }
    expect([conditionUnits(configuration), givenUnits(configuration)]).toEqual([units, given])
  })

  it('has no room for a guess that nothing makes', () => {
    expect([conditionUnits(ALONE), givenUnits(ALONE)]).toEqual([4, 4])
    expect(imageForm(ALONE)).toEqual({ ...FORM, hasGuess: false })
    expect(imageForm(TINY_GAUSSIAN)).toBeUndefined()
  })
})

describe('networks of another image', () => {
  const cvae = cvaeNetworks(mildParameters, SEGMENTATION)
  const x = conditionFrom(cvae, image)

  it('score every pixel of the mask', () => {
    const logits = generationLogits(cvae.generation, x, noise())
    const [ours] = outputLogLikelihood(cvae.generation, x, noise(), mask).dataSync()
    expect(ours).toBeCloseTo(bernoulliLogLikelihood(logits, mask).dataSync()[0] ?? NaN, 5)
  })

  it('add to the logits of the first guess', () => {
    const layers = cvae.generation.layers.map(({ kernel, bias }) => ({
      kernel: mul<Tensor2D>(kernel as Tensor2D, 0),
      bias: mul<Tensor1D>(bias, 0),
    }))
    const silent = generationLogits({ ...cvae.generation, layers }, x, noise())
    const guess = baselineLogits(cvae.baseline ?? cvae.generation, image)
    expect(Math.max(...sub(silent, guess).dataSync().map(Math.abs))).toBeLessThan(1e-5)
  })

  it('learn beside the baseline, whose loss is of all pixels of the image alone', () => {
    const { parts } = onBaseline(cvaeObjective(1, 1))(cvae, x, mask, noise)
    const alone = bernoulliLogLikelihood(
      baselineLogits(cvae.baseline ?? cvae.generation, image),
      mask,
    )
    expect(parts['baseline']?.dataSync()[0]).toBeCloseTo(-(alone.dataSync()[0] ?? NaN), 5)
  })

  it('predict the coarser scales whole', () => {
    const scaled = { ...SEGMENTATION, scales: 2 }
    const networks = cvaeNetworks(mildParameters, scaled)
    const multi = withScales(networks, poolingMatrices(scaled))
    const finest = outputLogLikelihood(networks.generation, x, noise(), mask)
    const both = outputLogLikelihood(multi.generation, x, noise(), mask)
    // Half of the mask is foreground: one coarse pixel of 0.5, at most log 2 nats from its entropy.
    const coarse = sub(both, finest).dataSync()[0] ?? NaN
    expect(coarse).toBeLessThanOrEqual(-Math.log(2) + 1e-6)
    expect(coarse).toBeGreaterThan(-2)
  })

  it('read the image itself without a baseline', () => {
    const networks = cvaeNetworks(mildParameters, ALONE)
    expect(conditionFrom(networks, image)).toBe(image)
    const { loss } = onBaseline(cvaeObjective(1, 1))(networks, image, mask, noise)
    expect(Number.isFinite(loss.dataSync()[0])).toBe(true)
  })

  it('have no flow', () => {
    const flow = { kind: 'flow', hidden: [], permutations: [] } as const
    const { issues } = v.safeParse(cvaeConfiguration, { ...SEGMENTATION, prior: flow })
    expect(issues?.map(({ message }) => message)).toContainEqual(expect.stringContaining('flow'))
  })
})
