/** @file Weight files on disk: bytes, and beside them their manifest as JSON. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodeWeight } from '../src/checkpoint/quantization.ts'
import { CheckpointError, type WeightFile } from '../src/checkpoint/weight-file.ts'
import { parseJson } from './json.ts'
import { parameterCount, type ParameterBlock } from './training/trainable.ts'

/** A weight file in memory. */
export interface Encoded<Manifest extends WeightFile> {
  readonly manifest: Manifest
  readonly weights: Uint8Array<ArrayBuffer>
}

/**
 * Quantizes blocks of a flat parameter vector into one file.
 *
 * @param file Its name, without extension.
 */
export function encodeWeightFile(
  file: string,
  blocks: readonly ParameterBlock[],
  values: Float32Array,
): Encoded<WeightFile> {
  const encoded = blocks.map(({ name, shape, offset, size }) =>
    encodeWeight(name, shape, values.subarray(offset, offset + size)),
  )
  const weights = new Uint8Array(Buffer.concat(encoded.map(({ bytes }) => bytes)))
  return {
    weights,
    manifest: {
      parameters: parameterCount(blocks),
      bytes: weights.length,
      sha256: createHash('sha256').update(weights).digest('hex'),
      weightsManifest: [{ paths: [`${file}.bin`], weights: encoded.map(({ entry }) => entry) }],
    },
  }
}

/** Writes the weights and, beside them, their manifest; returns the path of the weights. */
export function writeWeightFile(
  directory: string,
  { manifest, weights }: Encoded<WeightFile>,
): string {
  mkdirSync(directory, { recursive: true })
  const path = join(directory, manifest.weightsManifest[0].paths[0])
  writeFileSync(path, weights)
  writeFileSync(path.replace(/bin$/, 'json'), `${JSON.stringify(manifest, null, 2)}\n`)
  return path
}

/** Where the log of the training run goes, beside the weights that it made. */
export const logFileOf = (directory: string, file: string): string =>
  join(directory, `${file}.log.jsonl`)

/**
 * Reads `file.json` and `file.bin`, unchecked.
 *
 * @param remedy What makes them, for the error.
 * @throws {CheckpointError} When a file is missing or not JSON.
 */
export function readWeightFile(
  directory: string,
  file: string,
  remedy: string,
): { manifest: unknown; weights: ArrayBuffer } {
  const path = join(directory, file)
  const [json, weights] = [`${path}.json`, `${path}.bin`].map((name) => {
    if (!existsSync(name))
      throw new CheckpointError(`${name}: missing, expected a weight file: ${remedy} makes it`)
    return readFileSync(name)
  }) as [Buffer, Buffer]
  return {
    manifest: parseJson(`${path}.json`, json, CheckpointError),
    weights: new Uint8Array(weights).buffer,
  }
}
