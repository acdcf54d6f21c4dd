/** @file Pixels of decoded pictures and arrays, for tests. */
import type { Decoded } from '../rendering/decoders.ts'

/** The red channel: of white ink on black paper it is the ink. */
export const red = ({ rgba }: Decoded): number[] =>
  Array.from(rgba).filter((_, index) => index % 4 === 0)

/** Of a .npy file of uint8: shape by its header, then the values. */
export function readNpy(bytes: Uint8Array): { readonly shape: string; readonly values: number[] } {
  const header = new TextDecoder('latin1').decode(bytes.subarray(10, 10 + (bytes[8] ?? 0)))
  return {
    shape: /'shape': \(([^)]*)\)/.exec(header)?.[1] ?? '',
    values: Array.from(bytes.subarray(10 + (bytes[8] ?? 0))),
  }
}
