/** @file GET /sheet: a grid of digits, each of which /digit draws by its label and seed. */
import type { Box } from '../../rendering/paint.ts'
import { gridScene, gridSize } from '../../rendering/scene.ts'
import type { DigitRequest, DigitSampler } from '../../sampling/sampler.ts'
import { counted } from '../counted.ts'
import type { Drawing, Output } from '../drawing.ts'
import { defineEndpoint } from '../endpoint.ts'
import {
  MAX_PADDING_PIXELS,
  MAX_SEED_CHARACTERS,
  MAX_SHEET_DIGITS,
  MAX_SHEET_LABELS,
} from '../limits.ts'
import * as json from '../json-schema.ts'
import { handwriting } from '../parameters.ts'
import { parameterError } from '../query.ts'
import { integer, labelDigits, optional, seedText, withDefault } from '../values.ts'
import { fileSafe, headerSafe, seeded } from './handwriting.ts'
import { BOX, LABEL, SEED, TEMPERATURE } from './told.ts'

interface SheetValues {
  readonly labels: string
  readonly rows: number
  readonly columns: number
  readonly gap: number
  readonly seed: string
  readonly temperature: number
}

/** `-` and the place of a sheet's last digit. */
const MOST_SUFFIX_CHARACTERS = 1 + String(MAX_SHEET_DIGITS - 1).length

export function sheetEndpoint(sampler: DigitSampler) {
  const { configuration } = sampler
  const all = Array.from({ length: Math.min(10, configuration.labels) }, (_, label) => label).join(
    '',
  )
  return defineEndpoint(configuration, {
    name: 'sheet',
    summary: 'A grid of digits, up to a thousand',
    segments: ['seed'],
    formats: ['png', 'svg', 'webp', 'json', 'npy'],
    own: {
      ...handwriting,
      seed: optional(seedText(MAX_SEED_CHARACTERS - MOST_SUFFIX_CHARACTERS), {
        meaning: 'the handwriting; with -0, -1 and so on behind it, the seed of each digit',
        fallback: 'random',
      }),
      labels: withDefault(labelDigits(configuration.labels, MAX_SHEET_LABELS), all, {
        meaning: 'the digits, row by row, from the beginning again when they run out',
      }),
      rows: withDefault(integer(1, MAX_SHEET_DIGITS), '10', {
        meaning: 'digits from top to bottom',
      }),
      columns: withDefault(integer(1, MAX_SHEET_DIGITS), '10', {
        meaning: 'digits from left to right',
      }),
      gap: withDefault(integer(0, MAX_PADDING_PIXELS), '0', {
        meaning: 'pixels of paper between digits',
      }),
    },
    examples: () => [
      {
        title: 'A sheet',
        urls: [
          'sheet/ada.png',
          'sheet/ada.png?labels=012&rows=6&columns=9&gap=4&padding=8&invert=true',
        ],
      },
      {
        title: 'Its digits as an array for NumPy, or as a list with labels, seeds and boxes',
        urls: ['sheet/ada.npy', 'sheet/ada.json?rows=2'],
      },
    ],
    complete: (values) => seeded(values),
    conflict: ({ rows, columns }) =>
      rows * columns <= MAX_SHEET_DIGITS
        ? undefined
        : parameterError(
            'rows',
            String(rows),
            `fewer: ${rows} x ${columns} digits are more than ${MAX_SHEET_DIGITS}`,
          ),
    extent: ({ rows, columns, gap }, cell, { padding, dpr }) => ({
      ...gridSize(cell, { rows, columns, gap: gap * dpr, padding }),
      frames: 1,
      digits: rows * columns,
    }),
    draw: (values, output) => drawSheet(sampler, values, output),
    json: sheetJson,
    headers: ({ seed }) => ({ 'Digit-Seed': headerSafe(seed) }),
    fileName: ({ rows, columns, seed }) => `sheet-${rows}x${columns}-${fileSafe(seed)}`,
  })
}

const sheetJson = () =>
  json.object({
    seed: SEED,
    temperature: TEMPERATURE,
    rows: json.integer('Digits from top to bottom'),
    columns: json.integer('Digits from left to right'),
    digits: json.list(json.object({ label: LABEL, seed: SEED, box: BOX }), 'Row by row'),
  })

function drawSheet(
  sampler: DigitSampler,
  { labels, rows, columns, gap, seed, temperature }: SheetValues,
  { size, padding, dpr }: Output,
): Drawing<json.ValueOf<typeof sheetJson>> {
  const digits = Array.from({ length: rows * columns }, (_, index): DigitRequest => ({
    label: Number(labels[index % labels.length]),
    seed: `${seed}-${index}`,
    temperature,
  }))
  return {
    scenes: [
      gridScene(sampler.sample(digits), sampler.configuration.image, {
        size,
        padding,
        columns,
        gap: gap * dpr,
      }),
    ],
    alt: `A sheet of ${counted(digits.length, 'handwritten digit')}, ${counted(rows, 'row')} of ${columns}`,
    arrayShape: [digits.length],
    describe: (picture) => {
      const boxes = picture.boxes()
      return {
        seed,
        temperature,
        rows,
        columns,
        digits: digits.map((digit, index) => ({
          label: digit.label,
          seed: digit.seed,
          box: boxes[index] as Box,
        })),
      }
    },
  }
}
