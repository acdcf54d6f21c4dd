/** @file GET /latent: the digit at given coordinates of the latent space, or a grid of them. */
import { drawableSize } from '../../networks/sizes.ts'
import { gridSize } from '../../rendering/scene.ts'
import type { NoiseForm } from '../../sampling/noise.ts'
import type { DigitSampler } from '../../sampling/sampler.ts'
import { coordinates, twoAxes } from '../coordinates.ts'
import { defineEndpoint } from '../endpoint.ts'
import { MAX_EXTENT, MAX_LATENT, MAX_NOISE, MAX_STEPS } from '../limits.ts'
import { parameterError, type ParameterError } from '../query.ts'
import { decimal, integer, optional, required, withDefault } from '../values.ts'
import { drawLatent, latentJson, type LatentValues } from './latent-drawing.ts'

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
        meaning: `what the prior network reads; of a seed it is standard normal${scaleText(sampler.noiseForm)}; others are 0`,
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
    json: latentJson,
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

const scaleText = ({ scaleDeviation }: NoiseForm): string =>
  scaleDeviation === undefined
    ? ''
    : ` times e^s, s normal with deviation ${scaleDeviation}, one s for each seed`
