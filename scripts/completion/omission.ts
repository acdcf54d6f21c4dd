/**
 * @file Input omission noise (Sohn et al. 2015, "Training with input omission noise"): a random block
 * of the input is set to 0. It changes what the networks see, and neither the mask nor what is scored.
 */
import type { ImageSize } from '../../src/networks/image-size.ts'
import { uniformIndex, type RandomGenerator } from '../../src/sampling/random.ts'

/**
 * Sets a block of one image to 0. Height and width are drawn from 1 pixel to √`largest` of the image's
 * sides, so that the area is at most `largest` of the image's; then the place, wholly inside.
 *
 * @param levels [rows * columns], changed in place.
 * @param largest In (0, 1]; 0.16 for sides of at most 40 % of the image's.
 * @throws {RangeError} For other shares.
 */
export function omitBlock(
  levels: Float32Array,
  { rows, columns }: ImageSize,
  generator: RandomGenerator,
  largest: number,
): void {
  if (!(largest > 0 && largest <= 1))
    throw new RangeError(`share of the omitted block ${largest}, expected above 0 and at most 1`)
  const height = length(rows, largest, generator)
  const width = length(columns, largest, generator)
  const top = uniformIndex(generator, rows - height + 1)
  const left = uniformIndex(generator, columns - width + 1)
  // An image too small for a block within the share keeps all.
  if (height * width > largest * rows * columns) return
  for (let row = top; row < top + height; row++)
    levels.fill(0, row * columns + left, row * columns + left + width)
}

function length(size: number, largest: number, generator: RandomGenerator): number {
  const longest = Math.max(1, Math.floor(Math.sqrt(largest) * size))
  return 1 + uniformIndex(generator, longest)
}
