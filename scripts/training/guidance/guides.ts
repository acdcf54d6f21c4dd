/**
 * @file The guides: classifiers that fine-tuning makes drawn digits look real to, and that the acceptance network is
 * fitted to. Each learns
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
 * Finds before hours of training what the fine-tuning and the acceptance network after them would fail at.
 *
 * @param seed Of the run.
 * @throws {DataError} When the images are too small for the guides' convolutions, or a label's are too few.
 */
export function requireGuidable(training: LabelledImages, seed: string): void {
  for (const { seen } of halvesOf(training, seed)) {
    const label = indicesByLabel(training, seen).findIndex((images) => images.length === 0)
    if (label !== -1)
      throw new DataError(
        `label ${label} has ${labelCountOf(training, label)} training images, expected some in each half of them, which guide fine-tuning and acceptance: leave them out by --fine-tune-epochs 0 --acceptance=`,
      )
  }
  try {
    for (const guide of GUIDES) classifierLayout(configurationFor(guide, training))
  } catch (cause) {
    throw new DataError(
      `images of ${training.rows} x ${training.columns} pixels are too small for the classifiers that guide fine-tuning and acceptance, expected at least 10 x 10: leave them out by --fine-tune-epochs 0 --acceptance=`,
      { cause },
    )
  }
}

/** Which training images each guide learns from, and which it does not. */
function halvesOf(
  training: LabelledImages,
  seed: string,
): readonly { readonly seen: Uint32Array; readonly unseen: Uint32Array }[] {
  const order = shuffledIndices(training.labels.length, 'halves', seed)
  const middle = Math.floor(order.length / 2)
  const [first, second] = [order.slice(0, middle), order.slice(middle)]
  return [
    { seen: first, unseen: second },
    { seen: second, unseen: first },
  ]
}

const labelCountOf = ({ labels }: LabelledImages, label: number): number =>
  labels.filter((one) => one === label).length

/** Trains a guide for each half of the images, at the same time. */
export async function trainGuides(training: LabelledImages, seed: string): Promise<Guide[]> {
  const pool = new Tinypool({
    filename: new URL('train-guide.ts', import.meta.url).href,
    minThreads: GUIDES.length,
    maxThreads: GUIDES.length,
  })
  try {
    return await Promise.all(
      halvesOf(training, seed).map(async ({ seen, unseen }, index) => {
        const guide = GUIDES[index] as ClassifierPreset
        const configuration = configurationFor(guide, training)
        const options = { ...guide.options, seed: `${seed}/guide ${index}` }
        const task: GuideTask = { configuration, options, training, indices: seen }
        const parameters = (await pool.run(task)) as Float32Array
        return { configuration, parameters, unseen: indicesByLabel(training, unseen) }
      }),
    )
  } finally {
    await pool.destroy()
  }
}
