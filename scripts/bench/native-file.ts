/** @file The networks and some noise in the form that native/openblas.c reads. */
import type { DigitNetworks, PlainLayer } from './networks/digit-networks.ts'

/**
 * @param noise [rows, latent]; the digit of row r has the label r modulo the number of labels.
 */
export function nativeFile(networks: DigitNetworks, noise: Float32Array): Uint8Array {
  const { labels, latent, kept, base, couplings, generation, contrast } = networks
  const deviation = base.logVar.map((value) => Math.exp(0.5 * value))
  const parts: (Int32Array | Float32Array)[] = [
    Int32Array.of(labels, latent, kept, noise.length / latent, couplings.length),
    Float32Array.of(contrast),
    base.mean,
    deviation,
    noise,
  ]
  for (const { layers, order } of couplings) parts.push(...layersOf(layers), Int32Array.from(order))
  parts.push(...layersOf(generation))
  return Buffer.concat(
    parts.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  )
}

const layersOf = (layers: readonly PlainLayer[]): (Int32Array | Float32Array)[] => [
  Int32Array.of(layers.length),
  ...layers.flatMap(({ inputs, outputs, kernel, bias }) => [
    Int32Array.of(inputs, outputs),
    kernel,
    bias,
  ]),
]
