/** @file Generation network p(y | x, z): condition and latent in, logits out (Sohn et al. 2015). */
import { bernoulliLogLikelihood } from '../tensor/layers.ts'
import { add, concat, slice, tidy, type Tensor1D, type Tensor2D } from '../tensor/ops.ts'
import type { CvaeConfiguration } from './configuration.ts'
import { conditionUnits, outputs } from './sizes.ts'
import { imageForm, predicted, type ImageForm } from './image-condition.ts'
import { mlp, mlpParameters, type MlpParameters } from './mlp.ts'
import type { ParameterSource } from './parameters.ts'
import { guessLogits } from './partial-image.ts'

export interface GenerationParameters extends MlpParameters {
  /** What x is, where it is no label. */
  readonly form?: ImageForm
  /** What training adds to the likelihood for the coarser scales of the outputs, nats, [batch]. */
  readonly coarse?: (outputs: Tensor2D, y: Tensor2D, predicted: Tensor2D) => Tensor1D
}

/** Asks for the parameters of p(y | x, z). */
export function generationParameters(
  parameter: ParameterSource,
  configuration: CvaeConfiguration,
): GenerationParameters {
  const { latent, generation } = configuration
  const widths = [latent + conditionUnits(configuration), ...generation, outputs(configuration)]
  const network = mlpParameters(parameter, configuration, 'generation', widths)
  const form = imageForm(configuration)
  return form === undefined ? network : { ...network, form }
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
export function generationLogits(
  generation: GenerationParameters,
  x: Tensor2D,
  z: Tensor2D,
): Tensor2D {
  return tidy(() => finest(generation, x, allLogits(generation, x, z)))
}

/** The logits of y at all scales; of a network at x ({@link mlpAt}) from z alone. */
function allLogits(generation: GenerationParameters, x: Tensor2D, z: Tensor2D): Tensor2D {
  if (generation.offset !== undefined) return mlp(generation, z)
  // A label has few units: to leave their gradient out costs more than it saves.
  return mlp(generation, concat([z, x], 1), generation.form === undefined ? 0 : x.shape[1])
}

/** The logits of y among the outputs. */
function finest({ form }: GenerationParameters, x: Tensor2D, all: Tensor2D): Tensor2D {
  if (form === undefined) return all
  const logits = slice(all, [0, 0], [-1, form.pixels])
  // What z adds to the first guess is easier to learn than the whole.
  return form.hasGuess ? add(logits, guessLogits(x, form.pixels)) : logits
}

/**
 * log p(y | x, z); of a partial image, of the missing pixels alone.
 *
 * @param y Output in [0, 1], [batch, pixels].
 * @returns Nats, [batch].
 */
export function outputLogLikelihood(
  generation: GenerationParameters,
  x: Tensor2D,
  z: Tensor2D,
  y: Tensor2D,
): Tensor1D {
  return tidy(() => {
    const { form, coarse } = generation
    const all = allLogits(generation, x, z)
    const logits = finest(generation, x, all)
    if (form === undefined) return bernoulliLogLikelihood(logits, y)
    const counted = predicted(form, x)
    const likelihood = bernoulliLogLikelihood(logits, y, counted)
    return coarse === undefined ? likelihood : add(likelihood, coarse(all, y, counted))
  })
}
