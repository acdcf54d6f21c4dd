/** @file The figures of a segmentation model, put together from tasks over parts of the test images. */
import { consecutiveBatches, imagesAt } from '../data/batches.ts'
import type { LabelledImages } from '../data/labelled-images.ts'
import { bestThreshold, intersectionOverUnion } from '../segmentation/overlap.ts'
import type { Overlaps } from './overlaps.ts'
import type { RunTask } from './pool.ts'
import type {
  SegmentationBudget,
  SegmentationFigures,
  ThresholdFigures,
} from './segmentation-report.ts'
import type { Setting } from './setting.ts'
import type { Source } from './source.ts'
import { joined, meanEstimate } from './statistics.ts'

/** Images of a task. */
const BATCH = 100

/**
 * Measures a model on test images of one kind.
 *
 * @param hasBaseline Whether the model has a baseline network.
 * @param order Of the test images: the first ones are measured.
 */
export async function measureSegmentation(
  run: RunTask,
  setting: Setting,
  budget: SegmentationBudget,
  { source, hasBaseline }: { readonly source: Source; readonly hasBaseline: boolean },
  order: Uint32Array,
): Promise<SegmentationFigures> {
  const batches = (images: number) =>
    [...consecutiveBatches(Math.min(images, order.length), BATCH)].map((places) =>
      places.map((place) => order[place] ?? 0),
    )
  const many = batches(budget.images)
  // Masks are black and white already: the pixels of a target are as they are.
  const input = { setting, source, pixels: 'grey' } as const
  const negativeCll = async (
    estimator: 'monteCarlo' | 'importanceSampled',
    parts: readonly Uint32Array[],
    samples: number,
  ) => {
    const options = { ...input, estimator, sampleCounts: [samples] }
    const results = await Promise.all(parts.map((indices) => run('cll', { ...options, indices })))
    return meanOf(results.map(([values]) => values?.map((value) => -value)))
  }
  const [overlaps, baseline, monteCarlo, importanceSampled] = await Promise.all([
    Promise.all(
      many.map((indices) =>
        run('overlaps', { ...input, indices, samples: budget.averagedSamples }),
      ),
    ),
    hasBaseline ? Promise.all(many.map((indices) => run('baseline', { ...input, indices }))) : null,
    negativeCll('monteCarlo', batches(budget.monteCarloImages), budget.monteCarloSamples),
    negativeCll('importanceSampled', many, budget.importanceSamples),
  ])
  const meanIou = (of: keyof Overlaps) => meanOf(overlaps.map((part) => part[of]))
  return {
    meanIou: {
      baseline: hasBaseline ? meanIou('baseline') : null,
      deterministic: meanIou('deterministic'),
      averaged: meanIou('averaged'),
    },
    negativeCll: {
      baseline: baseline === null ? null : meanOf(baseline),
      monteCarlo,
      importanceSampled,
    },
  }
}

/** The best global threshold of the images at `indices`, whose masks are known. */
export function thresholdFigures(data: LabelledImages, indices: Uint32Array): ThresholdFigures {
  const { images, outputs = images, rows, columns } = imagesAt(data, indices)
  const size = rows * columns
  const { level } = bestThreshold(images, outputs, size)
  const overlaps = Array.from(indices, (_, image) => {
    const [start, end] = [image * size, (image + 1) * size]
    const predicted = images.subarray(start, end).map((grey) => (grey >= level ? 1 : 0))
    return intersectionOverUnion(predicted, outputs.subarray(start, end))
  })
  return { level, meanIou: meanEstimate(overlaps) }
}

const meanOf = (parts: readonly (Float64Array | undefined)[]) => meanEstimate(joined(parts))
