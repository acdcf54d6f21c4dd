/** @file The task of a thread: trains a guide on some of the images. */
import type { ClassifierConfiguration, ClassifierOptions } from '../../classifier/configuration.ts'
import { trainClassifier } from '../../classifier/train.ts'
import { imagesAt } from '../../data/batches.ts'
import type { LabelledImages } from '../../data/labelled-images.ts'
import { startBackend } from '../backend.ts'

await startBackend()

export interface GuideTask {
  readonly configuration: ClassifierConfiguration
  readonly options: ClassifierOptions
  readonly training: LabelledImages
  /** The images to learn from. */
  readonly indices: Uint32Array
}

/** The trained parameters, in the order of the configuration's layout. */
export default function trainGuide({
  configuration,
  options,
  training,
  indices,
}: GuideTask): Float32Array {
  return trainClassifier(configuration, imagesAt(training, indices), options).parameters
}
