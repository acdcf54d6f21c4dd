/** @file GET /digit: one handwritten digit. */
import { drawableSize } from '../../networks/sizes.ts'
import { levelRows } from '../../rendering/levels.ts'
import type { Box } from '../../rendering/paint.ts'
import { gridScene, gridSize } from '../../rendering/scene.ts'
import { seededNoise } from '../../sampling/noise.ts'
import type { DigitSampler } from '../../sampling/sampler.ts'
import type { Drawing, Output } from '../drawing.ts'
import { defineEndpoint } from '../endpoint.ts'
import * as json from '../json-schema.ts'
import { handwriting } from '../parameters.ts'
import { integer, optional } from '../values.ts'
import { fileSafe, headerSafe, seeded } from './handwriting.ts'
import { BOX, DATA_URI, LABEL, PIXELS, SEED, TEMPERATURE, Z } from './told.ts'

interface Digit {
  readonly label: number
  readonly seed: string
  readonly temperature: number
}

export function digitEndpoint(sampler: DigitSampler) {
  const { configuration } = sampler
  const at = (size: number) => drawableSize(configuration, size)
  const last = configuration.labels - 1
  const some = Math.min(3, last)
  return defineEndpoint(configuration, {
    name: 'digit',
    summary: 'One handwritten digit',
    segments: ['label', 'seed'],
    formats: ['png', 'svg', 'webp', 'json', 'npy'],
    own: {
      label: optional(integer(0, last), {
        meaning: 'the digit',
        fallback: 'drawn from the seed',
      }),
      ...handwriting,
    },
    examples: () => [
      {
        title: 'A seed is a handwriting',
        urls: Array.from(
          { length: configuration.labels },
          (_, label) => `digit/${label}/ada.png?size=${at(56)}`,
        ),
      },
      {
        title: 'From typical to unusual',
        urls: [0, 0.4, 0.7, 1, 1.3].map(
          (temperature) =>
            `digit?label=${Math.min(7, last)}&seed=ada&temperature=${temperature}&size=${at(64)}`,
        ),
      },
      {
        title: 'Any size without blur, or an outline',
        urls: [
          `digit/${some}/ada.png`,
          `digit/${some}/ada@2x.png?size=${at(50)}`,
          `digit/${some}/ada.svg?size=${at(200)}`,
        ],
      },
      {
        title: 'Colours',
        urls: [
          `digit/${some}/ada.webp?size=${at(80)}&ink=navy&paper=bisque&padding=8`,
          `digit/${some}/ada.png?size=${at(96)}&ink=c00&paper=transparent`,
          `digit/${some}/ada.png?size=${at(96)}&invert=true`,
        ],
      },
      { title: 'For programs', urls: [`digit/${some}/ada.json`, `digit/${some}/ada.npy`] },
    ],
    complete: (open) => {
      const values = seeded(open)
      return { ...values, label: values.label ?? sampler.labelOf(values.seed) }
    },
    extent: (_digit, cell, { padding }) => ({
      ...gridSize(cell, { rows: 1, columns: 1, gap: 0, padding }),
      frames: 1,
      digits: 1,
    }),
    draw: (digit, output) => drawDigit(sampler, digit, output),
    json: digitJson,
    headers: ({ label, seed }) => ({
      'Digit-Label': String(label),
      'Digit-Seed': headerSafe(seed),
    }),
    fileName: ({ label, seed }) => `digit-${label}-${fileSafe(seed)}`,
  })
}

const digitJson = () =>
  json.object({
    label: LABEL,
    seed: SEED,
    temperature: TEMPERATURE,
    z: Z,
    box: BOX,
    pixels: PIXELS,
    dataUri: DATA_URI,
  })

function drawDigit(
  sampler: DigitSampler,
  { label, seed, temperature }: Digit,
  { size, padding }: Output,
): Drawing<json.ValueOf<typeof digitJson>> {
  const { image } = sampler.configuration
  const logits = sampler.sample([{ label, seed, temperature }])
  return {
    scenes: [gridScene(logits, image, { size, padding, columns: 1, gap: 0 })],
    alt: `A handwritten ${label}`,
    arrayShape: [],
    describe: ({ boxes, dataUri }) => {
      const noise = seededNoise(seed, sampler.noiseForm, temperature)
      const [z = []] = sampler.acceptedLatents([{ label, noise }])
      const [pixels = []] = logits.map((one) => levelRows(one, image.columns))
      const [box] = boxes() as [Box]
      return { label, seed, temperature, z: Array.from(z), box, pixels, dataUri: dataUri() }
    },
  }
}
