/** @file Estimators of the conditional log-likelihood log p(y|x), as in the paper's section 4.1. */
import type { Cvae } from '../../src/networks/cvae.ts'
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { outputLogLikelihood } from '../../src/networks/generation.ts'
import type { Gaussian } from '../../src/networks/gaussian.ts'
import { mlpAt } from '../../src/networks/mlp.ts'
import { gaussianPrior, priorSample } from '../../src/networks/prior.ts'
import { recognize } from '../../src/networks/recognition.ts'
import type { Tensor2D } from '../../src/tensor/ops.ts'
import { noiseStream } from '../training/noise.ts'
import { logImportanceWeight } from '../training/objectives/importance-weighted.ts'
import { logMeansOfExp, withoutTensors } from './log-mean-exp.ts'

/**
 * Monte Carlo: log p(y|x) ≈ log 1/S Σ p(y|x,z), z ~ p(z|x) (Sohn et al. 2015, eq. 6).
 * Its expectation is below log p(y|x), and rises to it as S grows: very slowly, since few
 * samples of the prior look like y.
 *
 * @param x Condition, [batch, condition units].
 * @param y Output in {0, 1}, or grey levels as expectations, [batch, pixels].
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
 * @param y Output in {0, 1}, or grey levels as expectations, [batch, pixels].
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
