/** @file The completions of a partial image as a drawing: observed pixels as they are, whatever the model says. */
import { greyLevel, levelRows, withObserved } from '../../rendering/levels.ts'
import { gridScene } from '../../rendering/scene.ts'
import type { CompletionSampler } from '../../sampling/completion.ts'
import type { DigitSampler } from '../../sampling/sampler.ts'
import type { Drawing, Output } from '../drawing.ts'
import { decodePartialImage } from '../partial-image/decode.ts'
import { encodePartialImage } from '../partial-image/encode.ts'
import { keep, type Part } from '../partial-image/keep.ts'
import { digitOf } from '../partial-image/parameters.ts'
import { conditionOf, observedLevels, type PartialImage } from '../partial-image/partial-image.ts'

export interface Completions {
  readonly x?: string | undefined
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
  const partial = partialOf(sampler, values)
  const condition = conditionOf(partial)
  const requests = Array.from({ length: samples }, (_, index) => ({
    ...condition,
    label,
    seed: index === 0 ? seed : `${seed}-${index}`,
    temperature,
  }))
  const logits = completion
    .complete(requests)
    .map((one) => withObserved(one, partial.levels, partial.mask))
  const observed = observedLevels(partial).length
  const what = label === undefined ? 'digit' : `${label}`
  const given = `completed from ${observed} of ${partial.mask.length} pixels`
  return {
    scenes: [gridScene(logits, image, { size, padding, columns: columnsOf(samples), gap: 0 })],
    alt:
      samples === 1
        ? `A handwritten ${what}, ${given}`
        : `${samples} times a handwritten ${what}, ${given}`,
    arrayShape: samples === 1 ? [] : [samples],
    withDataUri: samples === 1,
    describe: (boxes) => {
      const all = logits.map((one, index) => ({
        seed: requests[index]?.seed,
        box: boxes[index],
        pixels: levelRows(one, image.columns),
      }))
      const asked = { x: encodePartialImage(partial), observed, label, seed, temperature }
      return samples === 1 ? { ...asked, ...all[0] } : { ...asked, samples: all }
    },
  }
}

function partialOf(sampler: DigitSampler, { x, of = '', keep: part }: Completions): PartialImage {
  const { image } = sampler.configuration
  if (x === undefined && part !== undefined) {
    const [digit = new Float32Array()] = sampler.sample([{ ...digitOf(of), temperature: 1 }])
    return keep(Uint8Array.from(digit, greyLevel), image.columns, part)
  }
  const decoded = decodePartialImage(x ?? '', image.rows * image.columns)
  if (!decoded.ok) throw new Error(`Got ${x} from the schema, expected ${decoded.expected}`)
  return decoded.image
}
