/** @file The figures of a completion model, put together from tasks over parts of the test set. */
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { consecutiveBatches, shuffledIndices } from '../data/batches.ts'
import { EVALUATION_BATCH } from '../training/validation.ts'
import {
  protocolsOf,
  type CompletionFigures,
  type EvaluatedCompletion,
  type MeasuredBudget,
  type Protocol,
} from './completion-report.ts'
import type { RunTask } from './pool.ts'
import type { Setting } from './setting.ts'
import type { Source } from './source.ts'
import { meanEstimate } from './statistics.ts'

/** Images of a curve's task: at S = 10,000 it takes minutes. */
const CURVE_BATCH = 25

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
    readonly source: Source
    readonly configuration: CvaeConfiguration
    /** Of its training, and of the runs that it went on from. */
    readonly options: Readonly<Record<string, unknown>>
    readonly before?: readonly Readonly<Record<string, unknown>>[]
  },
  testImages: number,
): Promise<EvaluatedCompletion> {
  const { name, source, configuration, options, before = [] } = model
  const protocols = protocolsOf(options)
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
    const input = { setting, source, pixels, estimator, sampleCounts }
    const results = await Promise.all(parts.map((indices) => run('cll', { ...input, indices })))
    return sampleCounts.map((samples, at) => ({
      samples,
      negativeCll: meanOf(results.map((byCount) => byCount[at]?.map((value) => -value))),
    }))
  }
  const figures = async (pixels: Protocol): Promise<CompletionFigures> => {
    const { importanceSamples, sampleCounts, importanceSampleCounts } = budget
    const input = { setting, source, pixels }
    const [baseline, elbo, importance, monteCarlo, importanceCurve] = await Promise.all([
      configuration.baseline === undefined
        ? undefined
        : Promise.all(many.map((indices) => run('baseline', { ...input, indices }))),
      Promise.all(many.map((indices) => run('elbo', { ...input, indices, samples: 1 }))),
      clls(pixels, many, 'importanceSampled', [importanceSamples]),
      clls(pixels, few, 'monteCarlo', sampleCounts),
      clls(pixels, few, 'importanceSampled', importanceSampleCounts),
    ])
    const [{ negativeCll: importanceSampled } = { negativeCll: meanEstimate([]) }] = importance
    return {
      baseline: baseline === undefined ? null : meanOf(baseline),
      negativeElbo: meanOf(
        elbo.map(({ reconstruction, kl }) =>
          reconstruction.map((value, image) => value + (kl[image] ?? NaN)),
        ),
      ),
      importanceSampled,
      curves: { monteCarlo, importanceSampled: importanceCurve },
    }
  }
  const measured = await Promise.all(
    protocols.map(async (protocol) => [protocol, await figures(protocol)] as const),
  )
  const { condition } = configuration
  return { name, condition, configuration, options, before, figures: Object.fromEntries(measured) }
}

const meanOf = (parts: readonly (Float64Array | undefined)[]) =>
  meanEstimate(parts.flatMap((part) => Array.from(part ?? [])))
