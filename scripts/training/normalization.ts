/**
 * @file What MNIST's images were normalized to (LeCun et al. 1998, section III.A), kept by linear maps: the
 * centre of mass, and the length of the longer side.
 */

/** From a place in a new image to the place in the old one that its level comes from. */
export interface LinearMap {
  /** What is added to the identity. */
  readonly matrix: Matrix
  /** The place that is left where it is. */
  readonly about: Place
}

export type Matrix = readonly [
  downByDown: number,
  downByAcross: number,
  acrossByDown: number,
  acrossByAcross: number,
]

/** Rows and columns from the middle of the first pixel. */
interface Place {
  readonly down: number
  readonly across: number
}

/**
 * The map about an image's centre of mass that lets its ink be as long as it is; an image without ink gives none.
 *
 * @param levels From 0 to 1, [pixels]; from a half on they are ink.
 * @param matrix What is added to the identity, before the map is scaled.
 */
export function normalizedMap(
  levels: Float32Array,
  columns: number,
  matrix: Matrix,
): LinearMap | undefined {
  const ink: Place[] = []
  let [mass, down, across] = [0, 0, 0]
  levels.forEach((level, pixel) => {
    const place = { down: Math.floor(pixel / columns), across: pixel % columns }
    if (level >= 0.5) ink.push(place)
    mass += level
    down += level * place.down
    across += level * place.across
  })
  if (ink.length === 0) return undefined
  return {
    matrix: scaled(matrix, growth(ink, matrix)),
    about: { down: down / mass, across: across / mass },
  }
}

/** What is added to the identity, where the whole is `factor` times as much. */
function scaled([a, b, c, d]: Matrix, factor: number): Matrix {
  return [factor * (1 + a) - 1, factor * b, factor * c, factor * (1 + d) - 1]
}

/** How many times as long places become, which the inverse of the map takes to new ones. */
function growth(places: readonly Place[], [a, b, c, d]: Matrix): number {
  const determinant = (1 + a) * (1 + d) - b * c
  const moved = places.map(({ down, across }) => ({
    down: ((1 + d) * down - b * across) / determinant,
    across: ((1 + a) * across - c * down) / determinant,
  }))
  const before = longerSide(places)
  return before === 0 ? 1 : longerSide(moved) / before
}

const extent = (coordinates: readonly number[]): number =>
  Math.max(...coordinates) - Math.min(...coordinates)

const longerSide = (places: readonly Place[]): number =>
  Math.max(extent(places.map(({ down }) => down)), extent(places.map(({ across }) => across)))
