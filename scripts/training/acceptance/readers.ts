/**
 * @file The readers: classifiers that tell which drawn digits are legible. They learn from all training images, moved
 * a little and for longer than the guides of fine-tuning: what a reader has seen too little of it calls illegible,
 * and rare forms of a digit would be refused.
 */
import { JUDGE, OTHER_LAYERS, type ClassifierPreset } from '../../classifier/presets.ts'
import type { LabelledImages } from '../../data/labelled-images.ts'
import { trainClassifiers, type ClassifierWeights } from '../train-classifiers.ts'

/** The second takes half as long an epoch. */
const EPOCHS = [7, 12]

const READERS: readonly ClassifierPreset[] = OTHER_LAYERS.map((layers, index) => ({
  layers,
  options: { ...JUDGE.options, shift: 1, epochs: EPOCHS[index] as number },
}))

/** Trains them at the same time. */
export const trainReaders = (
  training: LabelledImages,
  seed: string,
): Promise<ClassifierWeights[]> =>
  trainClassifiers(
    READERS.map(({ layers, options }, index) => ({
      layers,
      options: { ...options, seed: `${seed}/reader ${index}` },
      images: training,
    })),
  )
