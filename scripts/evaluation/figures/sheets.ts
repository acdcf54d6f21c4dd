/** @file Sheets of pictures that need the networks: samples, reconstructions, the latent manifold. */
import { probit } from 'simple-statistics'
import type { CvaeConfiguration } from '../../../src/networks/configuration.ts'
import { longerSide } from '../../../src/networks/sizes.ts'
import { conditionOf } from '../../../src/networks/condition.ts'
import { sampleLogits } from '../../../src/networks/cvae.ts'
import { generationLogits } from '../../../src/networks/generation.ts'
import { recognize } from '../../../src/networks/recognition.ts'
import { renderAt, type GreyImage } from '../../../src/rendering/upsample.ts'
import { tensor2d, tidy, type Tensor2D } from '../../../src/tensor/ops.ts'
import { readBatch, shuffledIndices } from '../../data/batches.ts'
import { indicesByLabel, type LabelledImages } from '../../data/labelled-images.ts'
import { sheetPng } from '../../training/sheet.ts'
import type { EvaluatedNetworks } from '../source.ts'
import { gridPng, pictureOf, type Group } from './grid.ts'
import type { Setting } from '../setting.ts'
import { inferenceSheet } from './inference-sheet.ts'
import { nearestSheet } from './nearest-sheet.ts'

/** The sheets by name. */
export const sheetsOf = (
  networks: EvaluatedNetworks,
  test: LabelledImages,
  training: LabelledImages,
  { seed, budget }: Pick<Setting, 'seed' | 'budget'>,
): Record<string, Uint8Array> => ({
  samples: sampleSheet(networks),
  reconstructions: reconstructionSheet(networks, test),
  inference: inferenceSheet(networks),
  manifold: manifoldSheet(networks),
  nearest: nearestSheet(networks.sampler, training, budget.nearestDigits, seed),
})

const SAMPLES_A_LABEL = 15
const SAMPLE_PIXELS = 56

/** Digits as they are served, a row each label; a column shares its seed. */
function sampleSheet({ sampler }: EvaluatedNetworks): Uint8Array {
  const { configuration } = sampler
  const rows = Array.from({ length: configuration.labels }, (_, label) => {
    const requests = Array.from({ length: SAMPLES_A_LABEL }, (_sample, index) => ({
      label,
      seed: `sheet ${index}`,
      temperature: 1,
    }))
    return sampler.sample(requests).map((logits) => ({ ...configuration.image, logits }))
  })
  return sheetPng(rows, SAMPLE_PIXELS)
}

const RECONSTRUCTION_PAIRS = 4
const RECONSTRUCTED_A_LABEL = 2
const RECONSTRUCTION_ENLARGEMENT = 2

/** Pairs of rows: test digits by label, and below each p(y | x, E[z|x,y]). */
function reconstructionSheet(networks: EvaluatedNetworks, test: LabelledImages): Uint8Array {
  const { configuration } = networks
  const order = shuffledIndices(test.labels.length, 'reconstructed digits', '0')
  const byLabel = indicesByLabel(test, order)
  const pairs = Array.from({ length: RECONSTRUCTION_PAIRS }, (_, pair) => {
    const start = pair * RECONSTRUCTED_A_LABEL
    const chosen = Uint32Array.from(
      byLabel.flatMap((indices) =>
        Array.from(indices.subarray(start, start + RECONSTRUCTED_A_LABEL)),
      ),
    )
    const reconstructions = reconstructedLogits(networks, test, chosen)
    return [
      Array.from(chosen, (index) => pictureOf(test, index)),
      picturesOf(reconstructions, configuration),
    ]
  })
  return gridPng(pairs, RECONSTRUCTION_ENLARGEMENT)
}

function reconstructedLogits(
  { cvae, configuration }: EvaluatedNetworks,
  test: LabelledImages,
  indices: Uint32Array,
): Float32Array {
  return dataOf(() => {
    const { x, y } = readBatch(cvae, configuration, test, indices)
    return generationLogits(cvae.generation, x, recognize(cvae.recognition, x, y).mean)
  })
}

const MANIFOLD_SIDE = 15
/** A label of curves and one of straight strokes. */
const MANIFOLD_LABELS = [2, 7]

const quantile = (step: number): number => probit((step + 0.5) / MANIFOLD_SIDE)

/**
 * Digits over the first two units of the prior's noise, the other units 0: quantiles of the
 * normal distribution from left to right (first unit) and from top to bottom (second unit).
 */
function manifoldSheet({ cvae, configuration }: EvaluatedNetworks): Uint8Array {
  const labels = MANIFOLD_LABELS.filter((label) => label < configuration.labels)
  const panels = labels.map((label) =>
    Array.from({ length: MANIFOLD_SIDE }, (_, row) => {
      const logits = dataOf(() => {
        const noise = new Float32Array(MANIFOLD_SIDE * configuration.latent)
        for (let column = 0; column < MANIFOLD_SIDE; column++)
          noise.set([quantile(column), quantile(row)], column * configuration.latent)
        const x = conditionOf(configuration, Array<number>(MANIFOLD_SIDE).fill(label))
        return sampleLogits(cvae, x, tensor2d(noise, [MANIFOLD_SIDE, configuration.latent]))
      })
      return picturesOf(logits, configuration)
    }),
  )
  return gridPng([besideEachOther(panels, configuration)], 1)
}

/** Panels of equal height in one, with a picture's width of paper between them. */
function besideEachOther(panels: readonly GreyImage[][][], { image }: CvaeConfiguration): Group {
  const paper: GreyImage = {
    levels: new Uint8Array(image.rows * image.columns).fill(255),
    width: image.columns,
    height: image.rows,
  }
  return Array.from({ length: MANIFOLD_SIDE }, (_, row) =>
    panels.flatMap((panel, index) => [...(index > 0 ? [paper] : []), ...(panel[row] ?? [])]),
  )
}

/** The values of a tensor that `make` leaves, all its tensors disposed of. */
function dataOf(make: () => Tensor2D): Float32Array {
  let values = new Float32Array()
  tidy(() => {
    values = make().dataSync<'float32'>() as Float32Array<ArrayBuffer>
  })
  return values
}

/** The pictures of logits [count * pixels] at the model's own size. */
function picturesOf(logits: Float32Array, configuration: CvaeConfiguration): GreyImage[] {
  const { rows, columns } = configuration.image
  const size = rows * columns
  return Array.from({ length: logits.length / size }, (_, index) =>
    renderAt(
      { logits: logits.subarray(index * size, (index + 1) * size), rows, columns },
      longerSide(configuration),
    ),
  )
}
