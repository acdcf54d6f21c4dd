/** @file Training images stretched, sheared and turned a little, so that there are more different ones. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import type { ImageSize } from '../../src/networks/image-size.ts'
import { cubicWeights } from '../../src/rendering/cubic.ts'
import { moveImages } from './move.ts'
import { normalizedMap, type LinearMap, type Matrix } from './normalization.ts'

/**
 * Takes each image through a linear map, the identity and four numbers in [-most, most]: sums, products and
 * quotients alone, the same on every machine. Levels between pixels are interpolated by cubics and stay in
 * [0, 1]; beyond an edge all is 0. Sets and seeds are those of {@link moveImages}.
 *
 * @param contrast Factor on how far levels are from a half: what interpolation blurs.
 * @param normalized Whether the map keeps what MNIST's images were normalized to ({@link normalizedMap}): they
 *   are like others of them then. Else it is about the middle of the image.
 */
export function distortImages(
  sets: ReadonlySet<Float32Array>,
  image: ImageSize,
  { most, normalized, contrast }: Distortion,
  seedOf: (row: number) => string,
): void {
  const { rows, columns } = image
  const middle = { down: (rows - 1) / 2, across: (columns - 1) / 2 }
  moveImages(sets, image, 'distortion', seedOf, (generator, levels) => {
    const entry = () => most * (2 * uniformFloat64(generator) - 1)
    const matrix: Matrix = [entry(), entry(), entry(), entry()]
    const map = normalized ? normalizedMap(levels, columns, matrix) : undefined
    return (moved) => distortImage(moved, columns, map ?? { matrix, about: middle }, contrast)
  })
}

interface Distortion {
  readonly most: number
  readonly normalized: boolean
  readonly contrast: number
}

function distortImage(
  levels: Float32Array,
  columns: number,
  { matrix, about }: LinearMap,
  contrast: number,
): void {
  const [downByDown, downByAcross, acrossByDown, acrossByAcross] = matrix
  const before = levels.slice()
  for (let pixel = 0; pixel < levels.length; pixel++) {
    const row = Math.floor(pixel / columns)
    const column = pixel - row * columns
    const down = row - about.down
    const across = column - about.across
    const level = levelAt(
      before,
      columns,
      row + downByDown * down + downByAcross * across,
      column + acrossByDown * down + acrossByAcross * across,
    )
    levels[pixel] = Math.min(1, Math.max(0, contrast * level - (contrast - 1) / 2))
  }
}

/** The level at a place between pixels, which may be a little beyond 0 or 1. */
function levelAt(levels: Float32Array, columns: number, row: number, column: number): number {
  const rows = levels.length / columns
  const [top, left] = [Math.floor(row), Math.floor(column)]
  const down = cubicWeights(row - top)
  const across = cubicWeights(column - left)
  let sum = 0
  for (let i = 0; i < 4; i++) {
    const y = top - 1 + i
    if (y < 0 || y >= rows) continue
    for (let j = 0; j < 4; j++) {
      const x = left - 1 + j
      if (x < 0 || x >= columns) continue
      sum += (down[i] as number) * (across[j] as number) * (levels[y * columns + x] as number)
    }
  }
  return sum
}
