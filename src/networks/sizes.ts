/** @file The sizes that follow from a configuration: units of what the networks read and give. */
import { observesOnePart, PAPER_PARTS, type CvaeConfiguration } from './configuration.ts'
import { partMask } from './quadrants.ts'

/** Units of x as all networks but the baseline read it. */
export function conditionUnits(configuration: CvaeConfiguration): number {
  const isBesideGuess = configuration.baseline !== undefined && !isMasked(configuration)
  return (isBesideGuess ? predictedUnits(configuration) : 0) + givenUnits(configuration)
}

/** Whether x is an image of which a mask tells what is observed; the first guess fills up the rest. */
export const isMasked = ({ condition, compact }: CvaeConfiguration): boolean =>
  condition !== 'label' && condition !== 'image' && !compact

/**
 * The places in the image, ascending, of the pixels that a compact x and y have. A mask that never changes acts
 * as one bias repeated for every observed pixel, whose steps in training are as many times too long: it is left out.
 */
export function compactPixels({ condition, image }: CvaeConfiguration): {
  readonly observed: readonly number[]
  readonly missing: readonly number[]
} {
  if (!observesOnePart(condition)) throw new Error(`${condition}: other pixels for each image`)
  const mask = partMask(image, PAPER_PARTS[condition])
  const places = [...mask.keys()]
  return {
    observed: places.filter((pixel) => mask[pixel] === 1),
    missing: places.filter((pixel) => mask[pixel] === 0),
  }
}

/** Units of y as the networks read and predict it. */
export const predictedUnits = (configuration: CvaeConfiguration): number =>
  configuration.compact ? compactPixels(configuration).missing.length : pixels(configuration)

/** Units of x as it is given. A partial image has room for the first guess of what is missing. */
export function givenUnits(configuration: CvaeConfiguration): number {
  const { condition, labels, labelCode, compact } = configuration
  if (compact) return pixels(configuration) - predictedUnits(configuration)
  if (condition === 'image') return pixels(configuration)
  if (condition === 'any mask') return 2 * pixels(configuration) + labels
  if (condition !== 'label') return 2 * pixels(configuration)
  return labelCode === 'one-hot' ? labels : 1
}

/** Number of pixels of the image that y is, or is part of. */
export const pixels = ({ image }: CvaeConfiguration): number => image.rows * image.columns

/** Outputs of the generation network: pixels of y at each scale. */
export const outputs = (configuration: CvaeConfiguration): number =>
  Array.from(
    { length: configuration.scales },
    (_, scale) => predictedUnits(configuration) / 4 ** scale,
  ).reduce((total, size) => total + size)

/** Pixels of y's longer side: the smallest size that a picture is drawn at. */
export const longerSide = ({ image }: CvaeConfiguration): number =>
  Math.max(image.rows, image.columns)

/** A size that a picture is drawn at: the wanted one where the model's own is not larger. */
export const drawableSize = (configuration: CvaeConfiguration, wanted: number): number =>
  Math.max(wanted, longerSide(configuration))
