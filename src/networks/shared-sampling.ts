/**
 * @file Sampling in two steps: what depends on x alone, which many samples share, and what each adds. Of a
 * partial image the first is the baseline network and the prior network, three fifths of the products.
 */
import { concat, split, tidy, type Tensor2D } from '../tensor/ops.ts'
import type { CvaeConfiguration } from './configuration.ts'
import { conditionFrom, sampleLogits, type SamplingNetworks } from './cvae.ts'
import { gaussianPrior, type GaussianPrior } from './prior.ts'
import { conditionUnits } from './sizes.ts'

/** Networks whose p(z|x) is a Gaussian: of a flow, x alone tells too little. */
export interface GaussianNetworks extends SamplingNetworks {
  readonly prior: GaussianPrior
}

/** Units of what {@link sharedOf} gives. */
export const sharedUnits = (configuration: CvaeConfiguration): number =>
  conditionUnits(configuration) + 2 * configuration.latent

/**
 * What samples share: [x, mean of p(z|x), its log-variance].
 *
 * @param given See conditionFrom.
 * @returns [batch, shared units]; the caller disposes of it.
 */
export function sharedOf(networks: GaussianNetworks, given: Tensor2D): Tensor2D {
  return tidy(() => {
    const x = conditionFrom(networks, given)
    const { mean, logVar } = gaussianPrior(networks.prior, x)
    return concat([x, mean, logVar], 1)
  })
}

/**
 * A sample, the bytes of `sampleLogits`.
 *
 * @param shared Of {@link sharedOf}.
 * @param noise See sampleLogits.
 * @returns Logits of y, [batch, pixels]; the caller disposes of them.
 */
export function sampleLogitsOf(
  networks: GaussianNetworks,
  shared: Tensor2D,
  noise: Tensor2D,
): Tensor2D {
  return tidy(() => {
    const [, latent] = noise.shape
    const units = shared.shape[1] - 2 * latent
    const [x, mean, logVar] = split(shared, [units, latent, latent], 1) as [
      Tensor2D,
      Tensor2D,
      Tensor2D,
    ]
    return sampleLogits(
      { ...networks, prior: { kind: 'known', gaussian: { mean, logVar } } },
      x,
      noise,
    )
  })
}
