/**
 * @file The guides: classifiers that fine-tuning makes drawn digits look real to. Each learns from one half of the
 * training images and compares drawn digits with the other half, which it has not seen: to a classifier, digits that
 * it was trained on look unlike any others. None is the judge, whose layers are others.
 */
import { JUDGE, OTHER_LAYERS, type ClassifierPreset } from '../../classifier/presets.ts'
import { imagesAt, shuffledIndices } from '../../data/batches.ts'
import { indicesByLabel, type LabelledImages } from '../../data/labelled-images.ts'
import { DataError } from '../../data/idx.ts'
import { trainClassifiers, type ClassifierWeights } from '../train-classifiers.ts'

const GUIDES = Object.values(OTHER_LAYERS).map((layers) => ({
  layers,
  options: { ...JUDGE.options, epochs: 6 },
}))

/** A trained guide, as plain data for the workers. */
export interface Guide extends ClassifierWeights {
  /** Images that it was not trained on, [labels][images of the label]. */
  readonly unseen: readonly Uint32Array[]
}

/**
 * Finds before hours of training what the fine-tuning after them would fail at.
 *
 * @param seed Of the run.
 * @throws {DataError} When a label has no images in a half.
 */
export function requireGuidable(training: LabelledImages, seed: string): void {
  for (const { seen } of halvesOf(training, seed)) {
    const label = indicesByLabel(training, seen).findIndex((images) => images.length === 0)
    if (label !== -1)
      throw new DataError(
        `label ${label} has ${labelCountOf(training, label)} training images, expected some in each half of them, which guide fine-tuning: leave it out by --fine-tune-epochs 0`,
      )
  }
}

/** Which training images a guide learns from, and which it does not. */
interface Half {
  readonly seen: Uint32Array
  readonly unseen: Uint32Array
}

function halvesOf(training: LabelledImages, seed: string): readonly Half[] {
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
  const halves = halvesOf(training, seed)
  const guides = await trainClassifiers(
    halves.map(({ seen }, index) => {
      const { layers, options } = GUIDES[index] as ClassifierPreset
      return {
        layers,
        options: { ...options, seed: `${seed}/guide ${index}` },
        images: imagesAt(training, seen),
      }
    }),
  )
  return guides.map((guide, index) => ({
    ...guide,
    unseen: indicesByLabel(training, (halves[index] as Half).unseen),
  }))
}
