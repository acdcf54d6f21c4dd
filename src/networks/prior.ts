/** @file Prior network p(z | x): the standard normal, the paper's diagonal Gaussian, or a conditional flow. */
import { tidy, type Tensor1D, type Tensor2D } from '../tensor/ops.ts'
import type { CvaeConfiguration } from './configuration.ts'
import { conditionUnits } from './sizes.ts'
import { flowLogDensity, flowParameters, flowSample, type FlowParameters } from './flow.ts'
import {
  gaussianFrom,
  gaussianLogDensity,
  gaussianSample,
  standardGaussian,
  type Gaussian,
} from './gaussian.ts'
import { mlp, mlpParameters, type MlpParameters } from './mlp.ts'
import type { ParameterSource } from './parameters.ts'

export type PriorParameters =
  | GaussianPrior
  | { readonly kind: 'flow'; readonly flow: FlowParameters }

/** The priors whose KL from q(z|x,y) has a closed form. */
export type GaussianPrior =
  | { readonly kind: 'standard'; readonly latent: number }
  | {
      readonly kind: 'gaussian'
      readonly network: MlpParameters
      readonly deviation: CvaeConfiguration['deviation']
    }
  /** p(z|x) worked out beforehand, for samples that share it. */
  | { readonly kind: 'known'; readonly gaussian: Gaussian }

/** Asks for the parameters of p(z | x). */
export function priorParameters(
  parameter: ParameterSource,
  configuration: CvaeConfiguration,
): PriorParameters {
  const { latent, prior, deviation } = configuration
  if (prior.kind === 'flow')
    return { kind: 'flow', flow: flowParameters(parameter, configuration, prior) }
  if (prior.kind === 'standard') return { kind: 'standard', latent }
  const widths = [conditionUnits(configuration), ...prior.hidden, 2 * latent]
  const network = mlpParameters(parameter, configuration, 'prior', widths)
  return { kind: 'gaussian', network, deviation }
}

/**
 * The Gaussian prior as mean and log-variance, for the KL in closed form.
 *
 * @param x Condition, [batch, condition units].
 */
export function gaussianPrior(prior: GaussianPrior, x: Tensor2D): Gaussian {
  if (prior.kind === 'known') return prior.gaussian
  if (prior.kind === 'standard') return standardGaussian(x.shape[0], prior.latent)
  return gaussianFrom(mlp(prior.network, x, x.shape[1]), prior.deviation)
}

/**
 * log p(z | x).
 *
 * @param x Condition, [batch, condition units].
 * @param z [batch, latent].
 * @returns Nats, [batch].
 */
export function priorLogDensity(prior: PriorParameters, x: Tensor2D, z: Tensor2D): Tensor1D {
  if (prior.kind === 'flow') return flowLogDensity(prior.flow, x, z)
  return tidy(() => gaussianLogDensity(gaussianPrior(prior, x), z))
}

/**
 * A sample of p(z | x).
 *
 * @param x Condition, [batch, condition units].
 * @param noise Standard normal, times any scale, [batch, latent]; zeros give
 *   the deterministic z (for the Gaussian prior E[z|x], the paper's section 4.1).
 * @returns z, [batch, latent].
 */
export function priorSample(prior: PriorParameters, x: Tensor2D, noise: Tensor2D): Tensor2D {
  if (prior.kind === 'flow') return flowSample(prior.flow, x, noise)
  return tidy(() => gaussianSample(gaussianPrior(prior, x), noise))
}
