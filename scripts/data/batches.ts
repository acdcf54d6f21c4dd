/** @file Batches of labelled images as tensors: x as it is given, y in [0, 1]. */
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { conditionFrom, type SamplingNetworks } from '../../src/networks/cvae.ts'
import type { Tensor2D } from '../../src/tensor/ops.ts'
import { seededGenerator, uniformIndex } from '../../src/sampling/random.ts'
import type { Observation } from '../completion/masks.ts'
import { givenTo, predictedOf } from './condition.ts'
import { eachPicture, labelsOf, type LabelledImages } from './labelled-images.ts'

/** `x` is what conditionFrom takes, `y` is [batch, predicted units]; the caller disposes of both. */
export interface Batch {
  readonly x: Tensor2D
  readonly y: Tensor2D
}

/**
 * The images at `indices`, in that order.
 *
 * @param observed Of images of which any mask may be observed, what is; left out, a mask drawn for each.
 */
export function batchOf(
  configuration: CvaeConfiguration,
  data: LabelledImages,
  indices: Uint32Array,
  observed?: Observation,
): Batch {
  const { images, outputs } = levelsAt(data, indices)
  return {
    x: givenTo(configuration, data, indices, images, {
      omission: 0,
      labelShare: 0,
      seedOf: (row) => `image ${indices[row]}`,
      observedOf: () => observed,
    }),
    y: predictedOf(configuration, outputs),
  }
}

/** {@link batchOf} as the networks read it: x has the baseline's first guess. Within a tidy. */
export function readBatch(
  networks: SamplingNetworks,
  configuration: CvaeConfiguration,
  data: LabelledImages,
  indices: Uint32Array,
  observed?: Observation,
): Batch & { readonly given: Tensor2D } {
  const { x: given, y } = batchOf(configuration, data, indices, observed)
  return { given, x: conditionFrom(networks, given), y }
}

/** The images at `indices` as a dataset of their own. */
export function imagesAt(data: LabelledImages, indices: Uint32Array): LabelledImages {
  const size = data.rows * data.columns
  const chosen = (bytes: Uint8Array) => {
    const ours = new Uint8Array(indices.length * size)
    indices.forEach((from, to) =>
      ours.set(bytes.subarray(from * size, (from + 1) * size), to * size),
    )
    return ours
  }
  const labels = Uint8Array.from(labelsOf(data, indices))
  return { ...eachPicture(data, chosen), labels }
}

/** What x is taken from and y, in [0, 1], [count * pixels]. */
interface Levels {
  readonly images: Float32Array
  /** The same array where y is the image itself. */
  readonly outputs: Float32Array
}

/** Images and outputs at `indices`. */
export function levelsAt(data: LabelledImages, indices: Uint32Array): Levels {
  const images = greyLevels(data, indices)
  if (data.outputs === undefined) return { images, outputs: images }
  return { images, outputs: greyLevels({ ...data, images: data.outputs }, indices) }
}

/** Grey levels in [0, 1] of the images at `indices`, [indices.length * pixels]. */
export function greyLevels(data: LabelledImages, indices: Uint32Array): Float32Array {
  const size = data.rows * data.columns
  const levels = new Float32Array(indices.length * size)
  indices.forEach((image, row) => {
    for (let pixel = 0; pixel < size; pixel++)
      levels[row * size + pixel] = (data.images[image * size + pixel] ?? 0) / 255
  })
  return levels
}

/** All images in order, `batch` at a time, the last batch smaller. */
export function* consecutiveBatches(count: number, batch: number): Generator<Uint32Array> {
  for (let start = 0; start < count; start += batch)
    yield Uint32Array.from({ length: Math.min(batch, count - start) }, (_, row) => start + row)
}

/** A permutation of 0 to `count - 1`, fixed by the seed (Fisher and Yates). */
export function shuffledIndices(count: number, purpose: string, seed: string): Uint32Array {
  const generator = seededGenerator(purpose, seed)
  const indices = Uint32Array.from({ length: count }, (_, index) => index)
  for (let last = count - 1; last > 0; last--) {
    const other = uniformIndex(generator, last + 1)
    const swapped = indices[last] ?? 0
    indices[last] = indices[other] ?? 0
    indices[other] = swapped
  }
  return indices
}
