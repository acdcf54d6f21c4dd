/** @file Reads a weight file and its manifest, and refuses what is not whole. */
import { bytesToHex } from '@noble/hashes/utils.js'
import * as v from 'valibot'
import type { ParameterSource } from '../networks/parameters.ts'
import { io } from '../tensor/ops.ts'
import { manifestSchema, type Manifest, type WeightEntry } from './manifest.ts'

/** A weight file that is damaged or does not belong to its manifest. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError'
}

/** A manifest and the parameters that it describes. */
export interface Checkpoint {
  readonly manifest: Manifest
  readonly parameter: ParameterSource
}

/**
 * Checks and decodes a weight file.
 *
 * @param manifest The parsed JSON.
 * @param weights The bytes of the `.bin` file.
 * @throws {CheckpointError} With what was found and what was expected.
 */
export async function loadCheckpoint(manifest: unknown, weights: ArrayBuffer): Promise<Checkpoint> {
  const checked = checkManifest(manifest)
  const [{ paths, weights: entries }] = checked.weightsManifest
  await checkBytes(paths[0], weights, checked, entries)
  const tensors = io.decodeWeights(weights, entries)
  return {
    manifest: checked,
    parameter(name, shape) {
      const tensor = tensors[name]
      if (tensor === undefined)
        throw new CheckpointError(
          `${paths[0]}: no parameter ${name}, expected by its configuration`,
        )
      if (tensor.shape.join() !== shape.join())
        throw new CheckpointError(
          `${paths[0]}: parameter ${name} is [${tensor.shape.join(', ')}], expected [${shape.join(', ')}]`,
        )
      return tensor
    },
  }
}

function checkManifest(manifest: unknown): Manifest {
  const parsed = v.safeParse(manifestSchema, manifest)
  if (!parsed.success)
    throw new CheckpointError(`The weights' manifest is not valid:\n${v.summarize(parsed.issues)}`)
  return parsed.output
}

async function checkBytes(
  path: string,
  weights: ArrayBuffer,
  { bytes, sha256 }: Manifest,
  entries: readonly WeightEntry[],
): Promise<void> {
  const described = entries.reduce((total, entry) => total + byteLength(entry), 0)
  if (weights.byteLength !== bytes || described !== bytes)
    throw new CheckpointError(
      `${path}: ${weights.byteLength} bytes, expected ${bytes} (its parameters take ${described}): truncated, or of another manifest`,
    )
  const found = bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', weights)))
  if (found !== sha256)
    throw new CheckpointError(
      `${path}: SHA-256 ${found}, expected ${sha256}: damaged; take it from the repository again, or run npm run quantize`,
    )
}

function byteLength({ shape, quantization }: WeightEntry): number {
  const values = shape.reduce((product, length) => product * length, 1)
  return values * (quantization === undefined ? Float32Array.BYTES_PER_ELEMENT : 1)
}
