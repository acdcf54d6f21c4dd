/** @file The served weights as plain arrays: what every peer of the benchmark computes with. */
import type { Manifest } from '../../../src/checkpoint/manifest.ts'

/** Values of a parameter by its name, row by row. */
export type PlainParameters = (name: string) => Float32Array

/**
 * Decodes a weight file with nothing but a loop: value = byte * scale + min.
 *
 * @param bytes Of the `.bin` file.
 */
export function plainParameters(
  { weightsManifest: [{ weights }] }: Pick<Manifest, 'weightsManifest'>,
  bytes: ArrayBuffer,
): PlainParameters {
  const parameters = new Map<string, Float32Array>()
  let offset = 0
  for (const { name, shape, quantization } of weights) {
    const size = shape.reduce((product, length) => product * length, 1)
    const length = quantization === undefined ? 4 * size : size
    const stored = bytes.slice(offset, offset + length)
    offset += length
    parameters.set(
      name,
      quantization === undefined
        ? new Float32Array(stored)
        : Float32Array.from(
            new Uint8Array(stored),
            (byte) => byte * quantization.scale + quantization.min,
          ),
    )
  }
  return (name) => {
    const values = parameters.get(name)
    if (values === undefined) throw new Error(`No parameter ${name} among ${parameters.size}`)
    return values
  }
}
