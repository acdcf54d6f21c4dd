/**
 * @file Conditions that are images: a partial image, whose missing pixels are y (partial-image.ts), or
 * another image of y's size, of which all of y is predicted, as in segmentation (Sohn et al. 2015,
 * section 5.2). Here is what the networks need to know of x in either case.
 *
 * Of another image, what is given is [levels], [batch, pixels]; with a baseline network, x is
 * [guess, levels], the first guess of y being where a partial image has it too. A compact partial image is
 * such another one: its levels are the observed pixels, and y is the missing ones.
 */
import { concat, onesLike, sigmoid, slice, tidy, type Tensor2D } from '../tensor/ops.ts'
import type { CvaeConfiguration } from './configuration.ts'
import { isMasked, predictedUnits } from './sizes.ts'
import { missing, withGuess, withoutGuess } from './partial-image.ts'

/** Of x, for those who read it. */
export interface ImageForm {
  /** Whether x is y itself in part, and a mask: then what is observed is not predicted. */
  readonly isMasked: boolean
  /** Of y, as it is predicted. */
  readonly pixels: number
  /** Whether x has a first guess of y. */
  readonly hasGuess: boolean
}

/** The form of x, where it is an image and no label. */
export function imageForm(configuration: CvaeConfiguration): ImageForm | undefined {
  if (configuration.condition === 'label') return undefined
  return {
    isMasked: isMasked(configuration),
    pixels: predictedUnits(configuration),
    hasGuess: configuration.baseline !== undefined,
  }
}

/**
 * x of the other networks, from what is given to the baseline network and its first guess.
 *
 * @param given [visible, mask] and the label, or [levels].
 * @param logits Of the baseline network, [batch, pixels].
 */
export function withFirstGuess(form: ImageForm, given: Tensor2D, logits: Tensor2D): Tensor2D {
  if (form.isMasked) return withGuess(given, logits)
  return tidy(() => concat([sigmoid(logits), given], 1))
}

/** What was given again, as the baseline network reads it. */
export function withoutFirstGuess(form: ImageForm, x: Tensor2D): Tensor2D {
  if (form.isMasked) return withoutGuess(x, form.pixels)
  return slice(x, [0, form.pixels], [-1, -1])
}

/** 1 where a pixel of y is to be predicted, else 0, [batch, pixels]. */
export function predicted(form: ImageForm, x: Tensor2D): Tensor2D {
  if (form.isMasked) return missing(x, form.pixels)
  return tidy(() => onesLike(slice(x, [0, 0], [-1, form.pixels])))
}
