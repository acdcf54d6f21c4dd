/** @file What the networks are given of images: their labels, or the images themselves in part. */
import { conditionOf } from '../../src/networks/condition.ts'
import { maskOfX } from '../../src/networks/partial-image.ts'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { compactPixels, givenUnits, pixels, predictedUnits } from '../../src/networks/sizes.ts'
import { seededGenerator } from '../../src/sampling/random.ts'
import { tensor2d, type Tensor2D } from '../../src/tensor/ops.ts'
import { observedPixels, type Observation } from '../completion/masks.ts'
import { omitBlock } from '../completion/omission.ts'
import { labelsOf, type LabelledImages } from './labelled-images.ts'

/** What is random of a condition. */
export interface ConditionNoise {
  /** Of the image's area, what an omitted block has at most; 0 for none (Sohn et al. 2015, section 4.3). */
  readonly omission: number
  /** Of the images whose x may have a label, the share whose x has it. */
  readonly labelShare: number
  /** Seed of a row's mask and block. */
  readonly seedOf: (row: number) => string
  /** Of images of which any mask may be observed, what is of a row; left out or undefined, a mask drawn for it. */
  readonly observedOf?: (row: number) => Observation | undefined
}

/**
 * y as the networks predict it: the images, or of compact ones the missing pixels.
 *
 * @param levels The images in [0, 1], [images * pixels].
 * @returns [images, predicted units]; the caller disposes of it.
 */
export function predictedOf(configuration: CvaeConfiguration, levels: Float32Array): Tensor2D {
  const images = levels.length / pixels(configuration)
  return tensor2d(predictedPart(configuration, levels), [images, predictedUnits(configuration)])
}

/**
 * What of images the networks predict.
 *
 * @param whole Levels or logits, [images * pixels].
 * @returns [images * predicted units].
 */
export function predictedPart(configuration: CvaeConfiguration, whole: Float32Array): Float32Array {
  if (!configuration.compact) return whole
  const { missing } = compactPixels(configuration)
  const size = pixels(configuration)
  const images = whole.length / size
  const part = new Float32Array(images * missing.length)
  for (let image = 0; image < images; image++)
    pick(whole.subarray(image * size), missing, part.subarray(image * missing.length))
  return part
}

/**
 * The inverse of {@link predictedPart}: whole images, 0 where nothing is predicted.
 *
 * @param predicted [images * predicted units].
 * @returns [images * pixels].
 */
export function wholeImages(
  configuration: CvaeConfiguration,
  predicted: Float32Array,
): Float32Array {
  if (!configuration.compact) return predicted
  const { missing } = compactPixels(configuration)
  const size = pixels(configuration)
  const whole = new Float32Array((predicted.length / missing.length) * size)
  predicted.forEach((value, at) => {
    const image = Math.floor(at / missing.length)
    whole[image * size + (missing[at % missing.length] as number)] = value
  })
  return whole
}

/** The levels at some pixels of an image. */
function pick(image: Float32Array, places: readonly number[], into: Float32Array): void {
  places.forEach((pixel, unit) => (into[unit] = image[pixel] as number))
}

/**
 * x as it is given: the labels' code, [visible, mask] and, for any mask, the label or nothing, or
 * another image; of a compact partial image the observed pixels.
 *
 * @param levels The images in [0, 1], [indices.length * pixels].
 * @returns [indices.length, units]; the caller disposes of it.
 */
export function givenTo(
  configuration: CvaeConfiguration,
  data: LabelledImages,
  indices: Uint32Array,
  levels: Float32Array,
  { omission, labelShare, seedOf, observedOf }: ConditionNoise,
): Tensor2D {
  const { condition, image, compact } = configuration
  if (condition === 'label') return conditionOf(configuration, labelsOf(data, indices))
  const size = pixels(configuration)
  const units = givenUnits(configuration)
  const given = new Float32Array(indices.length * units)
  const labels = labelsOf(data, indices)
  const omit = (visible: Float32Array, row: number) => {
    if (omission > 0) omitBlock(visible, image, seededGenerator('omission', seedOf(row)), omission)
  }
  const observed = compact ? compactPixels(configuration).observed : []
  for (let row = 0; row < indices.length; row++) {
    const ours = given.subarray(row * units, (row + 1) * units)
    if (compact) {
      const whole = levels.slice(row * size, (row + 1) * size)
      omit(whole, row)
      pick(whole, observed, ours)
      continue
    }
    const visible = ours.subarray(0, size)
    visible.set(levels.subarray(row * size, (row + 1) * size))
    if (condition === 'image') {
      omit(visible, row)
      continue
    }
    const wanted = observedOf?.(row) ?? condition
    const mask = observedPixels(wanted, image, seededGenerator('mask', seedOf(row)))
    for (let pixel = 0; pixel < size; pixel++)
      visible[pixel] = (visible[pixel] as number) * (mask[pixel] as number)
    omit(visible, row)
    ours.set(maskOfX(mask), size)
    const told =
      labelShare > 0 && uniformFloat64(seededGenerator('label', seedOf(row))) < labelShare
    if (told) ours[2 * size + (labels[row] as number)] = 1
  }
  return tensor2d(given, [indices.length, units])
}
