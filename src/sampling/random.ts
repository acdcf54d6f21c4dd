/**
 * @file Seeded random numbers, the same on every machine: a string's SHA-256 starts a
 * xoroshiro128+ generator. TensorFlow.js's own generators take seed 0 for none.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'

export type { RandomGenerator }

// One for all: each is an object of the runtime.
const UTF8 = new TextEncoder()

/**
 * A generator for one purpose and seed. Different purposes give unrelated streams.
 *
 * @param purpose What the numbers are for, such as `noise`.
 * @param seed Any string; the whole of it counts.
 */
export function seededGenerator(purpose: string, seed: string): RandomGenerator {
  const digest = sha256(UTF8.encode(JSON.stringify([purpose, seed])))
  const words = new DataView(digest.buffer, digest.byteOffset, digest.byteLength)
  return xoroshiro128plusFromState([0, 4, 8, 12].map((offset) => words.getInt32(offset)))
}

/** An integer in [0, limit), for limits far below 2^53. */
export function uniformIndex(generator: RandomGenerator, limit: number): number {
  return Math.floor(uniformFloat64(generator) * limit)
}

/**
 * Fills `target` with normal variables of mean 0 by Marsaglia's polar method. Its only function that
 * engines may round differently is `Math.log`: a last bit of 64 that survives rounding to 32 once in some
 * 10⁸ numbers.
 *
 * @param deviation Standard deviation.
 */
export function fillNormal(
  generator: RandomGenerator,
  target: Float32Array,
  deviation: number,
): void {
  for (let index = 0; index < target.length; index += 2) {
    let u: number
    let v: number
    let radius: number
    do {
      u = 2 * uniformFloat64(generator) - 1
      v = 2 * uniformFloat64(generator) - 1
      radius = u * u + v * v
    } while (radius >= 1 || radius === 0)
    const factor = deviation * Math.sqrt((-2 * Math.log(radius)) / radius)
    target[index] = u * factor
    if (index + 1 < target.length) target[index + 1] = v * factor
  }
}
