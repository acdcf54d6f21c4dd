/** @file What a step trains on: images as they are moved, given in part and drawn at that step. */
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { levelsAt, type Batch } from '../data/batches.ts'
import { givenTo, predictedOf } from '../data/condition.ts'
import type { LabelledImages } from '../data/labelled-images.ts'
import { distortImages } from './distortion.ts'
import { cutAtHalf, drawBlackOrWhite } from './draw.ts'
import { pixelsAt } from './objective.ts'
import type { Slice } from './optimizer.ts'
import type { TrainingOptions } from './options.ts'
import { shiftImages } from './shift.ts'
import type { Stage } from './stages.ts'

/** Of the images of any mask, those whose x has the label in training: serving knows both kinds. */
const LABEL_SHARE = 0.5

/** What a step needs to know of its run. */
export interface StepRun {
  readonly configuration: CvaeConfiguration
  readonly options: TrainingOptions
  /** How many runs this one went on from, one after the other. */
  readonly runsBefore: number
  readonly stepsPerEpoch: number
  readonly stage: Stage
  readonly training: LabelledImages
}

/**
 * Of all that is random in a step, or in an epoch's order. A run that goes on from others has seeds of its own,
 * or it would see their images in the same order, moved as before.
 */
export const ordinalSeed = (
  { options: { seed }, runsBefore }: Pick<StepRun, 'options' | 'runsBefore'>,
  ordinal: number,
): string => (runsBefore === 0 ? `${seed}/${ordinal}` : `${seed}/${runsBefore}/${ordinal}`)

/**
 * Whether images are shifted and distorted in an epoch, which counts from 0. Test digits are normalized: the
 * last epochs see them as they are, and so does the fine-tuning.
 */
export const areMovedIn = ({ epochs, unshiftedEpochs }: TrainingOptions, epoch: number): boolean =>
  epoch < epochs - unshiftedEpochs

/**
 * Some rows of a step's batch. All that is random of them depends on seed, step and row alone.
 *
 * @param indices The images of the whole batch.
 * @param rows Which of them.
 * @returns `given` is what conditionFrom takes; the caller disposes of both.
 */
export function stepBatch(
  run: StepRun,
  indices: Uint32Array,
  rows: Slice,
  step: number,
): { readonly given: Batch['x']; readonly y: Batch['y'] } {
  const { configuration, options, stage, stepsPerEpoch, training } = run
  const seed = ordinalSeed(run, step)
  const seedOf = (row: number) => `${seed}/${rows.start + row}`
  const ours = indices.subarray(rows.start, rows.end)
  const { images, outputs } = levelsAt(training, ours)
  if (areMovedIn(options, Math.floor(step / stepsPerEpoch))) {
    const { shift, distortion: most, normalized, distortedContrast: contrast } = options
    // They are one array where y is the image itself.
    const sets = new Set([images, outputs])
    if (most > 0) distortImages(sets, configuration.image, { most, normalized, contrast }, seedOf)
    if (shift > 0) shiftImages(sets, configuration.image, shift, seedOf)
  }
  const given = givenTo(configuration, training, ours, images, {
    omission: options.omission,
    labelShare: configuration.condition === 'any mask' ? LABEL_SHARE : 0,
    seedOf,
  })
  // After x is made of them, which stays grey.
  const pixels = pixelsAt(options, stage.kind)
  if (pixels === 'drawn') drawBlackOrWhite(outputs, rows, seed, 1)
  if (pixels === 'half-drawn') drawBlackOrWhite(outputs, rows, seed, 2)
  // Masks are black and white, and were between that only by being moved.
  if (pixels === 'threshold' || training.outputs !== undefined) cutAtHalf(outputs)
  return { given, y: predictedOf(configuration, outputs) }
}
