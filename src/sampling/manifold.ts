/** @file Points of a plane through the latent space. */

/** A square of a plane along two axes. */
export interface Plane {
  readonly middle: Float32Array
  /** Units of the latent: the first changes from left to right, the second from top to bottom. */
  readonly axes: readonly [number, number]
  /** From the middle to an edge. */
  readonly extent: number
  /** Points on a side; one alone is in the middle. */
  readonly steps: number
}

/** The points row by row. */
export function planePoints({
  middle,
  axes: [across, down],
  extent,
  steps,
}: Plane): Float32Array[] {
  const offset = (step: number): number =>
    steps === 1 ? 0 : extent * ((2 * step) / (steps - 1) - 1)
  return Array.from({ length: steps * steps }, (_, index) => {
    const point = middle.slice()
    point[across] = (point[across] as number) + offset(index % steps)
    point[down] = (point[down] as number) + offset(Math.floor(index / steps))
    return point
  })
}
