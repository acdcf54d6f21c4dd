/** @file The completions of a partial image as a drawing: observed pixels as they are, whatever the model says. */
import { greyLevel, levelRows, withObserved } from '../../rendering/levels.ts'
import type { Box } from '../../rendering/paint.ts'
import { gridScene } from '../../rendering/scene.ts'
import type { CompletionSampler } from '../../sampling/completion.ts'
import type { Part } from '../../networks/quadrants.ts'
import type { DigitSampler } from '../../sampling/sampler.ts'
import type { Drawing, Output } from '../drawing.ts'
import * as json from '../json-schema.ts'
import { keep } from '../partial-image/keep.ts'
import { digitOf, GivenImage } from '../partial-image/parameters.ts'
import { observedLevels, visiblePart } from '../../sampling/partial-image.ts'
import { BOX, DATA_URI, LABEL, PIXELS, SEED, TEMPERATURE } from './told.ts'

export interface Completions {
  readonly x?: GivenImage | undefined
  readonly of?: string | undefined
  readonly keep?: Part | undefined
  readonly label?: number | undefined
  readonly seed: string
  readonly temperature: number
  readonly samples: number
}

/** As near to a square as it gets, wider rather than higher. */
export const columnsOf = (samples: number): number => Math.ceil(Math.sqrt(samples))

/** Of one completion, or of several. */
export const completeJson = () => {
  const asked = {
    x: json.text('The partial image'),
    observed: json.integer('Pixels of it'),
    seed: SEED,
    temperature: TEMPERATURE,
  }
  const each = { box: BOX, pixels: PIXELS }
  const perhaps = { label: LABEL }
  return json.either(
    json.object({ ...asked, ...each, dataUri: DATA_URI }, perhaps),
    json.object({ ...asked, samples: json.list(json.object({ seed: SEED, ...each })) }, perhaps),
  )
}

export function drawCompletions(
  sampler: DigitSampler,
  completion: CompletionSampler,
  values: Completions,
  { size, padding }: Output,
): Drawing<json.ValueOf<typeof completeJson>> {
  const { image } = completion
  const { label, seed, temperature, samples } = values
  const given = values.x ?? partOf(sampler, values)
  const partial = given.image
  const condition = visiblePart(partial)
  const seeds = Array.from({ length: samples }, (_, index) =>
    index === 0 ? seed : `${seed}-${index}`,
  )
  const logits = completion
    .complete([{ ...condition, label, seeds, temperature }])
    .map((one) => withObserved(one, partial.levels, partial.mask))
  const observed = observedLevels(partial).length
  const what = label === undefined ? 'digit' : `${label}`
  const from = `completed from ${observed} of ${partial.mask.length} pixels`
  return {
    scenes: [gridScene(logits, image, { size, padding, columns: columnsOf(samples), gap: 0 })],
    alt:
      samples === 1
        ? `A handwritten ${what}, ${from}`
        : `${samples} times a handwritten ${what}, ${from}`,
    arrayShape: samples === 1 ? [] : [samples],
    describe: (picture) => {
      const boxes = picture.boxes()
      const all = logits.map((one, index) => ({
        seed: seeds[index] as string,
        box: boxes[index] as Box,
        pixels: levelRows(one, image.columns),
      }))
      const asked = { x: given.text, observed, label, seed, temperature }
      const [first] = all
      return samples === 1 && first !== undefined
        ? { ...asked, ...first, dataUri: picture.dataUri() }
        : { ...asked, samples: all }
    },
  }
}

function partOf(sampler: DigitSampler, { of, keep: part }: Completions): GivenImage {
  if (of === undefined || part === undefined)
    throw new Error('Got neither x nor of and keep, expected that conflicts are looked for first')
  const [digit = new Float32Array()] = sampler.sample([{ ...digitOf(of), temperature: 1 }])
  return new GivenImage(
    keep(Uint8Array.from(digit, greyLevel), sampler.configuration.image.columns, part),
  )
}
