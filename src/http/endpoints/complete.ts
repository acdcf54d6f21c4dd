/** @file GET and POST /complete: a partial image, completed as many times as wanted. */
import type { CvaeConfiguration } from '../../networks/configuration.ts'
import { gridSize } from '../../rendering/scene.ts'
import type { CompletionSampler } from '../../sampling/completion.ts'
import type { DigitSampler } from '../../sampling/sampler.ts'
import { readPartialImageBody } from '../body/partial-image-body.ts'
import { defineEndpoint } from '../endpoint.ts'
import { MAX_COMPLETIONS, MAX_SEED_CHARACTERS } from '../limits.ts'
import { handwriting, temperature } from '../parameters.ts'
import { PARTS } from '../../networks/quadrants.ts'
import { digitPath, givenImage } from '../partial-image/parameters.ts'
import { parameterError, type ParameterError } from '../query.ts'
import { integer, oneOf, optional, withDefault } from '../values.ts'
import { bodyDocumentation, completeExamples, notes } from './complete-documentation.ts'
import { columnsOf, completeJson, drawCompletions, type Completions } from './complete-drawing.ts'
import { fileSafe, headerSafe, seeded } from './handwriting.ts'

/** `-` and the place of the last completion. */
const MOST_SUFFIX_CHARACTERS = 1 + String(MAX_COMPLETIONS - 1).length

/**
 * The endpoint over a release's completion and digits.
 *
 * @throws {RangeError} When they draw images of different sizes, or know other labels.
 */
export function completeEndpoint(sampler: DigitSampler, completion: CompletionSampler) {
  const { image } = completion
  const { configuration } = sampler
  requireLikeDigits(completion, configuration)
  const label = integer(0, completion.labels - 1)
  const own = {
    x: optional(givenImage(image.rows * image.columns), {
      meaning: 'the partial image',
      fallback: 'must be given, unless of is',
    }),
    of: optional(digitPath(configuration.labels), {
      meaning: "a digit of the service's own, of which a part is kept: its label and seed",
    }),
    keep: optional(oneOf(PARTS), {
      meaning: 'the part that is kept of the digit',
      fallback: 'must be given where of is',
    }),
    label: optional(label, {
      meaning: 'what it is to be completed to',
      fallback: 'any: the image alone decides',
    }),
    ...handwriting,
    temperature: temperature('the completion at its mean, one for all seeds and samples'),
    samples: withDefault(integer(1, MAX_COMPLETIONS), '1', {
      meaning: 'completions, in a grid; the first is that of the seed alone',
    }),
  }
  return defineEndpoint(configuration, {
    name: 'complete',
    model: `${completion.model}+${sampler.model}`,
    summary: 'What a partial image may be the part of: observed pixels stay, the others are drawn',
    notes: notes(image),
    segments: ['x', 'seed'],
    formats: ['png', 'svg', 'webp', 'json', 'npy'],
    own,
    examples: () => completeExamples(configuration),
    body: {
      ...bodyDocumentation(image, own),
      read: (request) => readPartialImageBody(request, image),
    },
    complete: seeded,
    conflict: conflictOf,
    extent: ({ samples }, cell, { padding }) => {
      const columns = columnsOf(samples)
      const rows = Math.ceil(samples / columns)
      return {
        ...gridSize(cell, { rows, columns, gap: 0, padding }),
        frames: 1,
        digits: samples,
      }
    },
    draw: (values, output) => drawCompletions(sampler, completion, values, output),
    json: completeJson,
    headers: ({ label: given, seed }) => ({
      ...(given === undefined ? {} : { 'Digit-Label': String(given) }),
      'Digit-Seed': headerSafe(seed),
    }),
    fileName: ({ seed }) => `complete-${fileSafe(seed)}`,
  })
}

const told = ({ image, labels }: Pick<CvaeConfiguration, 'image' | 'labels'>): string =>
  `${image.rows} x ${image.columns} pixels and ${labels} labels`

/** @throws {RangeError} */
function requireLikeDigits(completion: CompletionSampler, digits: CvaeConfiguration): void {
  if (told(completion) !== told(digits))
    throw new RangeError(
      `Got completions of ${told(completion)}, expected those of the digits, ${told(digits)}: train the completion on the same data (--preset complete), or leave \`completion\` out of createApp`,
    )
}

function conflictOf({ x, of, keep: part, seed, samples }: Completions): ParameterError | undefined {
  if (x === undefined && of === undefined)
    return parameterError('x', undefined, 'a partial image, or a digit and its part in of and keep')
  if (x !== undefined && of !== undefined)
    return parameterError('of', of, 'either a partial image or a digit: x, or of and keep')
  if (of === undefined && part !== undefined)
    return parameterError('keep', part, 'no keep without of: x says itself which pixels it has')
  if (of !== undefined && part === undefined)
    return parameterError('keep', undefined, `the part of the digit: one of ${PARTS.join(', ')}`)
  const most = MAX_SEED_CHARACTERS - MOST_SUFFIX_CHARACTERS
  return samples > 1 && Array.from(seed).length > most
    ? parameterError(
        'seed',
        seed,
        `a text of 1 to ${most} characters, so that each completion has a seed of its own`,
      )
    : undefined
}
