/**
 * @file The parts of an evaluation, each independent of the others: what a worker thread
 * runs (see `pool.ts`). Inputs and results are plain data. A task's figures depend on its
 * input alone, so that the number of workers changes nothing.
 */
import { predicted } from '../../src/networks/image-condition.ts'
import { baselineLogits } from '../../src/networks/partial-image.ts'
import { bernoulliLogLikelihood } from '../../src/tensor/layers.ts'
import { dispose, tidy } from '../../src/tensor/ops.ts'
import type { Observation } from '../completion/masks.ts'
import { batchOf, readBatch } from '../data/batches.ts'
import { startBackend } from '../training/backend.ts'
import { refusedShare, type PixelKind } from './digits.ts'
import { elboByImage, type ElboByImage } from './elbo.ts'
import type { Estimate } from './estimate.ts'
import { importanceSampledCll, monteCarloCll } from './likelihood.ts'
import {
  comparedTestDigits,
  digitsOf,
  judgeOf,
  networksOf,
  targetsOf,
  testOf,
  testReadingOf,
  trainingOf,
} from './material.ts'
import { nearestFigures } from './nearest.ts'
import { overlapsOf, type Overlaps } from './overlaps.ts'
import { agreementOf, qualityOf, readDigits } from './quality.ts'
import type { NearestFigures, Quality } from './report.ts'
import type { Origin, Setting } from './setting.ts'
import type { Source } from './source.ts'
import { accuracyAfterTraining } from './synthetic.ts'

await startBackend()

/** Images of one likelihood. */
interface LikelihoodInput {
  readonly setting: Setting
  readonly source: Source
  readonly pixels: PixelKind
  /** Which test images. */
  readonly indices: Uint32Array
  /** What is observed of them, where the networks take any mask. */
  readonly observed?: Observation
}

/** Negative ELBO, nats, by image. */
export async function elbo({
  setting,
  source,
  pixels,
  indices,
  observed,
  samples,
}: LikelihoodInput & { readonly samples: number }): Promise<ElboByImage> {
  const { cvae, configuration } = await networksOf(source)
  const targets = await targetsOf(setting, pixels)
  const seed = `${setting.seed}/${indices[0]}`
  return elboByImage(cvae, configuration, targets, indices, samples, seed, observed)
}

/**
 * log p(y|x), nats, by S and image.
 *
 * @param sampleCounts The values of S, ascending.
 */
export async function cll({
  setting,
  source,
  pixels,
  indices,
  observed,
  estimator,
  sampleCounts,
}: LikelihoodInput & {
  readonly estimator: 'monteCarlo' | 'importanceSampled'
  readonly sampleCounts: readonly number[]
}): Promise<Float64Array[]> {
  const { cvae, configuration } = await networksOf(source)
  const targets = await targetsOf(setting, pixels)
  const { given, x, y } = tidy(() => ({
    ...readBatch(cvae, configuration, targets, indices, observed),
  }))
  const estimate = estimator === 'monteCarlo' ? monteCarloCll : importanceSampledCll
  const seed = `${setting.seed}/${indices[0]}`
  const estimates = estimate(cvae, configuration, x, y, sampleCounts, seed)
  dispose([given, x, y])
  return estimates
}

/**
 * -log p(y|x) of the baseline network, nats by image.
 *
 * @throws {Error} When the networks have none.
 */
export async function baseline({
  setting,
  source,
  pixels,
  indices,
  observed,
}: LikelihoodInput): Promise<Float64Array> {
  const { cvae, configuration, name } = await networksOf(source)
  const targets = await targetsOf(setting, pixels)
  const network = cvae.baseline
  const { form } = cvae.generation
  if (network === undefined || form === undefined)
    throw new Error(`${name} has no baseline network`)
  let values = new Float64Array()
  tidy(() => {
    const { x, y } = batchOf(configuration, targets, indices, observed)
    const likelihood = bernoulliLogLikelihood(baselineLogits(network, x), y, predicted(form, x))
    values = Float64Array.from(likelihood.dataSync(), (value) => -value)
  })
  return values
}

/**
 * Intersection over union of predicted masks with the true ones, by image.
 *
 * @param samples Samples of z that a mask is averaged over.
 */
export async function overlaps({
  setting,
  source,
  pixels,
  indices,
  samples,
}: LikelihoodInput & { readonly samples: number }): Promise<Overlaps> {
  const { cvae, configuration } = await networksOf(source)
  const targets = await targetsOf(setting, pixels)
  const seed = `${setting.seed}/${indices[0]}`
  return overlapsOf(cvae, configuration, targets, indices, samples, seed)
}

/** Digits that a task measures. */
interface DigitsInput {
  readonly setting: Setting
  readonly origin: Origin
}

/** The judge's figures of digits, against the test set. */
export async function quality({ setting, origin }: DigitsInput): Promise<Quality> {
  const { digitsALabel, neighbourhoodDigits } = setting.budget
  const judge = await judgeOf()
  const test = await testReadingOf(setting)
  const digits = await digitsOf(setting, origin, digitsALabel * setting.labels, 'quality')
  return qualityOf(judge, digits, test, neighbourhoodDigits)
}

/**
 * The share of drawn digits that the judge reads as their label: of all, and of each label's. The first of them
 * are those of `quality`.
 */
export async function labelAgreement({
  setting,
  origin,
}: DigitsInput): Promise<Pick<Quality, 'agreement' | 'labels'>> {
  const count = setting.budget.readDigitsALabel * setting.labels
  const digits = await digitsOf(setting, origin, count, 'quality')
  return agreementOf(readDigits(await judgeOf(), digits), digits)
}

/** The share of the digits of `labelAgreement` that the acceptance network refused at first. */
export async function refused({
  setting,
  source,
  temperature,
}: {
  readonly setting: Setting
  readonly source: Source
  readonly temperature: number
}): Promise<Estimate> {
  const { sampler } = await networksOf(source)
  const count = setting.budget.readDigitsALabel * setting.labels
  return refusedShare(sampler, count, temperature, 'quality', setting.seed)
}

/** The judge on the test digits. */
export async function judgeOnTest({
  setting,
}: {
  readonly setting: Setting
}): Promise<{ accuracy: Estimate; labels: Estimate[] }> {
  const digits = await comparedTestDigits(setting)
  const { agreement, labels } = agreementOf(readDigits(await judgeOf(), digits), digits)
  return { accuracy: agreement, labels }
}

/** Test accuracy of the small classifier after training on digits. */
export async function synthetic({ setting, origin }: DigitsInput): Promise<Estimate> {
  const { trainedDigitsALabel, trainedEpochs } = setting.budget
  const count = trainedDigitsALabel * setting.labels
  const digits = await digitsOf(setting, origin, count, 'training of the small classifier')
  return accuracyAfterTraining(digits, await testOf(setting), trainedEpochs)
}

/** Distances of digits to the nearest training digit. */
export async function nearest({ setting, origin }: DigitsInput): Promise<NearestFigures> {
  const digits = await digitsOf(setting, origin, setting.budget.nearestDigits, 'nearest')
  return nearestFigures(digits, await trainingOf(setting))
}
