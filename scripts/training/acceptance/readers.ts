/**
 * @file The readers: classifiers that tell which drawn digits are legible. They learn from all training images, moved
 * a little and for longer than the guides of fine-tuning: what a reader has seen too little of it calls illegible,
 * and rare forms of a digit would be refused.
 */
import { JUDGE, OTHER_LAYERS, type ClassifierPreset } from '../../classifier/presets.ts'
import type { LabelledImages } from '../../data/labelled-images.ts'
import { trainClassifiers, type ClassifierWeights } from '../train-classifiers.ts'

const options = { ...JUDGE.options, shift: 1 }

/** An epoch of the second takes half as long. */
const READERS: readonly ClassifierPreset[] = [
  { layers: OTHER_LAYERS.pooled, options: { ...options, epochs: 7 } },
  { layers: OTHER_LAYERS.strided, options: { ...options, epochs: 12 } },
]

/** Trains them at the same time. */
export const trainReaders = (
  training: LabelledImages,
  seed: string,
): Promise<ClassifierWeights[]> =>
  trainClassifiers(
    READERS.map((reader, index) => ({
      layers: reader.layers,
      options: { ...reader.options, seed: `${seed}/reader ${index}` },
      images: training,
    })),
  )
