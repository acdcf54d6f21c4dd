/**
 * @file The condition of completion: a partial image, its mask and, where there is a baseline network,
 * that network's first guess (Sohn et al. 2015, section 4.2, "recurrent connection").
 *
 * x is [visible, mask] as data, [batch, 2 * pixels]; with the first guess [batch, 3 * pixels]. What is
 * observed is told by the mask, never by a value.
 */
import {
  add,
  clipByValue,
  concat,
  log,
  mul,
  sigmoid,
  slice,
  sub,
  tidy,
  type Tensor2D,
} from '../tensor/ops.ts'
import { pixels, type CvaeConfiguration } from './configuration.ts'
import { mlp, mlpParameters, type MlpParameters } from './mlp.ts'
import type { ParameterSource } from './parameters.ts'

/** Of x, for those who read it. */
export interface PartialImageForm {
  readonly pixels: number
  /** Whether x ends with a first guess. */
  readonly hasGuess: boolean
}

/** A first guess this near to 0 or 1 is no nearer as a logit. */
const LEAST_PROBABILITY = 1e-4

/** Asks for the parameters of the baseline network, where the configuration has one. */
export function baselineParameters(
  parameter: ParameterSource,
  configuration: CvaeConfiguration,
): MlpParameters | undefined {
  const { baseline } = configuration
  if (baseline === undefined) return undefined
  const size = pixels(configuration)
  return mlpParameters(parameter, configuration, 'baseline', [2 * size, ...baseline, size])
}

/**
 * The baseline network NN: logits of y from x alone, without latent.
 *
 * @param partial [visible, mask], [batch, 2 * pixels].
 * @returns [batch, pixels].
 */
export const baselineLogits = (baseline: MlpParameters, partial: Tensor2D): Tensor2D =>
  mlp(baseline, partial, true)

/**
 * x of the other networks: the first guess beside the partial image, observed pixels as they are.
 *
 * @param logits Of the baseline network, [batch, pixels].
 */
export function withGuess(partial: Tensor2D, logits: Tensor2D): Tensor2D {
  return tidy(() => {
    const size = logits.shape[1]
    const visible = slice(partial, [0, 0], [-1, size])
    const guess = mul(sigmoid(logits), missing(partial, size))
    return concat([partial, add(visible, guess)], 1)
  })
}

/** 1 where a pixel is to be predicted, else 0, [batch, pixels]. */
export function missing(x: Tensor2D, size: number): Tensor2D {
  return tidy(() => sub(1, slice(x, [0, size], [-1, size])))
}

/** The first guess as logits, [batch, pixels]. */
export function guessLogits(x: Tensor2D, size: number): Tensor2D {
  return tidy(() => {
    const guess = slice(x, [0, 2 * size], [-1, size])
    const probability = clipByValue(guess, LEAST_PROBABILITY, 1 - LEAST_PROBABILITY)
    return sub(log(probability), log(sub(1, probability)))
  })
}
