/** @file Tasks of an evaluation that compare what networks predict with test images. tasks.ts starts their backend. */
import { predicted } from '../../src/networks/image-condition.ts'
import { baselineLogits } from '../../src/networks/partial-image.ts'
import { bernoulliLogLikelihood } from '../../src/tensor/layers.ts'
import { dispose, tidy } from '../../src/tensor/ops.ts'
import type { Observation } from '../completion/masks.ts'
import { batchOf, readBatch } from '../data/batches.ts'
import type { PixelKind } from './digits.ts'
import { elboByImage, type ElboByImage } from './elbo.ts'
import { importanceSampledCll, monteCarloCll } from './likelihood.ts'
import { networksOf, targetsOf } from './material.ts'
import { overlapsOf, type Overlaps } from './overlaps.ts'
import type { Setting } from './setting.ts'
import type { Source } from './source.ts'

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
