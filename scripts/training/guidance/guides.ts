/**
 * @file The guides: classifiers that fine-tuning makes drawn digits look real to. Each learns
 * from one half of the training images and compares drawn digits with the other half, which
 * it has not seen: to a classifier, digits that it was trained on look unlike any others.
 * None is the judge, whose layers are others; it has seen both halves.
 */
import { Tinypool } from 'tinypool'
import type { ClassifierConfiguration } from '../../classifier/configuration.ts'
import { classifierLayout } from '../../classifier/parameters.ts'
import { configurationFor, JUDGE, type ClassifierPreset } from '../../classifier/presets.ts'
import { shuffledIndices } from '../../data/batches.ts'
import { indicesByLabel, type LabelledImages } from '../../data/labelled-images.ts'
import { DataError } from '../../data/idx.ts'
import type { GuideTask } from './train-guide.ts'

/** The convolutions of the guides, which are of two kinds: digits that fool both are rare. */
const CONVOLUTIONS: readonly ClassifierPreset['layers']['convolutions'][] = [
  [
    { kernel: 3, stride: 1, channels: 16, pool: 2 },
    { kernel: 3, stride: 1, channels: 32, pool: 2 },
  ],
  [
    { kernel: 5, stride: 2, channels: 16, pool: 1 },
    { kernel: 3, stride: 2, channels: 32, pool: 1 },
  ],
]

/** Other layers than the judge's, trained as it is. */
const GUIDES: readonly ClassifierPreset[] = CONVOLUTIONS.map((convolutions) => ({
  layers: { convolutions, dense: [128] },
  options: { ...JUDGE.options, epochs: 6 },
}))

/** A trained guide, as plain data for the workers. */
export interface Guide {
  readonly configuration: ClassifierConfiguration
  /** In the order of the configuration's layout. */
  readonly parameters: Float32Array
  /** Images that it was not trained on, [labels][images of the label]. */
  readonly unseen: readonly Uint32Array[]
}

/**
 * Finds before hours of training what the fine-tuning after them would fail at.
 *
 * @throws {DataError} When the images are too small for the guides' convolutions.
 */
export function requireGuidable(training: LabelledImages): void {
  try {
    for (const guide of GUIDES) classifierLayout(configurationFor(guide, training))
  } catch (cause) {
    throw new DataError(
      `images of ${training.rows} x ${training.columns} pixels are too small for the classifiers that guide fine-tuning, expected at least 10 x 10: leave it out by --fine-tune-epochs 0`,
      { cause },
    )
  }
}

/** Trains a guide for each half of the images, at the same time. */
export async function trainGuides(training: LabelledImages, seed: string): Promise<Guide[]> {
  const order = shuffledIndices(training.labels.length, 'halves', seed)
  const middle = Math.floor(order.length / 2)
  const halves = [order.slice(0, middle), order.slice(middle)] as const
  const pool = new Tinypool({
    filename: new URL('train-guide.ts', import.meta.url).href,
    minThreads: GUIDES.length,
    maxThreads: GUIDES.length,
  })
  try {
    return await Promise.all(
      GUIDES.map(async (guide, index) => {
        const seen = halves[index] ?? order
        const other = halves[1 - index] ?? order
        const configuration = configurationFor(guide, training)
        const options = { ...guide.options, seed: `${seed}/guide ${index}` }
        const task: GuideTask = { configuration, options, training, indices: seen }
        const parameters = (await pool.run(task)) as Float32Array
        return { configuration, parameters, unseen: indicesByLabel(training, other) }
      }),
    )
  } finally {
    await pool.destroy()
  }
}
