/** @file Generation network p(y | x, z): condition and latent in, logits out (Sohn et al. 2015). */
import { concat, tidy, type Tensor2D } from '../tensor/ops.ts'
import { conditionUnits, pixels, type CvaeConfiguration } from './configuration.ts'
import { mlp, mlpParameters, type MlpParameters } from './mlp.ts'
import type { ParameterSource } from './parameters.ts'

/** Asks for the parameters of p(y | x, z). */
export function generationParameters(
  parameter: ParameterSource,
  configuration: CvaeConfiguration,
): MlpParameters {
  const { latent, generation } = configuration
  return mlpParameters(parameter, configuration, 'generation', [
    latent + conditionUnits(configuration),
    ...generation,
    pixels(configuration),
  ])
}

/**
 * Logits of p(y | x, z), one Bernoulli variable a pixel.
 *
 * Logits, not probabilities: the objective needs them for a stable cross-entropy,
 * and rendering upsamples them before the sigmoid.
 *
 * @param x Condition, [batch, condition units].
 * @param z Latent, [batch, latent].
 * @returns [batch, pixels]; the caller disposes of them.
 */
export function generationLogits(generation: MlpParameters, x: Tensor2D, z: Tensor2D): Tensor2D {
  return tidy(() => mlp(generation, concat([z, x], 1)))
}
