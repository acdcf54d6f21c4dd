import { readFileSync } from 'node:fs'
import { env, InferenceSession, Tensor } from 'onnxruntime-web'
import { describe, expect, it } from 'vitest'
import { requireSameLogits } from '../../../scripts/bench/native.ts'
import { digitNetworks } from '../../../scripts/bench/networks/digit-networks.ts'
import { plainLoops } from '../../../scripts/bench/networks/plain-loops.ts'
import { tfjsPlainly } from '../../../scripts/bench/networks/tfjs-plainly.ts'
import { digitsModel } from '../../../scripts/bench/onnx/digits.ts'
import { LOGITS, NOISE, X } from '../../../scripts/bench/onnx/names.ts'
import { readCheckpoint, SAMPLING_FILE } from '../../../scripts/checkpoint.ts'
import { seededNoise } from '../../../src/sampling/noise.ts'
import { DigitSampler } from '../../../src/sampling/sampler.ts'

/** Logits go up to 20; served are activations of 16 bits, which the peers do not round. */
const TOLERANCE = 5e-3

/** So low that no digit is refused, which the peers would draw as it is. */
const TEMPERATURE = 0.5

const checkpoint = await readCheckpoint('weights', SAMPLING_FILE)
const networks = digitNetworks(
  checkpoint.manifest,
  new Uint8Array(readFileSync('weights/digits.bin')).buffer,
)
const { latent, pixels } = networks
const labels = [7, 0, 3]
const seeds = ['ada', '0', 'é']
const noise = new Float32Array(labels.length * latent)
const sampler = new DigitSampler(checkpoint)
seeds.forEach((seed, row) =>
  noise.set(seededNoise(seed, sampler.noiseForm, TEMPERATURE), row * latent),
)

const served = sampler
  .sample(
    labels.map((label, row) => ({ label, seed: seeds[row] as string, temperature: TEMPERATURE })),
  )
  .flatMap((digit) => [...digit])

/** Largest difference to the served logits. */
const distance = (logits: ArrayLike<number>): number =>
  Math.max(...served.map((value, index) => Math.abs(value - (logits[index] ?? NaN))))

describe('the peers of the benchmark draw what is served', () => {
  it('in plain loops', () => {
    expect(distance(plainLoops(networks)(labels, noise))).toBeLessThan(TOLERANCE)
  })

  it('in C, by the sum of the first digit', () => {
    // The program's first digit has the label 0.
    const logits = plainLoops(networks)([0], noise.subarray(0, latent))
    const sum = logits.reduce((total, logit) => total + logit, 0)
    const times = (...sums: readonly number[]) =>
      sums.map((one) => ({ digits: 16, milliseconds: 1, sum: one }))
    expect(() => requireSameLogits(times(sum, sum + 0.1), networks, noise)).not.toThrow()
    expect(() => requireSameLogits(times(sum, sum + 40), networks, noise)).toThrow(
      /first of 16 digits sum to .*, those of the plain loops to/,
    )
    expect(() => requireSameLogits(times(NaN), networks, noise)).toThrow('openblas.c')
  })

  it('in TensorFlow.js used plainly', () => {
    expect(distance(tfjsPlainly(networks)(labels, noise))).toBeLessThan(TOLERANCE)
  })

  it('in ONNX Runtime', async () => {
    env.wasm.numThreads = 1
    const session = await InferenceSession.create(digitsModel(networks))
    const x = new Float32Array(labels.length * networks.labels)
    labels.forEach((label, row) => (x[row * networks.labels + label] = 1))
    const { [LOGITS]: logits } = await session.run({
      [X]: new Tensor('float32', x, [labels.length, networks.labels]),
      [NOISE]: new Tensor('float32', noise, [labels.length, latent]),
    })
    expect(logits?.dims).toEqual([labels.length, pixels])
    expect(distance(logits?.data as Float32Array)).toBeLessThan(TOLERANCE)
  })
})
