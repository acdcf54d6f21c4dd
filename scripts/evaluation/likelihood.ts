/** @file Estimators of the conditional log-likelihood log p(y|x), as in the paper's section 4.1. */
import type { Cvae } from '../../src/networks/cvae.ts'
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { outputLogLikelihood } from '../../src/networks/generation.ts'
import type { Gaussian } from '../../src/networks/gaussian.ts'
import { mlpAt } from '../../src/networks/mlp.ts'
import { gaussianPrior, priorSample } from '../../src/networks/prior.ts'
import { recognize } from '../../src/networks/recognition.ts'
import { concat, slice, tidy, type Tensor1D, type Tensor2D } from '../../src/tensor/ops.ts'
import { noiseStream } from '../training/noise.ts'
import { logImportanceWeight } from '../training/objectives/importance-weighted.ts'

/**
 * Monte Carlo: log p(y|x) ≈ log 1/S Σ p(y|x,z), z ~ p(z|x) (Sohn et al. 2015, eq. 6).
 * Its expectation is below log p(y|x), and rises to it as S grows: very slowly, since few
 * samples of the prior look like y.
 *
 * @param x Condition, [batch, condition units].
 * @param y Output in {0, 1}, [batch, pixels].
 * @param sampleCounts The values of S, ascending; smaller ones take the first samples.
 * @returns Nats, one an image for each S.
 */
export function monteCarloCll(
  networks: Cvae,
  { latent }: CvaeConfiguration,
  x: Tensor2D,
  y: Tensor2D,
  sampleCounts: readonly number[],
  seed: string,
): Float64Array[] {
  return withoutTensors(() => {
    const at = networksAt(networks, x)
    return logMeansOfExp(
      { x, y, ...at.rows },
      sampleCounts,
      { latent, stream: noiseStream('Monte Carlo samples', seed) },
      (rows, noise) => {
        const { prior, generation } = at.of(rows)
        return outputLogLikelihood(generation, rows.x, priorSample(prior, rows.x, noise), rows.y)
      },
    )
  })
}

/** What networks compute of x alone, the same for every sample: a Gaussian prior, what x adds to p(y|x,z). */
interface RowsOfX extends Partial<Gaussian> {
  readonly offset?: Tensor2D
}

/** The networks that need no more of x than these rows, and the rows. */
function networksAt(
  networks: Cvae,
  x: Tensor2D,
): { readonly rows: RowsOfX; readonly of: (rows: RowsOfX) => Cvae } {
  const { prior } = networks
  const generation = mlpAt(networks.generation, x)
  const gaussian = prior.kind === 'flow' ? {} : gaussianPrior(prior, x)
  const { offset } = generation
  return {
    rows: { ...gaussian, ...(offset === undefined ? {} : { offset }) },
    of: ({ mean, logVar, offset: ofRows }) => ({
      ...networks,
      prior:
        mean === undefined || logVar === undefined
          ? prior
          : { kind: 'known', gaussian: { mean, logVar } },
      generation: ofRows === undefined ? generation : { ...generation, offset: ofRows },
    }),
  }
}

/**
 * Importance sampling with the recognition network as the proposal:
 * log p(y|x) ≈ log 1/S Σ p(y|x,z) p(z|x) / q(z|x,y), z ~ q(z|x,y) (Sohn et al. 2015, eq. 7).
 * Its expectation is below log p(y|x), and rises to it as S grows (Burda et al. 2016, theorem 1);
 * with S = 1 it is the ELBO.
 *
 * @param x Condition, [batch, condition units].
 * @param y Output in {0, 1}, [batch, pixels].
 * @param sampleCounts The values of S, ascending; smaller ones take the first samples.
 * @returns Nats, one an image for each S.
 */
export function importanceSampledCll(
  cvae: Cvae,
  { latent }: CvaeConfiguration,
  x: Tensor2D,
  y: Tensor2D,
  sampleCounts: readonly number[],
  seed: string,
): Float64Array[] {
  return withoutTensors(() => {
    const at = networksAt(cvae, x)
    const q = recognize(cvae.recognition, x, y)
    return logMeansOfExp(
      { x, y, ...at.rows, qMean: q.mean, qLogVar: q.logVar },
      sampleCounts,
      { latent, stream: noiseStream('importance samples', seed) },
      (rows, noise) => {
        const proposal = { mean: rows.qMean, logVar: rows.qLogVar }
        return logImportanceWeight(at.of(rows), rows.x, rows.y, proposal, noise)
      },
    )
  })
}

/** Rows that a pass takes where there are samples enough: each of fewer costs more. */
const ROWS = 500

/**
 * log of the mean of exp of a sample's values, by image, for the first S samples of each S.
 *
 * @param given What samples are drawn from, [images, units] each; several samples are drawn at once.
 * @param sample Of so many samples with their noise, [samples * images, latent], the values,
 *   [samples * images], from these rows of what is given.
 */
function logMeansOfExp<Given extends Readonly<Record<string, Tensor2D>>>(
  given: Given & { readonly x: Tensor2D },
  sampleCounts: readonly number[],
  { latent, stream }: { readonly latent: number; readonly stream: ReturnType<typeof noiseStream> },
  sample: (rows: Given, noise: Tensor2D) => Tensor1D,
): Float64Array[] {
  const [images] = given.x.shape
  const atOnce = Math.max(1, Math.floor(ROWS / images))
  const all = eachOf(given, (rows) => concat(Array<Tensor2D>(atOnce).fill(rows), 0))
  const drawSamples = (count: number) =>
    withoutTensors(() => {
      // One by one, so that a sample has the same noise whatever is drawn with it.
      const noise = Array.from({ length: count }, () => stream(images, latent))
      const rows = eachOf(all, (repeated) => slice(repeated, [0, 0], [count * images, -1]))
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
function withoutTensors<Result>(estimate: () => Result): Result {
  let result: Result | undefined
  tidy(() => {
    result = estimate()
  })
  return result as Result
}
