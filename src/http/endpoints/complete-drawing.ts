/** @file The completions of a partial image as a drawing: observed pixels as they are, whatever the model says. */
import { greyLevel, levelRows, withObserved } from '../../rendering/levels.ts'
import { gridScene } from '../../rendering/scene.ts'
import type { CompletionSampler } from '../../sampling/completion.ts'
import type { Part } from '../../networks/quadrants.ts'
import type { DigitSampler } from '../../sampling/sampler.ts'
import type { Drawing, Output } from '../drawing.ts'
import { keep } from '../partial-image/keep.ts'
import { digitOf, GivenImage } from '../partial-image/parameters.ts'
import { observedLevels, visiblePart } from '../../sampling/partial-image.ts'

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

export function drawCompletions(
  sampler: DigitSampler,
  completion: CompletionSampler,
  values: Completions,
  { size, padding }: Output,
): Drawing {
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
    withDataUri: samples === 1,
    describe: (boxesOf) => {
      const boxes = boxesOf()
      const all = logits.map((one, index) => ({
        seed: seeds[index],
        box: boxes[index],
        pixels: levelRows(one, image.columns),
      }))
      const asked = { x: given.text, observed, label, seed, temperature }
      return samples === 1 ? { ...asked, ...all[0] } : { ...asked, samples: all }
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
