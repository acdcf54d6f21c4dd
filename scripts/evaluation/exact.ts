/** @file Whether `/complete` gives back what it was given, asked as clients ask: a link, and the PNG that it answers with. */
import { PNG } from 'pngjs'
import { encodePartialImage } from '../../src/http/partial-image/encode.ts'
import { masked } from '../../src/sampling/partial-image.ts'
import { seededGenerator } from '../../src/sampling/random.ts'
import { randomMask } from '../completion/masks.ts'
import { imagesAt, shuffledIndices } from '../data/batches.ts'
import type { LabelledImages } from '../data/labelled-images.ts'
import type { LegibilityBudget } from './legibility-report.ts'

/**
 * Of digits with random masks, those of which every observed level is in the answer as it was.
 *
 * @param ask The service.
 * @throws {Error} When an answer is no picture of the digit's size.
 */
export async function exactAnswers(
  ask: (path: string) => Response | Promise<Response>,
  { images, labels, rows, columns }: LabelledImages,
  seed: string,
): Promise<number> {
  const size = rows * columns
  let exact = 0
  for (const digit of labels.keys()) {
    const levels = Uint8Array.from(images.subarray(digit * size, (digit + 1) * size))
    const mask = randomMask({ rows, columns }, seededGenerator('random mask', `${seed}/${digit}`))
    const path = `/complete/${encodePartialImage(masked(levels, mask))}/${digit}.png`
    const response = await ask(path)
    if (response.status !== 200) throw new Error(`${path}: ${await response.text()}`)
    const picture = PNG.sync.read(Buffer.from(await response.arrayBuffer()))
    if (picture.width !== columns || picture.height !== rows)
      throw new Error(`${path}: ${picture.width} x ${picture.height} pixels`)
    // White ink on black paper: red is the level.
    exact += Number(
      mask.every((bit, pixel) => bit === 0 || picture.data[4 * pixel] === levels[pixel]),
    )
  }
  return exact
}

/** As many digits as random completions, from the start again where there are too few. */
export function randomlyCompleted(
  test: LabelledImages,
  { randomCompletions }: LegibilityBudget,
  seed: string,
): LabelledImages {
  const order = shuffledIndices(test.labels.length, 'completed digits', seed)
  return imagesAt(
    test,
    Uint32Array.from({ length: randomCompletions }, (_, index) => order[index % order.length] ?? 0),
  )
}
