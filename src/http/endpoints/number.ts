/** @file GET /number: digits as one hand writes them side by side. */
import { slantReach } from '../../rendering/field.ts'
import type { Box } from '../../rendering/paint.ts'
import { numberScene } from '../../rendering/scene.ts'
import { handwritingNoises } from '../../sampling/noise.ts'
import { drawableSize } from '../../networks/sizes.ts'
import type { DigitSampler } from '../../sampling/sampler.ts'
import type { Drawing, Output } from '../drawing.ts'
import { defineEndpoint } from '../endpoint.ts'
import { MAX_NUMBER_DIGITS, MAX_SLANT, MAX_SPACING, MIN_SPACING } from '../limits.ts'
import * as json from '../json-schema.ts'
import { handwriting } from '../parameters.ts'
import { decimal, labelDigits, required, withDefault } from '../values.ts'
import { fileSafe, headerSafe, seeded } from './handwriting.ts'
import { BOX, DATA_URI, LABEL, SEED, TEMPERATURE, Z } from './told.ts'

interface NumberValues {
  readonly digits: string
  readonly seed: string
  readonly temperature: number
  readonly spacing: number
  readonly slant: number
}

export function numberEndpoint(sampler: DigitSampler) {
  const { configuration } = sampler
  const at = (size: number) => drawableSize(configuration, size)
  return defineEndpoint(configuration, {
    name: 'number',
    summary: 'A number in one handwriting, with a box for each digit in its JSON',
    segments: ['digits', 'seed'],
    formats: ['png', 'svg', 'webp', 'json', 'npy'],
    own: {
      digits: required(labelDigits(configuration.labels, MAX_NUMBER_DIGITS), {
        meaning: 'the digits of the number; it may begin with 0',
      }),
      ...handwriting,
      spacing: withDefault(decimal(MIN_SPACING, MAX_SPACING), '0.12', {
        meaning: "from the ink of a digit to that of the next, in parts of a digit's width",
      }),
      slant: withDefault(decimal(-MAX_SLANT, MAX_SLANT), '0', {
        meaning: 'how far strokes lean to the right for each pixel upwards',
      }),
    },
    examples: () => [
      {
        title: 'A number',
        urls: [
          `number/2012.png?seed=ada&size=${at(80)}`,
          `number/2012/ada.svg?size=${at(80)}&ink=teal&paper=transparent`,
        ],
      },
      {
        title: 'Spacing and slant',
        urls: [
          `number/1201/ada.png?size=${at(64)}&spacing=0.5`,
          `number/1201/ada.png?size=${at(64)}&spacing=0`,
          `number/1201/ada.png?size=${at(64)}&slant=0.3`,
        ],
      },
      { title: 'A fixture for detection: boxes', urls: [`number/1201/ada.json?size=${at(64)}`] },
    ],
    complete: (values) => seeded(values),
    // No digit's ink is wider than its cell.
    extent: ({ digits, spacing, slant }, cell, { padding }) => ({
      width:
        Math.ceil(cell.width * (digits.length * (1 + Math.max(0, spacing)) + 1)) +
        2 * (padding + slantReach({ height: cell.height, slant })),
      height: cell.height + 2 * padding,
      frames: 1,
      digits: digits.length,
      isLargest: true, // of digits, which are as wide as their ink
    }),
    draw: (values, output) => drawNumber(sampler, values, output),
    json: numberJson,
    headers: ({ digits, seed }) => ({ 'Digit-Label': digits, 'Digit-Seed': headerSafe(seed) }),
    fileName: ({ digits, seed }) => `number-${digits}-${fileSafe(seed)}`,
  })
}

const numberJson = () =>
  json.object({
    number: json.text('The digits'),
    seed: SEED,
    temperature: TEMPERATURE,
    digits: json.list(json.object({ label: LABEL, box: BOX, z: Z }), 'From left to right'),
    dataUri: DATA_URI,
  })

function drawNumber(
  sampler: DigitSampler,
  { digits, seed, temperature, spacing, slant }: NumberValues,
  { size, padding }: Output,
): Drawing<json.ValueOf<typeof numberJson>> {
  const { image } = sampler.configuration
  const labels = Array.from(digits, Number)
  const noises = handwritingNoises(seed, labels.length, sampler.noiseForm, temperature)
  const written = sampler
    .acceptedLatents(
      noises.map((noise, position) => ({ label: labels[position] as number, noise })),
    )
    .map((z, position) => ({ label: labels[position] as number, z }))
  return {
    scenes: [numberScene(sampler.generate(written), image, { size, padding, spacing, slant })],
    alt: `The handwritten number ${digits}`,
    arrayShape: [labels.length],
    describe: (picture) => {
      const boxes = picture.boxes()
      return {
        number: digits,
        seed,
        temperature,
        digits: written.map(({ label, z }, index) => ({
          label,
          box: boxes[index] as Box,
          z: Array.from(z),
        })),
        dataUri: picture.dataUri(),
      }
    },
  }
}
