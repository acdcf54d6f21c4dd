/** @file Pictures of predicted masks: image, true mask, first guess, expected and sampled masks. */
import type { CvaeConfiguration } from '../../../src/networks/configuration.ts'
import { sampleLogits, type SamplingNetworks } from '../../../src/networks/cvae.ts'
import { guessLogits } from '../../../src/networks/partial-image.ts'
import { sigmoid, tidy, type Tensor2D } from '../../../src/tensor/ops.ts'
import { readBatch, imagesAt } from '../../data/batches.ts'
import type { LabelledImages } from '../../data/labelled-images.ts'
import { pictureSheet } from '../../segmentation/picture-sheet.ts'
import { noiseStream } from '../../training/noise.ts'
import { deterministicLogits } from '../inference.ts'

/** Scenes, and samples of each. */
const SCENES_SHOWN = 8
const SAMPLES = 5

/**
 * The first scenes as a PNG, a row each.
 *
 * @param tests Test images beside each other: the same scenes, of several kinds.
 */
export function masksSheet(
  networks: SamplingNetworks,
  configuration: CvaeConfiguration,
  tests: readonly LabelledImages[],
): Uint8Array {
  const halves = tests.map((data) => maskRows(networks, configuration, data))
  const rows = Array.from({ length: Math.max(...halves.map(({ length }) => length)) }, (_, row) =>
    halves.flatMap((half) => half[row] ?? []),
  )
  return pictureSheet(configuration.image, rows)
}

function maskRows(
  networks: SamplingNetworks,
  configuration: CvaeConfiguration,
  data: LabelledImages,
): Uint8Array[][] {
  const size = data.rows * data.columns
  const count = Math.min(SCENES_SHOWN, data.labels.length)
  const indices = Uint32Array.from({ length: count }, (_, index) => index)
  const noise = noiseStream('noise', 'sheet of masks')
  const { images, outputs = images } = imagesAt(data, indices)
  const columns: Uint8Array[] = [images, outputs]
  const show = (logits: Tensor2D) =>
    columns.push(
      Uint8Array.from(sigmoid(logits).dataSync(), (probability) => Math.round(255 * probability)),
    )
  tidy(() => {
    const { x } = readBatch(networks, configuration, data, indices)
    const draw = () => noise(count, configuration.latent)
    if (networks.baseline !== undefined) show(guessLogits(x, size))
    show(deterministicLogits(networks, x, draw, SAMPLES))
    for (let sample = 0; sample < SAMPLES; sample++) show(sampleLogits(networks, x, draw()))
  })
  return Array.from({ length: count }, (_, row) =>
    columns.map((column) => column.subarray(row * size, (row + 1) * size)),
  )
}
