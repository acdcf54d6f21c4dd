/** @file The parameters that give a partial image: one in the form of form.ts, or a part of a digit. */
import * as v from 'valibot'
import { MAX_SEED_CHARACTERS } from '../limits.ts'
import { anyBelow, integer, seedText } from '../values.ts'
import { decodePartialImage } from './decode.ts'
import { encodePartialImage } from './encode.ts'
import { mostCharacters } from './form.ts'
import type { PartialImage } from '../../sampling/partial-image.ts'

/** A partial image that a client gave. */
export class GivenImage {
  readonly image: PartialImage
  /** The one of its many texts that URLs of ours have. */
  readonly text: string

  constructor(image: PartialImage) {
    this.image = image
    this.text = encodePartialImage(image)
  }

  /** As the canonical query has it. */
  toString(): string {
    return this.text
  }
}

/** A partial image in the form of form.ts. */
export const givenImage = (pixels: number) => ({
  schema: v.pipe(
    v.string(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const decoded = decodePartialImage(dataset.value, pixels)
      if (decoded.ok) return new GivenImage(decoded.image)
      addIssue({ expected: decoded.expected })
      return NEVER
    }),
  ),
  allowed: `a partial image in base64url, of at most ${mostCharacters(pixels)} characters`,
  json: { type: 'string', pattern: '^[A-Za-z0-9_-]+$', maxLength: mostCharacters(pixels) },
})

/** A label and a seed as in the path of a digit: 7/ada. {@link digitOf} takes them apart. */
export const digitPath = (labels: number) => {
  const label = integer(0, labels - 1).schema
  const seed = seedText(MAX_SEED_CHARACTERS).schema
  return {
    schema: v.pipe(
      v.string(),
      v.check((text) => {
        const parts = partsOf(text)
        return v.is(label, parts.label) && v.is(seed, parts.seed)
      }),
    ),
    allowed: `a label from 0 to ${labels - 1}, a slash and a seed, such as ${labels - 1}/ada`,
    json: {
      type: 'string',
      // Patterns of JSON Schema count code points, as seeds do, which may have line breaks.
      pattern: String.raw`^${anyBelow(labels)}/[\s\S]{1,${MAX_SEED_CHARACTERS}}$`,
    },
  }
}

export function digitOf(path: string): { readonly label: number; readonly seed: string } {
  const { label, seed } = partsOf(path)
  return { label: Number(label), seed }
}

/** Before and after the first slash; without one, all of it is the label. */
function partsOf(path: string): { readonly label: string; readonly seed: string } {
  const [label = '', ...rest] = path.split('/')
  return { label, seed: rest.join('/') }
}
