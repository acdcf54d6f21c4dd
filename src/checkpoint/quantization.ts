/**
 * @file 8-bit affine weights: one scale and minimum a tensor, value = byte * scale + min. TensorFlow.js
 * reads them too (`io.decodeWeights`), by way of a second copy.
 */
import type { WeightEntry } from './weight-file.ts'

/** Biases and small tables stay 32-bit floats: they are 1 % of the bytes. */
const SMALLEST_QUANTIZED = 1024

/** A parameter as the weight file holds it. */
export interface EncodedWeight {
  readonly entry: WeightEntry
  readonly bytes: Uint8Array
}

/** Encodes one parameter. */
export function encodeWeight(
  name: string,
  shape: readonly number[],
  values: Float32Array,
): EncodedWeight {
  const entry = { name, shape: [...shape], dtype: 'float32' as const }
  if (values.length < SMALLEST_QUANTIZED)
    return { entry, bytes: new Uint8Array(values.slice().buffer) }
  let min = Infinity
  let max = -Infinity
  for (const value of values) {
    min = Math.min(min, value)
    max = Math.max(max, value)
  }
  const scale = (max - min) / 255
  return {
    entry: { ...entry, quantization: { dtype: 'uint8', scale, min } },
    // Of a constant tensor, whose scale is 0, each is 0 / 0: of NaN, a byte is 0, which stands for the minimum.
    bytes: Uint8Array.from(values, (value) => Math.round((value - min) / scale)),
  }
}

/**
 * Decodes one parameter.
 *
 * @param stored Its bytes.
 * @param values Gets as many values as it has.
 */
export function decodeWeight(
  { quantization }: WeightEntry,
  stored: Uint8Array,
  values: Float32Array,
): void {
  // Copied: floats begin at a multiple of four bytes.
  if (quantization === undefined) return values.set(new Float32Array(stored.slice().buffer))
  const { scale, min } = quantization
  for (let index = 0; index < stored.length; index++)
    values[index] = (stored[index] as number) * scale + min
}
