/** @file Training images moved by whole pixels, so that there are more different ones and none is blurred. */
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { seededGenerator, uniformIndex } from '../../src/sampling/random.ts'

/**
 * Moves each image by up to `most` pixels down or up and across, each distance as likely. Nothing, 0,
 * comes in over an edge; what goes out is lost.
 *
 * @param sets Of the same images, [images * pixels] each: an image is moved alike in all, in place.
 * @param seedOf Of a row of the batch: what its distance is drawn from.
 */
export function shiftImages(
  sets: ReadonlySet<Float32Array>,
  { rows, columns }: CvaeConfiguration['image'],
  most: number,
  seedOf: (row: number) => string,
): void {
  const size = rows * columns
  const [first] = sets
  for (let image = 0; image < (first?.length ?? 0) / size; image++) {
    const generator = seededGenerator('shift', seedOf(image))
    const down = uniformIndex(generator, 2 * most + 1) - most
    const across = uniformIndex(generator, 2 * most + 1) - most
    for (const levels of sets)
      shiftImage(levels.subarray(image * size, (image + 1) * size), columns, down, across)
  }
}

function shiftImage(levels: Float32Array, columns: number, down: number, across: number): void {
  const rows = levels.length / columns
  const before = levels.slice()
  levels.fill(0)
  for (let row = Math.max(0, down); row < Math.min(rows, rows + down); row++)
    for (let column = Math.max(0, across); column < Math.min(columns, columns + across); column++)
      levels[row * columns + column] = before[(row - down) * columns + column - across] as number
}
