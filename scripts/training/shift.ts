/** @file Training images moved by whole pixels, so that there are more different ones and none is blurred. */
import type { ImageSize } from '../../src/networks/image-size.ts'
import { uniformIndex } from '../../src/sampling/random.ts'
import { moveImages } from './move.ts'

/**
 * Moves each image by up to `most` pixels down or up and across, each distance as likely. Nothing, 0,
 * comes in over an edge; what goes out is lost. Sets and seeds are those of {@link moveImages}.
 */
export function shiftImages(
  sets: ReadonlySet<Float32Array>,
  image: ImageSize,
  most: number,
  seedOf: (row: number) => string,
): void {
  moveImages(sets, image, 'shift', seedOf, (generator) => {
    const down = uniformIndex(generator, 2 * most + 1) - most
    const across = uniformIndex(generator, 2 * most + 1) - most
    return (levels) => shiftImage(levels, image.columns, down, across)
  })
}

function shiftImage(levels: Float32Array, columns: number, down: number, across: number): void {
  const rows = levels.length / columns
  const before = levels.slice()
  levels.fill(0)
  for (let row = Math.max(0, down); row < Math.min(rows, rows + down); row++)
    for (let column = Math.max(0, across); column < Math.min(columns, columns + across); column++)
      levels[row * columns + column] = before[(row - down) * columns + column - across] as number
}
