/** @file What the networks are given of images: their labels, or the images themselves in part. */
import { conditionOf } from '../../src/networks/condition.ts'
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { seededGenerator } from '../../src/sampling/random.ts'
import { tensor2d, type Tensor2D } from '../../src/tensor/ops.ts'
import { observedPixels } from '../completion/masks.ts'
import { omitBlock } from '../completion/omission.ts'
import { labelsOf } from './batches.ts'
import type { LabelledImages } from './dataset.ts'

/** What is random of a condition. */
export interface ConditionNoise {
  /** Of the image's area, what an omitted block has at most; 0 for none (Sohn et al. 2015, section 4.2). */
  readonly omission: number
  /** Seed of a row's mask and block. */
  readonly seedOf: (row: number) => string
}

/**
 * x as it is given: the labels' code, or [visible, mask].
 *
 * @param levels The images in [0, 1] as they are predicted, [indices.length * pixels].
 * @returns [indices.length, units]; the caller disposes of it.
 */
export function givenTo(
  configuration: CvaeConfiguration,
  data: LabelledImages,
  indices: Uint32Array,
  levels: Float32Array,
  { omission, seedOf }: ConditionNoise,
): Tensor2D {
  const { condition, image } = configuration
  if (condition === 'label') return conditionOf(configuration, labelsOf(data, indices))
  const size = image.rows * image.columns
  const given = new Float32Array(2 * levels.length)
  for (let row = 0; row < indices.length; row++) {
    const mask = observedPixels(condition, image, seededGenerator('mask', seedOf(row)))
    const visible = given.subarray(2 * row * size, (2 * row + 1) * size)
    visible.set(levels.subarray(row * size, (row + 1) * size))
    for (let pixel = 0; pixel < size; pixel++)
      visible[pixel] = (visible[pixel] as number) * (mask[pixel] as number)
    if (omission > 0) omitBlock(visible, image, seededGenerator('omission', seedOf(row)), omission)
    given.set(mask, (2 * row + 1) * size)
  }
  return tensor2d(given, [indices.length, 2 * size])
}
