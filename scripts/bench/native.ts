/** @file The networks in C over OpenBLAS, where the machine has a compiler and the library. */
import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { seededNoise } from '../../src/sampling/noise.ts'
import { nativeFile } from './native-file.ts'
import type { DigitNetworks } from './networks/digit-networks.ts'
import { plainLoops } from './networks/plain-loops.ts'

/** Digits of a call that are timed. */
export const NATIVE_DIGITS = [1, 16, 100, 1000]

/** One line of the program. */
export interface NativeTime {
  readonly digits: number
  /** CPU, ms a call. */
  readonly milliseconds: number
  /** Of the first digit's logits. */
  readonly sum: number
}

/** Runs the program once; undefined where it could not be built. */
export type Native = (() => Promise<readonly NativeTime[]>) | undefined

const run = promisify(execFile)
const SOURCE = 'scripts/bench/native/openblas.c'
/** Vector exponentials need fast-math. */
const COMPILE = ['-O3', '-march=native', '-ffast-math', SOURCE, '-lopenblas', '-lm']

/**
 * Compiles the program.
 *
 * @param tell Why there is none, where there is none.
 */
export async function buildNative(
  directory: string,
  networks: DigitNetworks,
  tell: (reason: string) => void,
): Promise<Native> {
  mkdirSync(directory, { recursive: true })
  const [program, file] = [join(directory, 'openblas'), join(directory, 'networks.bin')]
  try {
    await run('cc', ['-o', program, ...COMPILE])
  } catch (error) {
    const [line] = String(error).split('\n').slice(-2)
    tell(`No OpenBLAS: cc could not build ${SOURCE} (Debian: libopenblas-dev): ${line}`)
    return undefined
  }
  const rows = Math.max(...NATIVE_DIGITS)
  const { latent } = networks
  // Times do not depend on the noise: its deviation is 1 here.
  const noise = new Float32Array(rows * latent)
  for (let row = 0; row < rows; row++)
    noise.set(seededNoise(`native ${row}`, { latent }, 1), row * latent)
  writeFileSync(file, nativeFile(networks, noise))
  const native = async () => {
    const { stdout } = await run(program, [file, ...NATIVE_DIGITS.map(String)], {
      env: { ...process.env, OPENBLAS_NUM_THREADS: '1' },
    })
    return parseNative(stdout)
  }
  requireSameLogits(await native(), networks, noise)
  return native
}

/** Of a logit, on average: what sums in another order and fast-math differ by is far less. */
const LOGIT_TOLERANCE = 5e-3

/**
 * Whether the program draws the first digit as the plain loops do, in calls of any size.
 *
 * @throws {Error} When it draws another one: it is no limit then.
 */
export function requireSameLogits(
  times: readonly NativeTime[],
  networks: DigitNetworks,
  noise: Float32Array,
): void {
  const logits = plainLoops(networks)([0], noise.subarray(0, networks.latent))
  const expected = logits.reduce((total, logit) => total + logit, 0)
  const tolerance = LOGIT_TOLERANCE * networks.pixels
  for (const { digits, sum } of times)
    if (!(Math.abs(sum - expected) <= tolerance))
      throw new Error(
        `${SOURCE}: the logits of the first of ${digits} digits sum to ${sum}, those of the plain loops to ${expected.toFixed(4)}, expected ${tolerance.toFixed(1)} apart at most`,
      )
}

/** Reads lines such as `100 1.140000 -4321.1234`. */
export function parseNative(output: string): NativeTime[] {
  return output
    .trim()
    .split('\n')
    .map((line) => {
      const [digits = NaN, milliseconds = NaN, sum = NaN] = line.split(' ').map(Number)
      if (Number.isNaN(digits + milliseconds + sum))
        throw new Error(`Got "${line}", expected digits, ms and a sum`)
      return { digits, milliseconds, sum }
    })
}
