/** @file The manifest of a classifier's weight file: what was trained, from what, and how well it reads. */
import * as v from 'valibot'
import { manifestSchema } from '../../src/checkpoint/manifest.ts'
import { classifierConfiguration, classifierOptions } from './configuration.ts'

export const CLASSIFIER_FORMAT = 'edge-digits-classifier-1'

const { parameters, bytes, sha256, weightsManifest } = manifestSchema.entries
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))

/** Schema of {@link ClassifierManifest}. */
export const classifierManifest = v.strictObject({
  format: v.literal(CLASSIFIER_FORMAT),
  configuration: classifierConfiguration,
  options: classifierOptions,
  /** SHA-256 of the training images and labels. */
  dataset: sha256,
  /** Share of the test images that the weights of this file read rightly. */
  testAccuracy: share,
  parameters,
  bytes,
  sha256,
  weightsManifest,
})

export type ClassifierManifest = v.InferOutput<typeof classifierManifest>
