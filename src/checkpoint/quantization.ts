/**
 * @file 8-bit affine weights: one scale and minimum a tensor. Decoding is TensorFlow.js's
 * (`io.decodeWeights`): value = byte * scale + min.
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
  const scale = (max - min) / 255 || 1 // a constant tensor is all minimum
  return {
    entry: { ...entry, quantization: { dtype: 'uint8', scale, min } },
    bytes: Uint8Array.from(values, (value) => Math.round((value - min) / scale)),
  }
}
