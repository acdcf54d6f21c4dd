/** @file The served sampler with an acceptance network of one layer, so that tests know what it accepts. */
import { readCheckpoint, SAMPLING_FILE } from '../../scripts/checkpoint.ts'
import { DigitSampler } from '../../src/sampling/sampler.ts'
import { tensor } from '../../src/tensor/ops.ts'

const { manifest, parameter } = await readCheckpoint('weights', SAMPLING_FILE)
export const { latent: LATENT, labels: LABELS } = manifest.configuration

/**
 * Accepts where kernel · [z, x] + bias is 0 or more.
 *
 * @param kernel [latent + labels].
 */
export const samplerThatAccepts = (kernel: Float32Array, bias: number): DigitSampler =>
  new DigitSampler({
    manifest: { ...manifest, acceptance: { hidden: [], threshold: 0.5 } },
    parameter: (name, shape, role) => {
      if (name === 'acceptance/0/kernel') return tensor(kernel, [...shape])
      if (name === 'acceptance/0/bias') return tensor([bias], [...shape])
      return parameter(name, shape, role)
    },
  })

/** The noise after so many steps towards the middle. */
export function nearer(noise: Float32Array, steps: number): Float32Array {
  let scale = 1
  for (let step = 0; step < steps; step++) scale *= 0.85
  return noise.map((value) => scale * value)
}
