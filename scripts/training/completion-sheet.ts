/** @file A sheet of what is predicted of images: what is given, the baseline's guess, samples, the truth. */
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { conditionFrom, sampleLogits, type SamplingNetworks } from '../../src/networks/cvae.ts'
import { predicted } from '../../src/networks/image-condition.ts'
import { guessLogits } from '../../src/networks/partial-image.ts'
import type { LogitImage } from '../../src/rendering/upsample.ts'
import { add, mul, sub, tidy, type Tensor2D } from '../../src/tensor/ops.ts'
import { batchOf } from '../data/batches.ts'
import type { LabelledImages } from '../data/dataset.ts'
import { noiseStream } from './noise.ts'

/** Observed pixels are shown as surely as this. */
const OBSERVED_LOGIT = 6

/** Logits that show levels in [0, 1]. */
const surely = (levels: Tensor2D): Tensor2D => mul(sub(mul(levels, 2), 1), OBSERVED_LOGIT)

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
  const size = image.rows * image.columns
  const noise = noiseStream('noise', 'completion sheet')
  const columns: Float32Array[] = []
  tidy(() => {
    const indices = Uint32Array.from({ length: rows }, (_, index) => index)
    const { x: given, y } = batchOf(configuration, data, indices)
    const x = conditionFrom(networks, given)
    const { form } = networks.generation
    if (form === undefined) throw new Error('Labels are completed to nothing')
    const unknown = predicted(form, x)
    const known = mul<Tensor2D>(sub(1, unknown), surely(y))
    const show = (logits: Tensor2D) =>
      columns.push(add(known, mul(logits, unknown)).dataSync<'float32'>())
    columns.push((form.isPartial ? known : surely(given)).dataSync<'float32'>())
    if (baseline !== undefined) show(guessLogits(x, size))
    for (let sample = 0; sample < samples; sample++)
      show(sampleLogits(networks, x, noise(rows, latent)))
    columns.push(surely(y).dataSync<'float32'>())
  })
  return Array.from({ length: rows }, (_, row) =>
    columns.map((column) => ({ ...image, logits: column.subarray(row * size, (row + 1) * size) })),
  )
}
