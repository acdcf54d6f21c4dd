/** @file The parameters that several endpoints share, declared once for all of them. */
import * as v from 'valibot'
import type { CvaeConfiguration } from '../networks/configuration.ts'
import { drawableSize, longerSide } from '../networks/sizes.ts'
import type { Formats } from './formats.ts'
import {
  MAX_DPR,
  MAX_PADDING_PIXELS,
  MAX_SEED_CHARACTERS,
  MAX_SIZE_PIXELS,
  MAX_TEMPERATURE,
} from './limits.ts'
import { formEncoded } from './percent.ts'
import { defaultsOf, isRequired } from './query.ts'
import {
  boolean,
  colour,
  decimal,
  integer,
  oneOf,
  optional,
  seedText,
  withDefault,
  type ParameterDocumentation,
} from './values.ts'

/** @param withoutNoise What is drawn at 0. */
export const temperature = (withoutNoise: string) =>
  withDefault(decimal(0, MAX_TEMPERATURE), '1', {
    meaning: `factor on the noise; 0 is ${withoutNoise}`,
  })

/** Which handwriting is drawn. */
export const handwriting = {
  seed: optional(seedText(MAX_SEED_CHARACTERS), {
    meaning:
      'the handwriting: the same seed is the same drawing; under the path of a release, such as /v1, it stays so when newer models come',
    fallback: 'random',
  }),
  temperature: temperature('the one most typical digit'),
}

/** How a drawing is shown: none of it changes the drawing. */
export function appearance<const Offered extends Formats>(
  configuration: CvaeConfiguration,
  formats: Offered,
) {
  const ownSize = longerSide(configuration)
  const maxSize = drawableSize(configuration, MAX_SIZE_PIXELS)
  const [usual] = formats
  return {
    size: withDefault(integer(ownSize, maxSize), String(ownSize), {
      meaning:
        configuration.image.rows === configuration.image.columns
          ? 'pixels of a digit, square'
          : "pixels of a digit's longer side",
    }),
    dpr: withDefault(integer(1, MAX_DPR), '1', {
      meaning: 'device pixels for each pixel; also @2x before the extension of a path',
    }),
    padding: withDefault(integer(0, MAX_PADDING_PIXELS), '0', {
      meaning: 'pixels of paper around the picture',
    }),
    ink: withDefault(colour, 'ffffff', { meaning: 'colour of the strokes' }),
    paper: withDefault(colour, '000000', { meaning: 'colour behind them' }),
    invert: withDefault(boolean, 'false', { meaning: 'ink and paper change places' }),
    format: withDefault(oneOf(formats), usual, {
      meaning: 'what is returned; the extension of a path goes before it',
      fallback: `as Accept prefers, else ${usual}`,
    }),
    download: withDefault(boolean, 'false', { meaning: 'for browsers to save, not to show' }),
  }
}

export type AppearanceEntries<Offered extends Formats> = ReturnType<typeof appearance<Offered>>

export type Appearance = v.InferOutput<v.StrictObjectSchema<AppearanceEntries<Formats>, undefined>>

/** The documentation of each parameter, in the order of declaration. */
export function documentation(
  entries: v.ObjectEntries,
): readonly (ParameterDocumentation & { readonly name: string; readonly required: boolean })[] {
  return Object.entries(entries).map(([name, entry]) => ({
    name,
    required: isRequired(entry),
    ...(v.getMetadata(entry) as unknown as ParameterDocumentation),
  }))
}

/**
 * The one query string of a resource: parameters in the order of declaration, defaults and what is
 * undefined left out. The format is always there: Content-Location names what was given, which Accept
 * would change otherwise (RFC 9110, section 8.7). It identifies the picture in ETag too.
 */
export function canonicalQuery(
  entries: v.ObjectEntries,
  defaults = defaultsOf(entries),
): (values: Readonly<Record<string, unknown>>) => string {
  const names = Object.keys(entries)
  return (values) => {
    let query = ''
    for (const name of names) {
      const value = values[name] as { toString: () => string } | undefined
      if (value === undefined || (value === defaults[name] && name !== 'format')) continue
      // Of a list: with commas between.
      query += `${query === '' ? '' : '&'}${name}=${formEncoded(value.toString())}`
    }
    return query
  }
}
