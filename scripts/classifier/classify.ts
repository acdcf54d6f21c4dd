/** @file Reads images with a classifier: labels and features. It knows nothing of training. */
import { dispose, tensor2d } from '../../src/tensor/ops.ts'
import type { LabelledImages } from '../data/labelled-images.ts'
import { classifierActivations, type Classifier } from './network.ts'

/** Images that the network reads at a time: the WASM heap never shrinks. */
const READING_BATCH = 250

/** What a classifier makes of images. */
export interface Reading {
  /** Activations of the last hidden layer, [count * units]. */
  readonly features: Float32Array
  /** Units of the last hidden layer. */
  readonly units: number
  /** The likeliest label of each image, [count]. */
  readonly labels: Uint8Array
}

/**
 * Reads images in batches.
 *
 * @param images Grey levels 0-255, white on black, [count * rows * columns].
 * @throws {RangeError} When there are other than `count` images.
 */
export function classify(classifier: Classifier, images: Uint8Array, count: number): Reading {
  const { image, labels: labelCount, dense } = classifier.configuration
  const pixels = image.rows * image.columns
  if (images.length !== count * pixels)
    throw new RangeError(
      `${images.length} pixels, expected ${count * pixels}: ${count} images of ${image.rows} x ${image.columns}`,
    )
  const units = dense.at(-1) ?? 0
  const features = new Float32Array(count * units)
  const labels = new Uint8Array(count)
  for (let start = 0; start < count; start += READING_BATCH) {
    const batch = Math.min(READING_BATCH, count - start)
    const levels = images.subarray(start * pixels, (start + batch) * pixels)
    const grey = tensor2d(
      new Float32Array(levels).map((level) => level / 255),
      [batch, pixels],
    )
    const read = classifierActivations(classifier, grey, { differentiated: 'images' })
    features.set(read.features.dataSync(), start * units)
    labels.set(largestIndices(read.logits.dataSync(), labelCount), start)
    dispose([grey, ...Object.values(read)])
  }
  return { features, units, labels }
}

/** Share of the images whose label the classifier reads, in [0, 1]. */
export function accuracy(classifier: Classifier, { images, labels }: LabelledImages): number {
  const read = classify(classifier, images, labels.length).labels
  return read.filter((label, index) => label === labels[index]).length / labels.length
}

/** Where each row of `width` values has its largest one. */
function largestIndices(values: ArrayLike<number>, width: number): number[] {
  return Array.from({ length: values.length / width }, (_, row) => {
    let largest = 0
    for (let index = 1; index < width; index++) {
      const value = values[row * width + index] ?? NaN
      if (value > (values[row * width + largest] ?? NaN)) largest = index
    }
    return largest
  })
}
