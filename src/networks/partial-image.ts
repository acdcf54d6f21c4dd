/**
 * @file The condition of completion: a partial image and its mask; where there is a baseline network, its
 * first guess fills the image up (Sohn et al. 2015, section 4, "recurrent connection").
 *
 * x is [levels, mask], [batch, 2 * pixels], and for any mask the label's one-hot code or zeros too. What is
 * observed is told by the mask, {@link OBSERVED} or 0, never by a level.
 */
import {
  add,
  clipByValue,
  concat,
  log,
  mul,
  sigmoid,
  slice,
  split,
  sub,
  tidy,
  type Tensor2D,
} from '../tensor/ops.ts'
import type { CvaeConfiguration } from './configuration.ts'
import { givenUnits, predictedUnits } from './sizes.ts'
import { mlp, mlpParameters, type MlpParameters } from './mlp.ts'
import type { ParameterSource } from './parameters.ts'

/**
 * What an observed pixel has in the mask of x. Pixels of a mask switch together by the hundred: with 1 each,
 * they would act as one input with hundreds of times the learning rate. A power of two: exact in floats.
 */
const OBSERVED = 1 / 8

/** The mask as x has it, from 1 where observed, else 0. */
export const maskOfX = (mask: ArrayLike<number>): Float32Array =>
  new Float32Array(mask).map((bit) => bit * OBSERVED)

/** A first guess this near to 0 or 1 is no nearer as a logit. */
const LEAST_PROBABILITY = 1e-4

/** Asks for the parameters of the baseline network, where the configuration has one. */
export function baselineParameters(
  parameter: ParameterSource,
  configuration: CvaeConfiguration,
): MlpParameters | undefined {
  const { baseline } = configuration
  if (baseline === undefined) return undefined
  const widths = [givenUnits(configuration), ...baseline, predictedUnits(configuration)]
  return mlpParameters(parameter, configuration, 'baseline', widths)
}

/**
 * The baseline network NN: logits of y from x alone, without latent.
 *
 * @param given [visible, mask] and the label, or another image, [batch, given units].
 * @returns [batch, pixels].
 */
export const baselineLogits = (baseline: MlpParameters, given: Tensor2D): Tensor2D =>
  mlp(baseline, given, given.shape[1])

/**
 * x of the other networks: the first guess in place of what is missing, observed pixels as they are.
 *
 * @param partial [visible, mask], the visible levels 0 where nothing is observed.
 * @param logits Of the baseline network, [batch, pixels].
 */
export function withGuess(partial: Tensor2D, logits: Tensor2D): Tensor2D {
  return tidy(() => {
    const [visible, mask, label] = parts(partial, logits.shape[1])
    const filled = mul(sigmoid(logits), missing(partial, logits.shape[1]))
    return concat([add(visible, filled), mask, label], 1)
  })
}

/** What was given again, as the baseline network reads it. */
export function withoutGuess(x: Tensor2D, size: number): Tensor2D {
  return tidy(() => {
    const [levels, mask, label] = parts(x, size)
    return concat([mul(levels, mul(mask, 1 / OBSERVED)), mask, label], 1)
  })
}

/** Levels, mask and label; the label may have no units. */
const parts = (x: Tensor2D, size: number) =>
  split(x, [size, size, x.shape[1] - 2 * size], 1) as [Tensor2D, Tensor2D, Tensor2D]

/** 1 where a pixel is to be predicted, else 0, [batch, pixels]. */
export function missing(x: Tensor2D, size: number): Tensor2D {
  return tidy(() => sub(1, mul(slice(x, [0, size], [-1, size]), 1 / OBSERVED)))
}

/** The first guess as logits, [batch, pixels]. */
export function guessLogits(x: Tensor2D, size: number): Tensor2D {
  return tidy(() => {
    const guess = slice(x, [0, 0], [-1, size])
    const probability = clipByValue(guess, LEAST_PROBABILITY, 1 - LEAST_PROBABILITY)
    return sub(log(probability), log(sub(1, probability)))
  })
}
