/** @file The task of a thread: trains a classifier. */
import { configurationFor } from '../classifier/presets.ts'
import { trainClassifier } from '../classifier/train.ts'
import { startBackend } from './backend.ts'
import type { ClassifierTask, ClassifierWeights } from './train-classifiers.ts'

await startBackend()

export default function trainInThread({
  layers,
  options,
  images,
}: ClassifierTask): ClassifierWeights {
  const configuration = configurationFor({ layers }, images)
  return { configuration, parameters: trainClassifier(configuration, images, options).parameters }
}
