/**
 * @file The model card as data: what a program is told of the served weights. The page is
 * written from it, so that no figure can differ.
 */
import type { Manifest } from '../../src/checkpoint/manifest.ts'
import { DataError } from '../data/idx.ts'
import type { CompletionCard } from './completion-card.ts'
import type { Estimate } from './estimate.ts'
import { whole } from './format.ts'
import { NEIGHBOURS } from './budget.ts'
import { worstLabel } from './quality-rows.ts'
import { REPORT_FILE, type EvaluatedModel, type Report } from './report.ts'
import packageJson from '../../package.json' with { type: 'json' }

/** One figure on the test split. */
interface Metric extends Estimate {
  readonly name: string
  readonly unit: 'nats' | 'share' | 'squared distance' | 'ratio' | 'distance'
  /** How it was measured. */
  readonly how: string
  /** What real digits get in the place of drawn ones. */
  readonly real?: Estimate
}

/** What is known of the served weights. */
export interface ModelCard {
  /** Name of the weights. */
  readonly model: string
  /** Of the drawings: weights and rendering. */
  readonly version: string
  readonly description: string
  readonly license: string
  /** Of the weight file, hexadecimal. */
  readonly sha256: string
  readonly data: Report['data'] & { readonly sha256: string }
  readonly sizes: {
    readonly parameters: number
    readonly bytes: number
    readonly gzipBytes: number
    readonly flops: number
  }
  readonly metrics: readonly Metric[]
  /** The weights that complete partial images. */
  readonly completion: CompletionCard
}

/**
 * The card of the weights that the manifest describes.
 *
 * @param version Of the drawings.
 * @param completion Of the weights beside them.
 * @throws {DataError} When the report has not all figures of these weights.
 */
export function modelCard(
  report: Report,
  manifest: Manifest,
  version: string,
  completion: CompletionCard,
): ModelCard {
  const model = servedModel(report, manifest)
  const { cost } = model
  return {
    model: manifest.model,
    version,
    description:
      'Conditional variational autoencoder that draws a handwritten digit for a label and a seed',
    license: packageJson.license,
    sha256: manifest.sha256,
    data: { ...report.data, sha256: manifest.provenance.dataset },
    sizes: {
      parameters: cost.parameters.served,
      bytes: cost.bytes,
      gzipBytes: cost.gzipBytes,
      flops: cost.flops,
    },
    metrics: [...likelihoodMetrics(report, model), ...drawnMetrics(report, model)],
    completion,
  }
}

/** The report's figures of the manifest's weights. */
export function servedModel({ models }: Report, { model, sha256 }: Manifest): EvaluatedModel {
  const served = models.find((evaluated) => evaluated.sha256 === sha256)
  if (served === undefined)
    throw new DataError(
      `${REPORT_FILE}: no model of SHA-256 ${sha256}, expected ${model}: measure it with npm run evaluate -- --out docs`,
    )
  return served
}

function likelihoodMetrics({ budget }: Report, { likelihood }: EvaluatedModel): Metric[] {
  const images = `first ${whole(budget.images)} test digits`
  const estimator = `importance sampling, S = ${budget.importanceSamples}, ${images}`
  return [
    {
      name: 'negative ELBO of grey pixels',
      unit: 'nats',
      ...likelihood.grey.negativeElbo.total,
      how: `one sample of z, ${images}`,
    },
    {
      name: 'negative conditional log-likelihood of drawn pixels',
      unit: 'nats',
      ...likelihood.dynamic.negativeCll,
      how: `one Bernoulli draw a pixel, ${estimator}`,
    },
    {
      name: 'negative conditional log-likelihood of thresholded pixels',
      unit: 'nats',
      ...likelihood.threshold.negativeCll,
      how: `pixels cut at 0.5, ${estimator}`,
    },
  ]
}

function drawnMetrics({ budget, real }: Report, { drawn, nearest }: EvaluatedModel): Metric[] {
  const { judge, floor, synthetic } = real
  if (drawn === null || judge === null || floor === null || synthetic === null)
    throw new DataError(`${REPORT_FILE}: no drawn digits were judged, expected digits of MNIST`)
  const labels = judge.labels.length
  const { agreement, frechet } = drawn.quality
  const { label: worst, ...worstShare } = worstLabel(drawn.quality)
  const drawnDigits = (aLabel: number) => `${whole(aLabel * labels)} digits at temperature 1`
  const neighbours = `features of the judge, k = ${NEIGHBOURS}, ${whole(budget.neighbourhoodDigits)} digits on each side`
  const balls = (['precision', 'recall', 'density', 'coverage'] as const).map((name) => ({
    name,
    unit: name === 'density' ? ('ratio' as const) : ('share' as const),
    ...drawn.quality[name],
    how: neighbours,
    real: floor[name],
  }))
  return [
    {
      name: 'label agreement',
      unit: 'share',
      ...agreement,
      how: `read as their label by the judge, ${drawnDigits(budget.readDigitsALabel)}`,
      real: judge.accuracy,
    },
    {
      name: 'label agreement of the worst label',
      unit: 'share',
      ...worstShare,
      how: `label ${worst}, ${whole(budget.readDigitsALabel)} digits`,
    },
    {
      name: 'Fréchet distance',
      unit: 'squared distance',
      ...frechet,
      how: `features of the judge, ${drawnDigits(budget.digitsALabel)}, against the test digits`,
      real: floor.frechet,
    },
    ...balls,
    {
      name: 'test accuracy after training on drawn digits',
      unit: 'share',
      ...drawn.synthetic,
      how: `small classifier, ${whole(budget.trainedDigitsALabel * labels)} digits, ${budget.trainedEpochs} epochs`,
      real: synthetic,
    },
    {
      name: 'median distance to the nearest training digit',
      unit: 'distance',
      ...nearest.median,
      how: `Euclidean, grey levels from 0 to 1, ${whole(budget.nearestDigits)} digits`,
      real: real.nearest.median,
    },
  ]
}
