/** @file What the networks are given of images: their labels, or the images themselves in part. */
import { conditionOf } from '../../src/networks/condition.ts'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { givenUnits, type CvaeConfiguration } from '../../src/networks/configuration.ts'
import { seededGenerator } from '../../src/sampling/random.ts'
import { tensor2d, type Tensor2D } from '../../src/tensor/ops.ts'
import { observedPixels } from '../completion/masks.ts'
import { omitBlock } from '../completion/omission.ts'
import { labelsOf, type LabelledImages } from './dataset.ts'

/** Of the images of any mask, those whose x has the label in training: serving knows both kinds. */
export const LABEL_SHARE = 0.5

/** What is random of a condition. */
export interface ConditionNoise {
  /** Of the image's area, what an omitted block has at most; 0 for none (Sohn et al. 2015, section 4.2). */
  readonly omission: number
  /** Of the images whose x may have a label, the share whose x has it. */
  readonly labelShare: number
  /** Seed of a row's mask and block. */
  readonly seedOf: (row: number) => string
}

/**
 * x as it is given: the labels' code, [visible, mask] and, for any mask, the label or nothing, or
 * another image.
 *
 * @param levels The images in [0, 1], partial ones as they are predicted, [indices.length * pixels].
 * @returns [indices.length, units]; the caller disposes of it.
 */
export function givenTo(
  configuration: CvaeConfiguration,
  data: LabelledImages,
  indices: Uint32Array,
  levels: Float32Array,
  { omission, labelShare, seedOf }: ConditionNoise,
): Tensor2D {
  const { condition, image } = configuration
  if (condition === 'label') return conditionOf(configuration, labelsOf(data, indices))
  const size = image.rows * image.columns
  const units = givenUnits(configuration)
  const given = new Float32Array(indices.length * units)
  const labels = labelsOf(data, indices)
  const omit = (visible: Float32Array, row: number) => {
    if (omission > 0) omitBlock(visible, image, seededGenerator('omission', seedOf(row)), omission)
  }
  for (let row = 0; row < indices.length; row++) {
    const ours = given.subarray(row * units, (row + 1) * units)
    const visible = ours.subarray(0, size)
    visible.set(levels.subarray(row * size, (row + 1) * size))
    if (condition === 'image') {
      omit(visible, row)
      continue
    }
    const mask = observedPixels(condition, image, seededGenerator('mask', seedOf(row)))
    for (let pixel = 0; pixel < size; pixel++)
      visible[pixel] = (visible[pixel] as number) * (mask[pixel] as number)
    omit(visible, row)
    ours.set(mask, size)
    const told =
      labelShare > 0 && uniformFloat64(seededGenerator('label', seedOf(row))) < labelShare
    if (told) ours[2 * size + (labels[row] as number)] = 1
  }
  return tensor2d(given, [indices.length, units])
}
