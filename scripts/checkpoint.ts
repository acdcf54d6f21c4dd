/** @file Weight files on disk: what `quantize` writes, `evaluate` and the tests read. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadCheckpoint, type Checkpoint } from '../src/checkpoint/checkpoint.ts'
import type { Manifest } from '../src/checkpoint/manifest.ts'
import { encodeWeight } from '../src/checkpoint/quantization.ts'
import type { ParameterSource } from '../src/networks/parameters.ts'
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
      format: 'edge-digits-checkpoint-1',
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

/** Reads and checks `file.json` and `file.bin`. */
export function readCheckpoint(directory: string, file: string): Promise<Checkpoint> {
  const manifest: unknown = JSON.parse(readFileSync(join(directory, `${file}.json`), 'utf8'))
  const weights = readFileSync(join(directory, `${file}.bin`))
  return loadCheckpoint(manifest, new Uint8Array(weights).buffer)
}

/** All parameters from both weight files. */
export function joinedParameters(sampling: Checkpoint, recognition: Checkpoint): ParameterSource {
  return (name, shape) => (isRecognition({ name }) ? recognition : sampling).parameter(name, shape)
}
