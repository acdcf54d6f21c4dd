/**
 * @file The Worker without its networks: routing, validation, random numbers, PNG and headers are the
 * Worker's own; the logits are those of a few digits that were drawn at start-up.
 */
import { DigitSampler } from '../../../src/sampling/sampler.ts'
import { loadCheckpoint } from '../../../src/checkpoint/checkpoint.ts'
import { seededNoise } from '../../../src/sampling/noise.ts'
import { startBackend } from '../../../src/tensor/workers-backend.ts'
import weights from '../../../weights/digits.bin'
import manifest from '../../../weights/digits.json'
import { NOISE_FORM, peerApp } from './peer-app.ts'

/** Two of each label. */
const STOCK = 20

await startBackend()
const stock = new DigitSampler(loadCheckpoint(manifest, weights)).sample(
  Array.from({ length: STOCK }, (_, index) => ({
    label: index % 10,
    seed: `stock ${index}`,
    temperature: 1,
  })),
)
let next = 0

export default peerApp((requests) => {
  for (const { seed, temperature } of requests) seededNoise(seed, NOISE_FORM, temperature)
  return requests.map(() => stock[next++ % STOCK] as Float32Array)
})
