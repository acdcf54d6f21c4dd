/** @file A sheet of samples: one row a label, with the same noise down a column. */
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { sampleLogits, type SamplingNetworks } from '../../src/networks/cvae.ts'
import { greyLevel } from '../../src/rendering/levels.ts'
import { encodeGreyPng } from '../../src/rendering/png.ts'
import { fillNormal, seededGenerator } from '../../src/sampling/random.ts'
import { oneHot } from '../../src/tensor/one-hot.ts'
import { tensor2d, tidy } from '../../src/tensor/ops.ts'

/** Draws `columns` samples of every label as one PNG. */
export function sampleSheet(
  networks: SamplingNetworks,
  configuration: CvaeConfiguration,
  columns: number,
): Uint8Array {
  const { labels, latent, image } = configuration
  const style = new Float32Array(columns * latent)
  fillNormal(seededGenerator('noise', 'sheet'), style, 1)
  const levels = new Uint8Array(labels * image.rows * columns * image.columns)
  const width = columns * image.columns
  for (let label = 0; label < labels; label++) {
    tidy(() => {
      const noise = tensor2d(style, [columns, latent])
      const x = oneHot(Array<number>(columns).fill(label), labels)
      sampleLogits(networks, x, noise)
        .dataSync()
        .forEach((logit, index) => {
          const pixel = index % (image.rows * image.columns)
          const column = Math.floor(index / (image.rows * image.columns)) * image.columns
          const row = label * image.rows + Math.floor(pixel / image.columns)
          levels[row * width + column + (pixel % image.columns)] = greyLevel(logit)
        })
    })
  }
  return encodeGreyPng(levels, width, labels * image.rows)
}
