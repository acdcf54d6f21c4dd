/** @file The likelihood figures of networks, put together from tasks over parts of the test set. */
import { consecutiveBatches, shuffledIndices } from '../data/batches.ts'
import { EVALUATION_BATCH } from '../training/validation.ts'
import type { PixelKind } from './digits.ts'
import { totals, type ElboByImage } from './elbo.ts'
import type { RunTask } from './pool.ts'
import type { BinaryLikelihood, CalibrationPoint, EvaluatedModel, NegativeElbo } from './report.ts'
import type { Source } from './source.ts'
import { difference, joined, meanEstimate, negated } from './statistics.ts'
import type { Setting } from './setting.ts'

/** Images of a calibration task: at S = 1,000 it takes as long as the others. */
const CALIBRATION_BATCH = 50

type BinaryPixels = Exclude<PixelKind, 'grey'>
type Estimator = 'monteCarlo' | 'importanceSampled'

/**
 * Measures ELBO and conditional log-likelihood.
 *
 * @param testImages Number of images in the test set.
 */
export async function measureLikelihood(
  run: RunTask,
  setting: Setting,
  source: Source,
  testImages: number,
): Promise<EvaluatedModel['likelihood']> {
  const images = Math.min(setting.budget.images, testImages)
  const parts = [...consecutiveBatches(images, EVALUATION_BATCH)]
  const calibrationParts = calibrationBatches(setting, testImages)

  const elbos = async (
    pixels: PixelKind,
    batches: readonly Uint32Array[],
    samples: number,
  ): Promise<ElboByImage> => {
    const input = { setting, source, pixels, samples }
    const results = await Promise.all(batches.map((indices) => run('elbo', { ...input, indices })))
    return {
      reconstruction: joined(results.map(({ reconstruction }) => reconstruction)),
      kl: joined(results.map(({ kl }) => kl)),
    }
  }
  const clls = async (
    pixels: BinaryPixels,
    batches: readonly Uint32Array[],
    estimator: Estimator,
    sampleCounts: readonly number[],
  ) => {
    const input = { setting, source, pixels, estimator, sampleCounts }
    const results = await Promise.all(batches.map((indices) => run('cll', { ...input, indices })))
    return sampleCounts.map((_, index) => joined(results.map((byCount) => byCount[index])))
  }
  const binary = async (pixels: BinaryPixels): Promise<BinaryLikelihood> => {
    const { importanceSamples, sampleCounts, elboSamples } = setting.budget
    const [importance, elbo, subsetElbo, monteCarlo, importanceSampled] = await Promise.all([
      clls(pixels, parts, 'importanceSampled', [importanceSamples]),
      elbos(pixels, parts, 1),
      elbos(pixels, calibrationParts, elboSamples),
      clls(pixels, calibrationParts, 'monteCarlo', sampleCounts),
      clls(pixels, calibrationParts, 'importanceSampled', sampleCounts),
    ])
    const negative = totals(subsetElbo)
    const points = (estimates: readonly Float64Array[]): CalibrationPoint[] =>
      sampleCounts.map((samples, index) => {
        const negativeCll = negated(estimates[index])
        return {
          samples,
          negativeCll: meanEstimate(negativeCll),
          aboveElbo: meanEstimate(difference(negative, negativeCll)),
        }
      })
    return {
      negativeElbo: elboFigures(elbo),
      negativeCll: meanEstimate(negated(importance[0])),
      calibration: {
        negativeElbo: meanEstimate(negative),
        monteCarlo: points(monteCarlo),
        importanceSampled: points(importanceSampled),
      },
    }
  }
  const [dynamic, threshold, grey] = await Promise.all([
    binary('dynamic'),
    binary('threshold'),
    elbos('grey', parts, 1),
  ])
  return { grey: { negativeElbo: elboFigures(grey) }, dynamic, threshold }
}

/** The same test images for all networks, drawn from the whole set. */
function calibrationBatches({ budget, seed }: Setting, testImages: number): Uint32Array[] {
  const chosen = shuffledIndices(testImages, 'calibration images', seed).subarray(
    0,
    budget.calibrationImages,
  )
  return [...consecutiveBatches(chosen.length, CALIBRATION_BATCH)].map((rows) =>
    rows.map((row) => chosen[row] ?? 0),
  )
}

const elboFigures = (parts: ElboByImage): NegativeElbo => ({
  reconstruction: meanEstimate(parts.reconstruction),
  kl: meanEstimate(parts.kl),
  total: meanEstimate(totals(parts)),
})
