/** @file Classifiers on disk: `NAME.json`, the manifest, and `NAME.bin`, the weights in 8 bits. */
import { join } from 'node:path'
import * as v from 'valibot'
import {
  CheckpointError,
  decodeWeightFile,
  requireUndamaged,
} from '../../src/checkpoint/weight-file.ts'
import { encodeWeightFile, readWeightFile, type Encoded } from '../weight-file.ts'
import { CLASSIFIER_FORMAT, classifierManifest, type ClassifierManifest } from './manifest.ts'
import { classifierNetwork, type Classifier } from './network.ts'
import { classifierLayout } from './parameters.ts'

const REMEDY = 'npm run judge'

/**
 * Quantizes the parameters into one weight file.
 *
 * @param values In the order of the configuration's layout.
 */
export function encodeClassifier(
  file: string,
  description: Pick<ClassifierManifest, 'configuration' | 'options' | 'dataset' | 'testAccuracy'>,
  values: Float32Array,
): Encoded<ClassifierManifest> {
  const layout = classifierLayout(description.configuration)
  const { manifest, weights } = encodeWeightFile(file, layout, values)
  return { weights, manifest: { format: CLASSIFIER_FORMAT, ...description, ...manifest } }
}

/**
 * Reads and checks `file.json` and `file.bin`.
 *
 * @throws {CheckpointError} When a file is missing or not what it should be.
 */
export async function readClassifier(directory: string, file: string): Promise<Classifier> {
  const { manifest, weights } = readWeightFile(directory, file, REMEDY)
  const parsed = v.safeParse(classifierManifest, manifest)
  if (!parsed.success)
    throw new CheckpointError(
      `${join(directory, file)}.json: not the manifest of a classifier:\n${v.summarize(parsed.issues)}`,
    )
  return decodeClassifier({ manifest: parsed.output, weights: new Uint8Array(weights) })
}

/**
 * The network over the decoded weights.
 *
 * @throws {CheckpointError} When the weights are not those of the manifest.
 */
export async function decodeClassifier({
  manifest,
  weights,
}: Encoded<ClassifierManifest>): Promise<Classifier> {
  await requireUndamaged(manifest, weights.buffer, REMEDY)
  const parameter = decodeWeightFile(manifest, weights.buffer)
  return classifierNetwork(parameter, manifest.configuration)
}
