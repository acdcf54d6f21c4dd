/** @file A sheet of what is predicted of images: what is given, the baseline's guess, samples, the truth. */
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { sampleLogits, type SamplingNetworks } from '../../src/networks/cvae.ts'
import { predicted } from '../../src/networks/image-condition.ts'
import { guessLogits } from '../../src/networks/partial-image.ts'
import type { LogitImage } from '../../src/rendering/upsample.ts'
import { tidy, type Tensor2D } from '../../src/tensor/ops.ts'
import { readBatch, levelsAt } from '../data/batches.ts'
import { wholeImages } from '../data/condition.ts'
import type { LabelledImages } from '../data/labelled-images.ts'
import { noiseStream } from './noise.ts'

/** Observed pixels are shown as surely as this. */
const OBSERVED_LOGIT = 6

/** Logits that show levels in [0, 1]. */
const surely = (levels: Float32Array): Float32Array =>
  levels.map((level) => (2 * level - 1) * OBSERVED_LOGIT)

/**
 * The first images of a dataset, a row each: the given pixels on grey, or the other image, the first guess
 * where there is a baseline network, samples, and y.
 *
 * @param rows Images.
 * @param samples Of each.
 */
export function completionRows(
  networks: SamplingNetworks,
  configuration: CvaeConfiguration,
  data: LabelledImages,
  rows: number,
  samples: number,
): readonly LogitImage[][] {
  const { image, latent, baseline } = configuration
  const noise = noiseStream('noise', 'completion sheet')
  const columns: Float32Array[] = []
  tidy(() => {
    const indices = Uint32Array.from({ length: rows }, (_, index) => index)
    const { images, outputs } = levelsAt(data, indices)
    const { x } = readBatch(networks, configuration, data, indices)
    const { form } = networks.generation
    if (form === undefined) throw new Error('Labels are completed to nothing')
    const whole = (values: Tensor2D) => wholeImages(configuration, values.dataSync<'float32'>())
    const [unknown, truth] = [whole(predicted(form, x)), surely(outputs)]
    const known = truth.map((logit, pixel) => (unknown[pixel] === 1 ? 0 : logit))
    const show = (logits: Tensor2D) => {
      const shown = whole(logits)
      columns.push(
        known.map((logit, pixel) => (unknown[pixel] === 1 ? (shown[pixel] ?? 0) : logit)),
      )
    }
    columns.push(configuration.condition === 'image' ? surely(images) : known)
    if (baseline !== undefined) show(guessLogits(x, form.pixels))
    for (let sample = 0; sample < samples; sample++)
      show(sampleLogits(networks, x, noise(rows, latent)))
    columns.push(truth)
  })
  const size = image.rows * image.columns
  return Array.from({ length: rows }, (_, row) =>
    columns.map((column) => ({ ...image, logits: column.subarray(row * size, (row + 1) * size) })),
  )
}
