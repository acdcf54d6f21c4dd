/**
 * @file The sheet of completions: what is given; one answer by the baseline network, by deterministic and by
 * averaged inference (Sohn et al. 2015, section 4.1); samples; the whole digit.
 */
import type { Checkpoint } from '../../../src/checkpoint/checkpoint.ts'
import { masked, visiblePart } from '../../../src/sampling/partial-image.ts'
import { conditionUnits } from '../../../src/networks/sizes.ts'
import { conditionFrom, samplingNetworks } from '../../../src/networks/cvae.ts'
import { maskOfX } from '../../../src/networks/partial-image.ts'
import { greyLevel, withObserved } from '../../../src/rendering/levels.ts'
import type { GreyImage } from '../../../src/rendering/upsample.ts'
import { Completer } from '../../../src/sampling/completer.ts'
import { seededGenerator } from '../../../src/sampling/random.ts'
import { slice, tensor2d, tidy } from '../../../src/tensor/ops.ts'
import { HALVES, PAPER_MASKS } from '../../completion/masks.ts'
import { randomStrokes } from '../../completion/random-masks.ts'
import type { LabelledImages } from '../../data/labelled-images.ts'
import { AVERAGED_SAMPLES } from '../legibility-report.ts'
import { gridPng } from './grid.ts'

/** Of the averaged ones, those that are shown. */
const SAMPLES = 10
const ENLARGEMENT = 2
/** Pixels that are not given. */
const UNKNOWN_LEVEL = 90

/** What is given of the digits, a group each. */
const GIVEN: readonly ((image: LabelledImages, row: number) => Uint8Array)[] = [
  HALVES.left,
  PAPER_MASKS['1 quadrant'],
  HALVES.top,
  PAPER_MASKS['3 quadrants'],
  (image, row) => randomStrokes(image, seededGenerator('sheet of completions', `${row}`)),
]

/** A group of rows for each kind of part, `digits` shared out to them in order. */
export function completionsSheet(checkpoint: Checkpoint, digits: LabelledImages): Uint8Array {
  const { rows, columns, images, labels } = digits
  const size = rows * columns
  const completer = new Completer(checkpoint)
  const picture = (levels: Uint8Array): GreyImage => ({ levels, width: columns, height: rows })
  const each = Math.floor(labels.length / GIVEN.length)
  const groups = GIVEN.map((maskOf, kind) =>
    Array.from({ length: each }, (_, index) => {
      const row = kind * each + index
      const whole = images.subarray(row * size, (row + 1) * size)
      const mask = maskOf(digits, row)
      const part = visiblePart(masked(whole, mask))
      const complete = (count: number, temperature: number) => {
        const seeds = Array.from({ length: count }, (_sample, sample) => `${sample}`)
        return completer
          .complete([{ ...part, seeds, temperature }])
          .map((logits) => Uint8Array.from(withObserved(logits, whole, mask), greyLevel))
      }
      const samples = complete(AVERAGED_SAMPLES, 1)
      return [
        whole.map((level, pixel) => (mask[pixel] === 1 ? level : UNKNOWN_LEVEL)),
        firstGuess(checkpoint, part),
        // Without noise z is E[z|x].
        ...complete(1, 0),
        meanOf(samples),
        ...samples.slice(0, SAMPLES),
        whole,
      ].map(picture)
    }),
  )
  return gridPng(groups, ENLARGEMENT)
}

const meanOf = (samples: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(samples[0] ?? [], (_, pixel) =>
    Math.round(samples.reduce((sum, levels) => sum + (levels[pixel] ?? 0), 0) / samples.length),
  )

/** The levels of the baseline network, those that are given in their places. */
function firstGuess(
  { manifest: { configuration }, parameter }: Checkpoint,
  { visible, mask }: { readonly visible: Float32Array; readonly mask: Float32Array },
): Uint8Array {
  const given = new Float32Array(conditionUnits(configuration))
  given.set(visible)
  given.set(maskOfX(mask), mask.length)
  let levels = new Uint8Array()
  tidy(() => {
    const networks = samplingNetworks(parameter, configuration)
    const x = conditionFrom(networks, tensor2d(given, [1, given.length]))
    const guess = slice(x, [0, 0], [1, mask.length]).dataSync()
    levels = Uint8Array.from(guess, (level) => Math.round(255 * level))
  })
  return levels
}
