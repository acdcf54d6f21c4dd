/** @file The digit at latent coordinates, or a grid of them, as a drawing. */
import { levelRows } from '../../rendering/levels.ts'
import type { Box } from '../../rendering/paint.ts'
import { gridScene } from '../../rendering/scene.ts'
import { planePoints } from '../../sampling/manifold.ts'
import type { DigitSampler } from '../../sampling/sampler.ts'
import { counted } from '../counted.ts'
import type { Drawing, Output } from '../drawing.ts'
import * as json from '../json-schema.ts'
import { BOX, DATA_URI, LABEL, PIXELS, Z } from './told.ts'

export interface LatentValues {
  readonly label: number
  readonly z?: readonly number[] | undefined
  readonly noise?: readonly number[] | undefined
  readonly axes?: readonly [number, number] | undefined
  readonly extent: number
  readonly steps: number
}

/** Of one digit, or of a grid. */
export const latentJson = () =>
  json.either(
    json.object({ label: LABEL, z: Z, box: BOX, pixels: PIXELS, dataUri: DATA_URI }),
    json.object({
      label: LABEL,
      axes: json.list(json.integer('A unit'), 'From left to right, and from top to bottom'),
      extent: json.number('From the middle to the edge'),
      steps: json.integer('Digits on a side'),
      digits: json.list(json.object({ z: Z }), 'Row by row'),
    }),
  )

/** Of a digit that nothing is told of. */
const NO_LOGITS = new Float32Array(0)

export function drawLatent(
  sampler: DigitSampler,
  values: LatentValues,
  { format, size, padding }: Output,
): Drawing<json.ValueOf<typeof latentJson>> {
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
        : `A grid of ${counted(points.length, `handwritten ${label}`)} over two latent units`,
    arrayShape: axes === undefined ? [] : [points.length],
    describe: ({ boxes, dataUri }) =>
      axes === undefined
        ? {
            label,
            z: Array.from(onlyOf(latents)),
            box: boxes()[0] as Box,
            pixels: levelRows(onlyOf(logits), image.columns),
            dataUri: dataUri(),
          }
        : { label, axes, extent, steps, digits: latents.map((one) => ({ z: Array.from(one) })) },
  }
}

/** The one of a list of one. */
const onlyOf = ([only = new Float32Array()]: readonly Float32Array[]): Float32Array => only
