/** @file Reads a weight file and its manifest; what may be damaged is checked first. */
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
  return decoded(parseManifest(manifest), weights)
}

/** {@link loadCheckpoint} of bytes that may be damaged: they are refused. */
export async function loadVerified(manifest: unknown, weights: ArrayBuffer): Promise<Checkpoint> {
  const parsed = parseManifest(manifest)
  await requireUndamaged(parsed, weights, 'npm run quantize')
  return decoded(parsed, weights)
}

const decoded = (manifest: Manifest, weights: ArrayBuffer): Checkpoint => ({
  manifest,
  parameter: decodeWeightFile(manifest, weights),
})

function parseManifest(manifest: unknown): Manifest {
  const parsed = v.safeParse(manifestSchema, manifest)
  if (parsed.success) return parsed.output
  throw new CheckpointError(`The weights' manifest is not valid:\n${v.summarize(parsed.issues)}`)
}
