/** @file Classifiers on disk: `NAME.json`, the manifest, and `NAME.bin`, the weights in 8 bits. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { CheckpointError } from '../../src/checkpoint/checkpoint.ts'
import { encodeWeight } from '../../src/checkpoint/quantization.ts'
import type { ParameterSource } from '../../src/networks/parameters.ts'
import { io } from '../../src/tensor/ops.ts'
import { parseJson } from '../json.ts'
import { CLASSIFIER_FORMAT, classifierManifest, type ClassifierManifest } from './manifest.ts'
import { classifierNetwork, type Classifier } from './network.ts'
import { classifierLayout } from './parameters.ts'

/** A weight file in memory. */
export interface EncodedClassifier {
  readonly manifest: ClassifierManifest
  readonly weights: Uint8Array<ArrayBuffer>
}

/**
 * Quantizes the parameters into one weight file.
 *
 * @param values In the order of the configuration's layout.
 */
export function encodeClassifier(
  file: string,
  description: Pick<ClassifierManifest, 'configuration' | 'options' | 'dataset' | 'testAccuracy'>,
  values: Float32Array,
): EncodedClassifier {
  const encoded = classifierLayout(description.configuration).map(({ name, shape, offset, size }) =>
    encodeWeight(name, shape, values.subarray(offset, offset + size)),
  )
  const weights = new Uint8Array(Buffer.concat(encoded.map(({ bytes }) => bytes)))
  return {
    weights,
    manifest: {
      format: CLASSIFIER_FORMAT,
      ...description,
      parameters: values.length,
      bytes: weights.length,
      sha256: sha256Of(weights),
      weightsManifest: [{ paths: [`${file}.bin`], weights: encoded.map(({ entry }) => entry) }],
    },
  }
}

/** Writes the weights and, beside them, their manifest; returns the path of the weights. */
export function writeClassifier(
  directory: string,
  { manifest, weights }: EncodedClassifier,
): string {
  mkdirSync(directory, { recursive: true })
  const path = join(directory, manifest.weightsManifest[0].paths[0])
  writeFileSync(path, weights)
  writeFileSync(path.replace(/bin$/, 'json'), `${JSON.stringify(manifest, null, 2)}\n`)
  return path
}

/**
 * Reads and checks `file.json` and `file.bin`.
 *
 * @throws {CheckpointError} When a file is missing or not what it should be.
 */
export async function readClassifier(directory: string, file: string): Promise<Classifier> {
  const path = join(directory, file)
  const [json, weights] = await Promise.all([bytesOf(`${path}.json`), bytesOf(`${path}.bin`)])
  const parsed = v.safeParse(classifierManifest, parseJson(`${path}.json`, json, CheckpointError))
  if (!parsed.success)
    throw new CheckpointError(
      `${path}.json: not the manifest of a classifier:\n${v.summarize(parsed.issues)}`,
    )
  return decodeClassifier({ manifest: parsed.output, weights: new Uint8Array(weights) })
}

/**
 * The network over the decoded weights.
 *
 * @throws {CheckpointError} When the weights are not those of the manifest.
 */
export function decodeClassifier({ manifest, weights }: EncodedClassifier): Classifier {
  const [{ paths, weights: entries }] = manifest.weightsManifest
  const found = sha256Of(weights)
  if (found !== manifest.sha256)
    throw new CheckpointError(
      `${paths[0]}: SHA-256 ${found}, expected ${manifest.sha256}: damaged; take it from the repository again, or run npm run judge`,
    )
  const tensors = io.decodeWeights(weights.buffer, entries)
  const parameter: ParameterSource = (name, shape) => {
    const tensor = tensors[name]
    if (tensor?.shape.join() !== shape.join())
      throw new CheckpointError(
        `${paths[0]}: parameter ${name} is ${tensor === undefined ? 'missing' : `[${tensor.shape.join(', ')}]`}, expected [${shape.join(', ')}]`,
      )
    return tensor
  }
  return classifierNetwork(parameter, manifest.configuration)
}

async function bytesOf(path: string): Promise<Buffer> {
  if (!existsSync(path))
    throw new CheckpointError(`${path}: missing, expected a classifier: npm run judge trains it`)
  return readFile(path)
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
