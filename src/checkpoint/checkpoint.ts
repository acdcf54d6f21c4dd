/** @file Reads a weight file and its manifest, and refuses what is not whole. */
import * as v from 'valibot'
import type { ParameterSource } from '../networks/parameters.ts'
import { manifestSchema, type Manifest } from './manifest.ts'
import { CheckpointError, decodeWeightFile } from './weight-file.ts'

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
  const parsed = v.safeParse(manifestSchema, manifest)
  if (!parsed.success)
    throw new CheckpointError(`The weights' manifest is not valid:\n${v.summarize(parsed.issues)}`)
  const parameter = await decodeWeightFile(parsed.output, weights, 'npm run quantize')
  return { manifest: parsed.output, parameter }
}
