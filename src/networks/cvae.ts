/** @file The three networks of the CVAE together, as training and evaluation use them. */
import { tidy, type Tensor2D } from '../tensor/ops.ts'
import type { CvaeConfiguration } from './configuration.ts'
import { generationLogits, generationParameters, type GenerationParameters } from './generation.ts'
import { withFirstGuess } from './image-condition.ts'
import type { MlpParameters } from './mlp.ts'
import type { ParameterSource } from './parameters.ts'
import { baselineLogits, baselineParameters } from './partial-image.ts'
import { priorParameters, priorSample, type PriorParameters } from './prior.ts'
import { recognitionParameters, type RecognitionParameters } from './recognition.ts'

/** What sampling needs: p(z|x) and p(y|x,z). */
export interface SamplingNetworks {
  readonly prior: PriorParameters
  readonly generation: GenerationParameters
  /** Where x is an image: NN, whose first guess the others read. */
  readonly baseline?: MlpParameters
}

/** All networks: the recognition network is for training and evaluation alone. */
export interface Cvae extends SamplingNetworks {
  readonly recognition: RecognitionParameters
}

/** Asks for the parameters of p(z|x) and p(y|x,z). */
export function samplingNetworks(
  parameter: ParameterSource,
  configuration: CvaeConfiguration,
): SamplingNetworks {
  const baseline = baselineParameters(parameter, configuration)
  return {
    prior: priorParameters(parameter, configuration),
    generation: generationParameters(parameter, configuration),
    ...(baseline === undefined ? {} : { baseline }),
  }
}

/**
 * x as the networks read it: what is given, and the baseline's first guess where there is one.
 *
 * @param given A label's code, [visible, mask] or [levels]; see partial-image.ts, image-condition.ts.
 */
export function conditionFrom(
  { baseline, generation: { form } }: SamplingNetworks,
  given: Tensor2D,
): Tensor2D {
  if (baseline === undefined || form === undefined) return given
  return tidy(() => withFirstGuess(form, given, baselineLogits(baseline, given)))
}

/** Asks for the parameters of all networks. */
export function cvaeNetworks(parameter: ParameterSource, configuration: CvaeConfiguration): Cvae {
  return {
    recognition: recognitionParameters(parameter, configuration),
    ...samplingNetworks(parameter, configuration),
  }
}

/**
 * A digit: z from the prior network, then the logits of its pixels.
 *
 * @param x Condition, [batch, condition units].
 * @param noise Standard normal, times any scale, [batch, latent].
 * @returns Logits of y, [batch, pixels]; the caller disposes of them.
 */
export function sampleLogits(
  { prior, generation }: SamplingNetworks,
  x: Tensor2D,
  noise: Tensor2D,
): Tensor2D {
  return tidy(() => generationLogits(generation, x, priorSample(prior, x, noise)))
}
