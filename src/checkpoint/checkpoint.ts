/** @file Reads a weight file and its manifest, and refuses what is not whole. */
import * as v from 'valibot'
import type { ParameterSource } from '../networks/parameters.ts'
import { manifestSchema, type Manifest } from './manifest.ts'
import { CheckpointError, decodeWeightFile, requireUndamaged } from './weight-file.ts'

/** A manifest and the parameters that it describes. */
export interface Checkpoint {
  readonly manifest: Manifest
  readonly parameter: ParameterSource
}

/**
 * Decodes a weight file whose bytes are known to be whole.
 *
 * @param manifest The parsed JSON.
 * @param weights The bytes of the `.bin` file.
 * @throws {CheckpointError} With what was found and what was expected.
 */
export function loadCheckpoint(manifest: unknown, weights: ArrayBuffer): Checkpoint {
  const parsed = v.safeParse(manifestSchema, manifest)
  if (!parsed.success)
    throw new CheckpointError(`The weights' manifest is not valid:\n${v.summarize(parsed.issues)}`)
  return { manifest: parsed.output, parameter: decodeWeightFile(parsed.output, weights) }
}

/** {@link loadCheckpoint} of bytes that may be damaged: they are refused. */
export async function loadVerified(manifest: unknown, weights: ArrayBuffer): Promise<Checkpoint> {
  const checkpoint = loadCheckpoint(manifest, weights)
  await requireUndamaged(checkpoint.manifest, weights, 'npm run quantize')
  return checkpoint
}
