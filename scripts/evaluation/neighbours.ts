/**
 * @file How two sets of digits cover each other, by their nearest neighbours: improved precision
 * and recall (Kynkäänniemi et al. 2019), density and coverage (Naeem et al. 2020), in features;
 * and the nearest reference digit, in pixels.
 */
import { blocksOf, squaredDistances } from './distances.ts'
import type { Estimate } from './estimate.ts'
import { meanEstimate, shareEstimate } from './statistics.ts'

/** The ball of a digit reaches to the k-th nearest other digit of its set. */
export interface Neighbourhood {
  /** Share of the generated digits that are in the ball of a real one. */
  readonly precision: Estimate
  /** Share of the real digits that are in the ball of a generated one. */
  readonly recall: Estimate
  /** Balls of real digits that a generated one is in, over k: about 1 for equal distributions. */
  readonly density: Estimate
  /** Share of the real digits whose ball has a generated one in it. */
  readonly coverage: Estimate
}

/**
 * Precision, recall, density and coverage. Their standard errors are over the digits that each
 * is a mean of, the balls being fixed.
 *
 * @param real [rows * units].
 * @param generated [rows * units]; as many rows as the real ones make figures comparable.
 * @param units Features of an image.
 * @param k Which neighbour a ball reaches to.
 * @throws {RangeError} When a set has no k-th other row.
 */
export function neighbourhood(
  real: Float32Array,
  generated: Float32Array,
  units: number,
  k: number,
): Neighbourhood {
  const realRadii = squaredRadii(real, units, k)
  const generatedRadii = squaredRadii(generated, units, k)
  /** Balls of real digits that each generated one is in. */
  const balls = new Float64Array(generatedRadii.length)
  let recalled = 0
  let covered = 0
  let row = 0
  for (const distances of squaredDistances(blocksOf(real, units), generated, units))
    for (let start = 0; start < distances.length; start += balls.length) {
      const realRadius = realRadii[row++] as number
      let isRecalled = false
      let isCovered = false
      for (let column = 0; column < balls.length; column++) {
        const distance = distances[start + column] as number
        if (distance <= (generatedRadii[column] as number)) isRecalled = true
        if (distance > realRadius) continue
        isCovered = true
        balls[column] = (balls[column] as number) + 1
      }
      if (isRecalled) recalled++
      if (isCovered) covered++
    }
  return {
    precision: shareEstimate(balls.filter((count) => count > 0).length, balls.length),
    recall: shareEstimate(recalled, realRadii.length),
    density: meanEstimate(balls.map((count) => count / k)),
    coverage: shareEstimate(covered, realRadii.length),
  }
}

/** Squared distance of each row to the k-th nearest other row. */
function squaredRadii(rows: Float32Array, units: number, k: number): Float64Array {
  const count = rows.length / units
  if (count <= k)
    throw new RangeError(`${count} digits, expected more than ${k}: no digit has ${k} others`)
  const radii = new Float64Array(count)
  let row = 0
  for (const distances of squaredDistances(blocksOf(rows, units), rows, units))
    for (let start = 0; start < distances.length; start += count, row++) {
      const nearest = new Float64Array(k).fill(Infinity) // in ascending order
      for (let column = 0; column < count; column++) {
        const distance = distances[start + column] as number
        if (column === row || distance >= (nearest[k - 1] as number)) continue
        let place = k - 1
        for (; place > 0 && (nearest[place - 1] as number) > distance; place--)
          nearest[place] = nearest[place - 1] as number
        nearest[place] = distance
      }
      radii[row] = nearest[k - 1] as number
    }
  return radii
}

/** The nearest reference digit of each query. */
export interface Nearest {
  /** Euclidean distance of grey levels in [0, 1], [queries]; 0 for a copy. */
  readonly distances: Float32Array
  /** Row of the reference digit, [queries]. */
  readonly indices: Uint32Array
}

/**
 * Finds the nearest reference digit of each query.
 *
 * @param queries Grey levels 0-255, [rows * pixels].
 * @param reference Grey levels 0-255, [rows * pixels].
 * @param pixels Of an image.
 */
export function nearestDistances(
  queries: Uint8Array,
  reference: Uint8Array,
  pixels: number,
): Nearest {
  const count = queries.length / pixels
  const smallest = new Float64Array(count).fill(Infinity)
  const indices = new Uint32Array(count)
  const blocks = blocksOf(reference, pixels).map(greyOf)
  let row = 0
  for (const distances of squaredDistances(blocks, greyOf(queries), pixels))
    for (let start = 0; start < distances.length; start += count, row++)
      for (let query = 0; query < count; query++) {
        const distance = distances[start + query] as number
        if (distance >= (smallest[query] as number)) continue
        smallest[query] = distance
        indices[query] = row
      }
  // The products have told which is nearest; the distance itself without their rounding.
  const distances = Float32Array.from(indices, (index, query) => {
    let total = 0
    for (let pixel = 0; pixel < pixels; pixel++) {
      const level = queries[query * pixels + pixel] as number
      total += (level - (reference[index * pixels + pixel] as number)) ** 2
    }
    return Math.sqrt(total) / 255
  })
  return { distances, indices }
}

const greyOf = (levels: Uint8Array): Float32Array =>
  new Float32Array(levels).map((level) => level / 255)
