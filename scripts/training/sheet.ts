/** @file A sheet of samples: one row a label, with the same noise down a column. */
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { sampleLogits, type SamplingNetworks } from '../../src/networks/cvae.ts'
import { encodeGreyPng } from '../../src/rendering/png.ts'
import { renderAt, type GreyImage } from '../../src/rendering/upsample.ts'
import { fillNormal, seededGenerator } from '../../src/sampling/random.ts'
import { oneHot } from '../../src/tensor/one-hot.ts'
import { tensor2d, tidy } from '../../src/tensor/ops.ts'

/**
 * Draws samples of every label as one PNG.
 *
 * @param columns Samples of a label.
 * @param size Pixels of a sample's longer side.
 */
export function sampleSheet(
  networks: SamplingNetworks,
  configuration: CvaeConfiguration,
  columns: number,
  size: number,
): Uint8Array {
  const { labels, latent, image } = configuration
  const pixels = image.rows * image.columns
  const style = new Float32Array(columns * latent)
  fillNormal(seededGenerator('noise', 'sheet'), style, 1)
  const rows = Array.from({ length: labels }, (_, label) => {
    let logits = new Float32Array()
    tidy(() => {
      const x = oneHot(Array<number>(columns).fill(label), labels)
      const digits = sampleLogits(networks, x, tensor2d(style, [columns, latent]))
      logits = digits.dataSync<'float32'>() as Float32Array<ArrayBuffer>
    })
    return Array.from({ length: columns }, (_sample, column) =>
      renderAt({ logits: logits.subarray(column * pixels, (column + 1) * pixels), ...image }, size),
    )
  })
  return mosaic(rows)
}

/** Pictures of one size side by side, rows below each other. */
function mosaic(rows: readonly (readonly GreyImage[])[]): Uint8Array {
  const { width = 0, height = 0 } = rows[0]?.[0] ?? {}
  const total = width * (rows[0]?.length ?? 0)
  const levels = new Uint8Array(total * height * rows.length)
  rows.forEach((pictures, row) => {
    pictures.forEach((picture, column) => {
      for (let y = 0; y < height; y++)
        levels.set(
          picture.levels.subarray(y * width, (y + 1) * width),
          (row * height + y) * total + column * width,
        )
    })
  })
  return encodeGreyPng(levels, total, height * rows.length)
}
