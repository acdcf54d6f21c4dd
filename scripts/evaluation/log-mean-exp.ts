/** @file Estimates that are logarithms of a mean of exponentials, from many samples of many images. */
import { concat, slice, tidy, type Tensor1D, type Tensor2D } from '../../src/tensor/ops.ts'
import type { noiseStream } from '../training/noise.ts'
import { repeated } from '../training/objectives/importance-weighted.ts'

/** Rows that a pass takes where there are samples enough: each of fewer costs more. */
const ROWS = 500

/**
 * log of the mean of exp of a sample's values, by image, for the first S samples of each S.
 *
 * @param given What samples are drawn from, [images, units] each; several samples are drawn at once.
 * @param sample Of so many samples with their noise, [samples * images, latent], the values,
 *   [samples * images], from these rows of what is given.
 */
export function logMeansOfExp<Given extends Readonly<Record<string, Tensor2D>>>(
  given: Given & { readonly x: Tensor2D },
  sampleCounts: readonly number[],
  { latent, stream }: { readonly latent: number; readonly stream: ReturnType<typeof noiseStream> },
  sample: (rows: Given, noise: Tensor2D) => Tensor1D,
): Float64Array[] {
  const [images] = given.x.shape
  const atOnce = Math.max(1, Math.floor(ROWS / images))
  const all = eachOf(given, (rows) => repeated(rows, atOnce))
  const drawSamples = (count: number) =>
    withoutTensors(() => {
      // One by one, so that a sample has the same noise whatever is drawn with it.
      const noise = Array.from({ length: count }, () => stream(images, latent))
      const rows = eachOf(all, (many) => slice(many, [0, 0], [count * images, -1]))
      return sample(rows, concat<Tensor2D>(noise, 0)).dataSync()
    })

  // Σ exp(value - largest) and the largest value so far: no exponential overflows.
  const sums = new Float64Array(images)
  const largest = new Float64Array(images).fill(-Infinity)
  let drawn = 0
  return sampleCounts.map((count) => {
    while (drawn < count) {
      const now = Math.min(atOnce, count - drawn)
      drawSamples(now).forEach((value, row) => {
        const image = row % images
        const before = largest[image] as number
        const most = Math.max(before, value)
        sums[image] = (sums[image] as number) * Math.exp(before - most) + Math.exp(value - most)
        largest[image] = most
      })
      drawn += now
    }
    return sums.map((total, image) => (largest[image] as number) + Math.log(total / count))
  })
}

const eachOf = <Rows extends Readonly<Record<string, Tensor2D>>>(
  rows: Rows,
  change: (tensor: Tensor2D) => Tensor2D,
): Rows => Object.fromEntries(Object.entries(rows).map(([name, of]) => [name, change(of)])) as Rows

/** What `estimate` returns: tidy would look for tensors in each element of it. */
export function withoutTensors<Result>(estimate: () => Result): Result {
  let result: Result | undefined
  tidy(() => {
    result = estimate()
  })
  return result as Result
}
