/** @file The manifest of a classifier's weight file: what was trained, from what, and how well it reads. */
import * as v from 'valibot'
import { weightFileEntries } from '../../src/checkpoint/weight-file.ts'
import { share } from '../numbers.ts'
import { classifierConfiguration, classifierOptions } from './configuration.ts'

export const CLASSIFIER_FORMAT = 'edge-digits-classifier-1'

/** Schema of {@link ClassifierManifest}. */
export const classifierManifest = v.strictObject({
  format: v.literal(CLASSIFIER_FORMAT),
  configuration: classifierConfiguration,
  options: classifierOptions,
  /** SHA-256 of the training data: see dataset.ts. */
  dataset: weightFileEntries.sha256,
  /** Share of the test images that the weights of this file read rightly. */
  testAccuracy: share,
  ...weightFileEntries,
})

export type ClassifierManifest = v.InferOutput<typeof classifierManifest>
