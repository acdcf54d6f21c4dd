/** @file Prior network p(z | x): the paper's diagonal Gaussian, or a conditional flow. */
import { tidy, type Tensor1D, type Tensor2D } from '../tensor/ops.ts'
import type { CvaeConfiguration } from './configuration.ts'
import { flowLogDensity, flowParameters, flowSample, type FlowParameters } from './flow.ts'
import { gaussianFrom, gaussianLogDensity, gaussianSample, type Gaussian } from './gaussian.ts'
import { mlp, mlpParameters, type MlpParameters } from './mlp.ts'
import type { ParameterSource } from './parameters.ts'

export type PriorParameters =
  | { readonly kind: 'gaussian'; readonly network: MlpParameters }
  | { readonly kind: 'flow'; readonly flow: FlowParameters }

/** Asks for the parameters of p(z | x). */
export function priorParameters(
  parameter: ParameterSource,
  configuration: CvaeConfiguration,
): PriorParameters {
  const { labels, latent, prior } = configuration
  if (prior.kind === 'flow')
    return { kind: 'flow', flow: flowParameters(parameter, configuration, prior) }
  const widths = [labels, ...prior.hidden, 2 * latent]
  return { kind: 'gaussian', network: mlpParameters(parameter, 'prior', widths) }
}

/**
 * The Gaussian prior as mean and log-variance, for the KL in closed form.
 *
 * @param x Condition, [batch, labels].
 */
export function gaussianPrior(network: MlpParameters, x: Tensor2D): Gaussian {
  return gaussianFrom(mlp(network, x))
}

/**
 * log p(z | x).
 *
 * @param x Condition, [batch, labels].
 * @param z [batch, latent].
 * @returns Nats, [batch].
 */
export function priorLogDensity(prior: PriorParameters, x: Tensor2D, z: Tensor2D): Tensor1D {
  if (prior.kind === 'flow') return flowLogDensity(prior.flow, x, z)
  return tidy(() => gaussianLogDensity(gaussianPrior(prior.network, x), z))
}

/**
 * A sample of p(z | x).
 *
 * @param x Condition, [batch, labels].
 * @param noise Standard normal, scaled by the temperature, [batch, latent]; zeros give
 *   the deterministic z (for the Gaussian prior E[z|x], the paper's section 4.2).
 * @returns z, [batch, latent].
 */
export function priorSample(prior: PriorParameters, x: Tensor2D, noise: Tensor2D): Tensor2D {
  if (prior.kind === 'flow') return flowSample(prior.flow, x, noise)
  return tidy(() => gaussianSample(gaussianPrior(prior.network, x), noise))
}
