/** @file Weight files on disk: what `quantize` writes, `evaluate` and the tests read. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CheckpointError, loadCheckpoint, type Checkpoint } from '../src/checkpoint/checkpoint.ts'
import { CHECKPOINT_FORMAT, type Manifest } from '../src/checkpoint/manifest.ts'
import { encodeWeight } from '../src/checkpoint/quantization.ts'
import type { ParameterSource } from '../src/networks/parameters.ts'
import { DigitSampler } from '../src/sampling/sampler.ts'
import { parseJson } from './json.ts'
import type { ParameterBlock } from './training/parameters.ts'

/** The Worker bundles the first; the second is for evaluation. */
export const SAMPLING_FILE = 'digits'
export const RECOGNITION_FILE = 'recognition'

/** Whether a parameter belongs to the recognition network. */
export const isRecognition = ({ name }: { readonly name: string }): boolean =>
  name.startsWith('recognition/')

/** What a manifest says beyond what its weight file does. */
type Description = Pick<Manifest, 'model' | 'configuration' | 'contrast' | 'provenance' | 'metrics'>

/** A weight file in memory. */
export interface EncodedCheckpoint {
  readonly manifest: Manifest
  readonly weights: Uint8Array<ArrayBuffer>
}

/** Quantizes the blocks of a flat parameter vector into one weight file. */
export function encodeCheckpoint(
  file: string,
  description: Description,
  blocks: readonly ParameterBlock[],
  values: Float32Array,
): EncodedCheckpoint {
  const encoded = blocks.map(({ name, shape, offset, size }) =>
    encodeWeight(name, shape, values.subarray(offset, offset + size)),
  )
  const weights = new Uint8Array(Buffer.concat(encoded.map(({ bytes }) => bytes)))
  return {
    weights,
    manifest: {
      format: CHECKPOINT_FORMAT,
      ...description,
      parameters: blocks.reduce((total, { size }) => total + size, 0),
      bytes: weights.length,
      sha256: createHash('sha256').update(weights).digest('hex'),
      weightsManifest: [{ paths: [`${file}.bin`], weights: encoded.map(({ entry }) => entry) }],
    },
  }
}

/** Writes the weights and, beside them, their manifest; returns the path of the weights. */
export function writeCheckpoint(
  directory: string,
  { manifest, weights }: EncodedCheckpoint,
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
export async function readCheckpoint(directory: string, file: string): Promise<Checkpoint> {
  const path = join(directory, file)
  const [manifest, weights] = [`${path}.json`, `${path}.bin`].map((name) => {
    if (!existsSync(name)) throw new CheckpointError(`${name}: missing, expected a weight file`)
    return readFileSync(name)
  }) as [Buffer, Buffer]
  const json = parseJson(`${path}.json`, manifest, CheckpointError)
  return loadCheckpoint(json, new Uint8Array(weights).buffer)
}

/** The sampler over the weights that the Worker bundles. */
export async function servedSampler(): Promise<DigitSampler> {
  return new DigitSampler(await readCheckpoint('weights', SAMPLING_FILE))
}

/**
 * All parameters from both weight files.
 *
 * @throws {CheckpointError} When the files are not of one training run.
 */
export function joinedParameters(sampling: Checkpoint, recognition: Checkpoint): ParameterSource {
  for (const part of ['model', 'configuration', 'provenance'] as const) {
    const [ours, theirs] = [sampling, recognition].map(({ manifest }) =>
      JSON.stringify(manifest[part]),
    )
    if (ours !== theirs)
      throw new CheckpointError(
        `${RECOGNITION_FILE}.json: ${part} ${theirs}, expected ${ours}, as in ${SAMPLING_FILE}.json: weights of two models`,
      )
  }
  return (name, shape) => (isRecognition({ name }) ? recognition : sampling).parameter(name, shape)
}
