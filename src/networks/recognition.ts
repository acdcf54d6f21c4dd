/** @file Recognition network q(z | x, y): condition and output in, a Gaussian over z out (Sohn et al. 2015). */
import { concat, type Tensor2D } from '../tensor/ops.ts'
import { pixels, type CvaeConfiguration } from './configuration.ts'
import { gaussianFrom, type Gaussian } from './gaussian.ts'
import { mlp, mlpParameters, type MlpParameters } from './mlp.ts'
import type { ParameterSource } from './parameters.ts'

/** Asks for the parameters of q(z | x, y). */
export function recognitionParameters(
  parameter: ParameterSource,
  configuration: CvaeConfiguration,
): MlpParameters {
  const { labels, latent, recognition } = configuration
  return mlpParameters(parameter, 'recognition', [
    pixels(configuration) + labels,
    ...recognition,
    2 * latent,
  ])
}

/**
 * q(z | x, y).
 *
 * @param x Condition, [batch, labels].
 * @param y Output in [0, 1], [batch, pixels].
 * @returns Gaussian over z, [batch, latent].
 */
export function recognize(recognition: MlpParameters, x: Tensor2D, y: Tensor2D): Gaussian {
  return gaussianFrom(mlp(recognition, concat([y, x], 1)))
}
