/** @file GET /morph: an animation from one digit to another, and its stills. */
import { gridScene, gridSize } from '../../rendering/scene.ts'
import { morph } from '../../sampling/morph.ts'
import { seededNoise } from '../../sampling/noise.ts'
import { drawableSize } from '../../networks/sizes.ts'
import type { DigitSampler } from '../../sampling/sampler.ts'
import { withArticle, type Drawing, type Output } from '../drawing.ts'
import { defineEndpoint } from '../endpoint.ts'
import type { Format } from '../formats.ts'
import { MAX_FRAMES, MAX_FRAMES_PER_SECOND, MAX_PLAYS } from '../limits.ts'
import * as json from '../json-schema.ts'
import { handwriting } from '../parameters.ts'
import { parameterError } from '../query.ts'
import { boolean, integer, optional, required, withDefault } from '../values.ts'
import { fileSafe, headerSafe, seeded } from './handwriting.ts'
import { LABEL, SEED, TEMPERATURE, Z } from './told.ts'

interface MorphValues {
  readonly from: number
  readonly to: number
  readonly seed: string
  readonly temperature: number
  readonly frames: number
  readonly fps: number
  readonly loop: number
  readonly bounce: boolean
  readonly frame?: number | undefined
}

const FORMATS = ['apng', 'png', 'svg', 'webp', 'json', 'npy'] as const
const STILLS: readonly Format[] = ['png', 'svg', 'webp']
const isStill = (format: Format): boolean => STILLS.includes(format)

export function morphEndpoint(sampler: DigitSampler) {
  const { configuration } = sampler
  const at = (size: number) => drawableSize(configuration, size)
  const label = integer(0, configuration.labels - 1)
  return defineEndpoint(configuration, {
    name: 'morph',
    summary: 'An animation from one digit to another through the latent space, and its stills',
    segments: ['from', 'to', 'seed'],
    formats: FORMATS,
    // A frame that is asked for is a still's.
    negotiable: ({ frame }) => (frame === undefined ? FORMATS : STILLS),
    own: {
      from: required(label, { meaning: 'the first digit' }),
      to: required(label, { meaning: 'the last digit' }),
      ...handwriting,
      frames: withDefault(integer(2, MAX_FRAMES), '16', {
        meaning: 'pictures from the first digit to the last, both included',
      }),
      fps: withDefault(integer(1, MAX_FRAMES_PER_SECOND), '12', { meaning: 'pictures a second' }),
      loop: withDefault(integer(0, MAX_PLAYS), '0', {
        meaning: 'how often it is played; 0 is for ever',
      }),
      bounce: withDefault(boolean, 'true', {
        meaning: 'back to the first digit by the same pictures',
      }),
      frame: optional(integer(1, MAX_FRAMES), {
        meaning: 'of png, svg and webp: the picture that is shown, from 1 to frames',
        fallback: '1',
      }),
    },
    examples: () => [
      {
        title: 'An animation',
        urls: [
          `morph/1/2/ada.apng?size=${at(112)}`,
          `morph/0/2/ada.apng?size=${at(112)}&frames=24&fps=24&ink=crimson&paper=white`,
        ],
      },
      {
        title: 'Stills, for readers who prefer reduced motion',
        urls: [1, 6, 11, 16].map((frame) => `morph/1/2/ada.png?size=${at(84)}&frame=${frame}`),
      },
    ],
    complete: (values) => seeded(values),
    conflict: ({ frame, frames }, format) => {
      if (frame === undefined) return undefined
      if (!isStill(format))
        return parameterError(
          'frame',
          String(frame),
          `no frame: ${format} has all of them; png, svg and webp show one`,
        )
      return frame <= frames
        ? undefined
        : parameterError('frame', String(frame), `an integer from 1 to ${frames}, as frames is`)
    },
    extent: ({ frames, bounce }, cell, { format, padding }) => ({
      ...gridSize(cell, { rows: 1, columns: 1, gap: 0, padding }),
      frames: isStill(format) ? 1 : framesOfFile(frames, bounce),
      digits: 1,
    }),
    draw: (values, output) => drawMorph(sampler, values, output),
    json: morphJson,
    headers: ({ seed }) => ({ 'Digit-Seed': headerSafe(seed) }),
    fileName: ({ from, to, seed }) => `morph-${from}-${to}-${fileSafe(seed)}`,
  })
}

/** Neither end is shown twice in a row. */
const framesOfFile = (frames: number, bounce: boolean): number => (bounce ? 2 * frames - 2 : frames)

const morphJson = () =>
  json.object({
    from: LABEL,
    to: LABEL,
    seed: SEED,
    temperature: TEMPERATURE,
    fps: json.integer('Pictures a second'),
    loop: json.integer('How often it is played; 0 is for ever'),
    bounce: json.boolean('Whether it goes back by the same pictures'),
    frames: json.list(
      json.object({ share: json.number('0 for the first digit, 1 for the last'), z: Z }),
      'From the first digit to the last',
    ),
  })

function drawMorph(
  sampler: DigitSampler,
  values: MorphValues,
  { format, size, padding }: Output,
): Drawing<json.ValueOf<typeof morphJson>> {
  const { image } = sampler.configuration
  const { from, to, seed, temperature, frames, fps, loop, bounce } = values
  const noise = seededNoise(seed, sampler.noiseForm, temperature)
  const way = morph(sampler, { from, to, noise, count: frames })
  const shown = isStill(format) ? way.slice((values.frame ?? 1) - 1, values.frame ?? 1) : way
  const [first, ...others] = sampler
    .generate(shown)
    .map((logits) => gridScene([logits], image, { size, padding, columns: 1, gap: 0 }))
  if (first === undefined) throw new Error('The sampler gave no digit for a morph')
  const back = bounce ? others.slice(0, -1).toReversed() : []
  return {
    // An array or a list has no use for the way back.
    scenes: [first, ...others, ...(format === 'apng' ? back : [])],
    animation: { framesPerSecond: fps, plays: loop },
    alt: `A handwritten ${from} that turns into ${withArticle(to)}`,
    arrayShape: [shown.length],
    describe: () => ({
      from,
      to,
      seed,
      temperature,
      fps,
      loop,
      bounce,
      frames: way.map(({ towards, z }) => ({ share: towards?.share ?? 0, z: Array.from(z) })),
    }),
  }
}
