/** @file A sheet of samples: one row a label, with the same noise down a column. */
import { conditionOf } from '../../src/networks/condition.ts'
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { sampleLogits, type SamplingNetworks } from '../../src/networks/cvae.ts'
import { encodeGreyPng } from '../../src/rendering/png.ts'
import { renderAt, type GreyImage, type LogitImage } from '../../src/rendering/upsample.ts'
import { fillNormal, seededGenerator } from '../../src/sampling/random.ts'
import { tensor2d, tidy } from '../../src/tensor/ops.ts'

/**
 * Logits of samples of every label, a row each, without what serving adds: contrast, scale of the noise, acceptance
 * network.
 *
 * @param columns Samples of a label; a column shares its noise.
 */
export function sampleRows(
  networks: SamplingNetworks,
  configuration: CvaeConfiguration,
  columns: number,
): readonly LogitImage[][] {
  const { labels, latent, image } = configuration
  const noiseValues = new Float32Array(columns * latent)
  fillNormal(seededGenerator('noise', 'sheet'), noiseValues, 1)
  return Array.from({ length: labels }, (_, label) => {
    let logits = new Float32Array()
    tidy(() => {
      const x = conditionOf(configuration, Array<number>(columns).fill(label))
      const digits = sampleLogits(networks, x, tensor2d(noiseValues, [columns, latent]))
      logits = digits.dataSync<'float32'>() as Float32Array<ArrayBuffer>
    })
    const pixels = image.rows * image.columns
    return Array.from({ length: columns }, (_sample, column) => ({
      ...image,
      logits: logits.subarray(column * pixels, (column + 1) * pixels),
    }))
  })
}

/**
 * Rows of digits as one PNG.
 *
 * @param size Pixels of a digit's longer side.
 */
export function sheetPng(rows: readonly (readonly LogitImage[])[], size: number): Uint8Array {
  return mosaic(rows.map((digits) => digits.map((digit) => renderAt(digit, size))))
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
