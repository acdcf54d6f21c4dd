/** @file What the endpoints of seeded handwriting have in common. */
import { bytesToHex } from '@noble/hashes/utils.js'

/** The same, with a random seed where none was given. */
export const seeded = <Values extends { readonly seed?: string | undefined }>(
  values: Values,
): Values & { readonly seed: string } => ({ ...values, seed: values.seed ?? randomSeed() })

/** 64 random bits: a billion unseeded requests share a seed with a chance of 3 %. */
function randomSeed(): string {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(8)))
}

/** A seed in the name of a file: ASCII without quotes, as a quoted string of RFC 6266 must be. */
export const fileSafe = (seed: string): string => seed.replaceAll(/[^A-Za-z0-9_-]/g, '_')

/** A seed in a header; Unicode is not for headers. */
export const headerSafe = (text: string): string => encodeURIComponent(text)
