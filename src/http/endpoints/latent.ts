/** @file GET /latent: the digit at given coordinates of the latent space, or a grid of them. */
import { drawableSize } from '../../networks/sizes.ts'
import { levelRows } from '../../rendering/levels.ts'
import { gridScene, gridSize } from '../../rendering/scene.ts'
import { planePoints } from '../../sampling/manifold.ts'
import type { NoiseForm } from '../../sampling/noise.ts'
import type { DigitSampler } from '../../sampling/sampler.ts'
import type { Drawing, Output } from '../drawing.ts'
import { defineEndpoint } from '../endpoint.ts'
import { MAX_EXTENT, MAX_LATENT, MAX_NOISE, MAX_STEPS } from '../limits.ts'
import { parameterError, type ParameterError } from '../query.ts'
import {
  coordinates,
  decimal,
  integer,
  optional,
  required,
  twoAxes,
  withDefault,
} from '../values.ts'

interface LatentValues {
  readonly label: number
  readonly z?: readonly number[] | undefined
  readonly noise?: readonly number[] | undefined
  readonly axes?: readonly [number, number] | undefined
  readonly extent: number
  readonly steps: number
}

/** Of a grid, where nothing is said. */
const USUAL_EXTENT = 2
const USUAL_STEPS = 9

export function latentEndpoint(sampler: DigitSampler) {
  const { configuration } = sampler
  const at = (size: number) => drawableSize(configuration, size)
  const { labels, latent } = configuration
  const some = Math.min(2, labels - 1)
  return defineEndpoint(configuration, {
    name: 'latent',
    summary: 'The digit at given latent coordinates, or a grid of them over two axes',
    segments: ['label'],
    formats: ['png', 'svg', 'webp', 'json', 'npy'],
    own: {
      label: required(integer(0, labels - 1), { meaning: 'the digit' }),
      z: optional(coordinates(latent, MAX_LATENT), {
        meaning: 'what the generation network reads, as the JSON of a digit gives it; others are 0',
      }),
      noise: optional(coordinates(latent, MAX_NOISE), {
        meaning: `what the prior network reads; of a seed it is standard normal${limitText(sampler.noiseForm)}; others are 0`,
        fallback: 'all 0, unless z is given',
      }),
      axes: optional(twoAxes(latent), {
        meaning: 'a grid: the unit that changes from left to right, and that from top to bottom',
      }),
      extent: withDefault(decimal(0, MAX_EXTENT), String(USUAL_EXTENT), {
        meaning: 'from the middle of a grid to its edge',
      }),
      steps: withDefault(integer(1, MAX_STEPS), String(USUAL_STEPS), {
        meaning: 'digits on a side of a grid',
      }),
    },
    examples: () => [
      {
        title: 'The manifold over two units',
        urls: [`latent/${some}.png?axes=0,1`, `latent/${some}.png?axes=0,1&extent=4&steps=15`],
      },
      {
        title: 'Along one coordinate',
        urls: [-2, -1, 0, 1, 2].map((noise) => `latent/${some}.png?noise=${noise}&size=${at(64)}`),
      },
    ],
    complete: (values) => values,
    conflict: conflictOf,
    extent: ({ axes, steps }, cell, { padding }) => {
      const side = axes === undefined ? 1 : steps
      return {
        ...gridSize(cell, { rows: side, columns: side, gap: 0, padding }),
        frames: 1,
        digits: side * side,
      }
    },
    draw: (values, output) => drawLatent(sampler, values, output),
    headers: ({ label }) => ({ 'Digit-Label': String(label) }),
    fileName: ({ label }) => `latent-${label}`,
  })
}

const noneAlone = (name: string): string => `no ${name} without axes: it is that of a grid`

function conflictOf({ z, noise, axes, extent, steps }: LatentValues): ParameterError | undefined {
  if (z !== undefined && noise !== undefined)
    return parameterError(
      'noise',
      noise.join(),
      'either z or noise: the prior network makes the one of the other',
    )
  if (axes !== undefined) return undefined
  if (steps !== USUAL_STEPS) return parameterError('steps', String(steps), noneAlone('steps'))
  if (extent !== USUAL_EXTENT) return parameterError('extent', String(extent), noneAlone('extent'))
  return undefined
}

/** Of a digit that nothing is told of. */
const NO_LOGITS = new Float32Array(0)

function drawLatent(
  sampler: DigitSampler,
  values: LatentValues,
  { format, size, padding }: Output,
): Drawing {
  const { image, latent } = sampler.configuration
  const { label, z, noise, axes, extent, steps } = values
  const middle = new Float32Array(latent)
  middle.set(z ?? noise ?? [])
  const points = axes === undefined ? [middle] : planePoints({ middle, axes, extent, steps })
  const latents =
    z === undefined ? sampler.latents(points.map((one) => ({ label, noise: one }))) : points
  const digits = latents.map((one) => ({ label, z: one }))
  // A grid's JSON tells of latents alone.
  const logits =
    format === 'json' && axes !== undefined ? digits.map(() => NO_LOGITS) : sampler.generate(digits)
  const columns = axes === undefined ? 1 : steps
  return {
    scenes: [gridScene(logits, image, { size, padding, columns, gap: 0 })],
    alt:
      axes === undefined
        ? `A handwritten ${label}`
        : `A grid of ${points.length} handwritten ${label}s over two latent units`,
    arrayShape: axes === undefined ? [] : [points.length],
    withDataUri: axes === undefined,
    describe: (boxesOf) =>
      axes === undefined
        ? {
            label,
            z: Array.from(onlyOf(latents)),
            box: boxesOf()[0],
            pixels: levelRows(onlyOf(logits), image.columns),
          }
        : { label, axes, extent, steps, digits: latents.map((one) => ({ z: Array.from(one) })) },
  }
}

/** The one of a list of one. */
const onlyOf = ([only = new Float32Array()]: readonly Float32Array[]): Float32Array => only

const limitText = ({ longest }: NoiseForm): string =>
  longest === undefined ? '' : `, shortened to a length of ${longest}`
