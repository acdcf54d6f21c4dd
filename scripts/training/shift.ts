/**
 * @file Training images moved by whole pixels: as many more of them, none blurred. They are not where
 * MNIST centres its digits, so the last epochs of a run go without.
 */
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { seededGenerator, uniformIndex } from '../../src/sampling/random.ts'
import type { TrainingOptions } from './options.ts'

/** Pixels that images are moved at most in an epoch, which counts from 0; 0 in the last ones. */
export const shiftAt = (
  { shift, epochs, unshiftedEpochs }: TrainingOptions,
  epoch: number,
): number => (epoch < epochs - unshiftedEpochs ? shift : 0)

/**
 * Moves each image by up to `most` pixels down or up and across, each distance as likely. Nothing, 0,
 * comes in over an edge; what goes out is lost.
 *
 * @param sets Of the same images, [images * pixels] each: all are moved alike, in place.
 * @param seedOf Seed of an image's way.
 */
export function shiftImages(
  sets: Iterable<Float32Array>,
  { rows, columns }: CvaeConfiguration['image'],
  most: number,
  seedOf: (image: number) => string,
): void {
  const size = rows * columns
  for (const levels of sets)
    for (let image = 0; image < levels.length / size; image++) {
      const generator = seededGenerator('shift', seedOf(image))
      const down = uniformIndex(generator, 2 * most + 1) - most
      const across = uniformIndex(generator, 2 * most + 1) - most
      const ours = levels.subarray(image * size, (image + 1) * size)
      const before = ours.slice()
      ours.fill(0)
      for (let row = Math.max(0, down); row < Math.min(rows, rows + down); row++)
        for (
          let column = Math.max(0, across);
          column < Math.min(columns, columns + across);
          column++
        )
          ours[row * columns + column] = before[(row - down) * columns + column - across] as number
    }
}
