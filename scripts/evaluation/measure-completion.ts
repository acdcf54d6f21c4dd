/** @file The figures of a completion model, put together from tasks over parts of the test set. */
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { consecutiveBatches, shuffledIndices } from '../data/batches.ts'
import { EVALUATION_BATCH } from '../training/validation.ts'
import {
  estimatorsOf,
  protocolsOf,
  type CompletionFigures,
  type EvaluatedCompletion,
  type MeasuredBudget,
  type Protocol,
} from './completion-report.ts'
import { totals } from './elbo.ts'
import type { RunTask } from './pool.ts'
import type { Setting } from './setting.ts'
import type { Source } from './source.ts'
import { difference, joined, meanEstimate, negated } from './statistics.ts'

/** Images of a curve's task: few, so that all workers share the 25 of a curve, which at S = 1,000,000 take an hour. */
const CURVE_BATCH = 5

/** All test images in the random order in which they are taken. */
export const completedImages = (testImages: number, seed: string): Uint32Array =>
  shuffledIndices(testImages, 'completed images', seed)

/**
 * Measures a model on random test images, the same for all models.
 *
 * @param testImages Number of images in the test set.
 */
export async function measureCompletion(
  run: RunTask,
  setting: Setting,
  budget: MeasuredBudget,
  model: {
    readonly name: string
    /** Of weights. */
    readonly sha256: string | null
    readonly source: Source
    readonly configuration: CvaeConfiguration
    /** What is observed. */
    readonly condition: EvaluatedCompletion['condition']
    /** Of its training, and of the runs that it went on from. */
    readonly options: EvaluatedCompletion['options']
    readonly before?: NonNullable<EvaluatedCompletion['before']>
  },
  testImages: number,
): Promise<EvaluatedCompletion> {
  const { name, sha256, source, configuration, condition, options, before = [] } = model
  const protocols = protocolsOf(options)
  const recognizes = estimatorsOf(model).includes('importanceSampled')
  const order = completedImages(testImages, setting.seed)
  const batches = (images: number, size: number) =>
    [...consecutiveBatches(images, size)].map((places) => places.map((place) => order[place] ?? 0))
  const many = batches(budget.images, EVALUATION_BATCH)
  const few = batches(budget.curveImages, CURVE_BATCH)

  const clls = async (
    pixels: Protocol,
    parts: readonly Uint32Array[],
    estimator: 'monteCarlo' | 'importanceSampled',
    sampleCounts: readonly number[],
  ) => {
    const input = { setting, source, pixels, observed: condition, estimator, sampleCounts }
    const results = await Promise.all(parts.map((indices) => run('cll', { ...input, indices })))
    return sampleCounts.map((samples, at) => ({
      samples,
      negative: negated(joined(results.map((byCount) => byCount[at]))),
    }))
  }
  const elbos = (pixels: Protocol, parts: readonly Uint32Array[]) => {
    const input = { setting, source, pixels, observed: condition, samples: 1 }
    return Promise.all(
      parts.map(async (indices) => totals(await run('elbo', { ...input, indices }))),
    )
  }
  const ofAllImages = async (pixels: Protocol): Promise<Pick<CompletionFigures, 'whole'>> => {
    if (!budget.whole || !recognizes) return {}
    const all = batches(testImages, EVALUATION_BATCH)
    const [elbo, [likelihood]] = await Promise.all([
      elbos(pixels, all),
      clls(pixels, all, 'importanceSampled', [budget.importanceSamples]),
    ])
    const importanceSampled = meanEstimate(likelihood?.negative ?? [])
    return { whole: { negativeElbo: meanOf(elbo), importanceSampled } }
  }
  const figures = async (pixels: Protocol): Promise<CompletionFigures> => {
    const { importanceSamples, sampleCounts, importanceSampleCounts } = budget
    const input = { setting, source, pixels, observed: condition }
    const [baseline, elbo, [likelihood], monteCarlo, importanceSampled, whole] = await Promise.all([
      configuration.baseline === undefined
        ? undefined
        : Promise.all(many.map((indices) => run('baseline', { ...input, indices }))),
      recognizes ? elbos(pixels, many) : undefined,
      clls(pixels, many, recognizes ? 'importanceSampled' : 'monteCarlo', [importanceSamples]),
      clls(pixels, few, 'monteCarlo', sampleCounts),
      recognizes ? clls(pixels, few, 'importanceSampled', importanceSampleCounts) : [],
      ofAllImages(pixels),
    ])
    const negativeCll = meanEstimate(likelihood?.negative ?? [])
    const [mostDrawn, mostWeighted] = [monteCarlo, importanceSampled].map((curve) => curve.at(-1))
    return {
      baseline: baseline === undefined ? null : meanOf(baseline),
      negativeElbo: elbo === undefined ? null : meanOf(elbo),
      importanceSampled: recognizes ? negativeCll : null,
      ...(recognizes ? {} : { monteCarlo: negativeCll }),
      curves: {
        monteCarlo: monteCarlo.map(means),
        importanceSampled: importanceSampled.map(means),
      },
      ...whole,
      ...(mostDrawn === undefined || mostWeighted === undefined
        ? {}
        : { gap: meanEstimate(difference(mostDrawn.negative, mostWeighted.negative)) }),
    }
  }
  const measured = await Promise.all(
    protocols.map(async (protocol) => [protocol, await figures(protocol)] as const),
  )
  const of = { name, sha256, condition, configuration, options, before }
  return { ...of, figures: Object.fromEntries(measured) }
}

const means = ({ samples, negative }: { samples: number; negative: Float64Array }) => ({
  samples,
  negativeCll: meanEstimate(negative),
})

const meanOf = (parts: readonly Float64Array[]) => meanEstimate(joined(parts))
