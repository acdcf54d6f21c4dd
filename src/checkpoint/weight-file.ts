/** @file The part of a manifest that says where each parameter lies, and the decoding of its bytes. */
import { bytesToHex } from '@noble/hashes/utils.js'
import * as v from 'valibot'
import { wholeNumber } from '../networks/numbers.ts'
import type { ParameterSource } from '../networks/parameters.ts'
import { quantizedKernel } from '../tensor/quantized.ts'
import { WasmHeap } from '../tensor/wasm-heap.ts'
import { decodeWeight } from './quantization.ts'

/** A weight file that is damaged or does not belong to its manifest. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError'
}

const weight = v.strictObject({
  name: v.string(),
  shape: v.array(wholeNumber),
  dtype: v.literal('float32'),
  /** value = byte * scale + min; left out where the file holds 32-bit floats. */
  quantization: v.exactOptional(
    v.strictObject({ dtype: v.literal('uint8'), scale: v.number(), min: v.number() }),
  ),
})

/** Entries of {@link WeightFile}; `weightsManifest` is TensorFlow.js's own format. */
export const weightFileEntries = {
  parameters: wholeNumber,
  bytes: wholeNumber,
  sha256: v.pipe(v.string(), v.hash(['sha256'])),
  weightsManifest: v.tuple([
    v.strictObject({ paths: v.tuple([v.string()]), weights: v.array(weight) }),
  ]),
}

const weightFile = v.strictObject(weightFileEntries)

/** What a manifest says of its weight file. */
export type WeightFile = v.InferOutput<typeof weightFile>
export type WeightEntry = v.InferOutput<typeof weight>

/**
 * Refuses bytes that are not those of the manifest. A Worker does without: its bundle is whole, and this
 * would be a tenth of its start-up.
 *
 * @param remedy What to do about damaged ones.
 * @throws {CheckpointError} With what was found and what was expected.
 */
export async function requireUndamaged(
  file: WeightFile,
  weights: ArrayBuffer,
  remedy: string,
): Promise<void> {
  requireSize(file, weights)
  const {
    sha256,
    weightsManifest: [{ paths }],
  } = file
  const found = bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', weights)))
  if (found !== sha256)
    throw new CheckpointError(
      `${paths[0]}: SHA-256 ${found}, expected ${sha256}: damaged; take it from the repository again, or run ${remedy}`,
    )
}

/** @throws {CheckpointError} When the bytes are not as many as the manifest says. */
function requireSize(
  { bytes, weightsManifest: [{ paths, weights: entries }] }: WeightFile,
  weights: ArrayBuffer,
): void {
  const described = entries.reduce((total, entry) => total + byteLength(entry), 0)
  if (weights.byteLength !== bytes || described !== bytes)
    throw new CheckpointError(
      `${paths[0]}: ${weights.byteLength} bytes, expected ${bytes} (its parameters take ${described}): truncated, or of another manifest`,
    )
}

/**
 * Reads a weight file. A parameter is decoded each time it is asked for; kernels of affine layers stay in 8 bits.
 *
 * @returns Its parameters; it throws a {@link CheckpointError} for one that is not there.
 * @throws {CheckpointError} When the bytes are not as many as the manifest says.
 */
export function decodeWeightFile(file: WeightFile, weights: ArrayBuffer): ParameterSource {
  requireSize(file, weights)
  const [
    {
      paths: [path],
      weights: entries,
    },
  ] = file.weightsManifest
  const places = new Map<string, { readonly entry: WeightEntry; readonly start: number }>()
  let start = 0
  for (const entry of entries) {
    places.set(entry.name, { entry, start })
    start += byteLength(entry)
  }
  const heap = new WasmHeap()
  return (name, shape, role) => {
    const place = places.get(name)
    if (place === undefined)
      throw new CheckpointError(`${path}: no parameter ${name}, expected by its configuration`)
    const { entry } = place
    if (entry.shape.join() !== shape.join())
      throw new CheckpointError(
        `${path}: parameter ${name} is [${entry.shape.join(', ')}], expected [${shape.join(', ')}]`,
      )
    const stored = new Uint8Array(weights, place.start, byteLength(entry))
    if (role === 'kernel' && entry.quantization !== undefined)
      return quantizedKernel(stored, shape as [number, number], entry.quantization)
    return heap.tensor(shape, (values) => decodeWeight(entry, stored, values))
  }
}

function byteLength({ shape, quantization }: WeightEntry): number {
  const values = shape.reduce((product, length) => product * length, 1)
  return values * (quantization === undefined ? Float32Array.BYTES_PER_ELEMENT : 1)
}
