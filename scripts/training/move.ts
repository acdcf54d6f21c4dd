/** @file Training images moved one by one, in place: what shifts and distorts them has this in common. */
import type { ImageSize } from '../../src/networks/image-size.ts'
import { seededGenerator, type RandomGenerator } from '../../src/sampling/random.ts'

/** Changes an image in place, [pixels]. */
export type Move = (levels: Float32Array) => void

/**
 * Moves each image its own way.
 *
 * @param sets Of the same images, [images * pixels] each: an image is moved alike in all.
 * @param purpose What the moves are, such as `shift`: each kind is drawn from a stream of its own.
 * @param seedOf Of a row of the batch: what its move is drawn from.
 * @param drawMove Is given the image as it is in the first of the sets.
 */
export function moveImages(
  sets: ReadonlySet<Float32Array>,
  { rows, columns }: ImageSize,
  purpose: string,
  seedOf: (row: number) => string,
  drawMove: (generator: RandomGenerator, levels: Float32Array) => Move,
): void {
  const size = rows * columns
  const [first] = sets
  if (first === undefined) return
  for (let image = 0; image < first.length / size; image++) {
    const levelsIn = (set: Float32Array) => set.subarray(image * size, (image + 1) * size)
    const move = drawMove(seededGenerator(purpose, seedOf(image)), levelsIn(first))
    for (const set of sets) move(levelsIn(set))
  }
}
