/** @file Recognition network q(z | x, y): condition and output in, a Gaussian over z out (Sohn et al. 2015). */
import { concat, type Tensor2D } from '../tensor/ops.ts'
import type { CvaeConfiguration } from './configuration.ts'
import { conditionUnits, predictedUnits } from './sizes.ts'
import { gaussianFrom, type Gaussian } from './gaussian.ts'
import { mlp, mlpParameters, type MlpParameters } from './mlp.ts'
import type { ParameterSource } from './parameters.ts'

export interface RecognitionParameters extends MlpParameters {
  readonly deviation: CvaeConfiguration['deviation']
}

/** Asks for the parameters of q(z | x, y). */
export function recognitionParameters(
  parameter: ParameterSource,
  configuration: CvaeConfiguration,
): RecognitionParameters {
  const { latent, recognition, deviation } = configuration
  const inputs = predictedUnits(configuration) + conditionUnits(configuration)
  const widths = [inputs, ...recognition, 2 * latent]
  return { ...mlpParameters(parameter, configuration, 'recognition', widths), deviation }
}

/**
 * q(z | x, y).
 *
 * @param x Condition, [batch, condition units].
 * @param y Output in [0, 1], [batch, pixels].
 * @returns Gaussian over z, [batch, latent].
 */
export function recognize(recognition: RecognitionParameters, x: Tensor2D, y: Tensor2D): Gaussian {
  const input = concat([y, x], 1)
  return gaussianFrom(mlp(recognition, input, input.shape[1]), recognition.deviation)
}
