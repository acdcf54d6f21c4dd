/** @file The Worker: the only file that wires backend, weights, samplers and routes together. */
import card from '../weights/card.json'
import completeWeights from '../weights/complete.bin'
import completeManifest from '../weights/complete.json'
import weights from '../weights/digits.bin'
import manifest from '../weights/digits.json'
import { loadCheckpoint } from './checkpoint/checkpoint.ts'
import { createApp } from './http/app.ts'
import { Completer } from './sampling/completer.ts'
import { DigitSampler } from './sampling/sampler.ts'
import { startBackend } from './tensor/workers-backend.ts'
import { warmUp } from './warm-up.ts'

// Start-up has a second of CPU, a request on the free plan 10 ms: all preparation is here.
await startBackend()
const sampler = new DigitSampler(loadCheckpoint(manifest, weights))
const completion = new Completer(loadCheckpoint(completeManifest, completeWeights))
const releases = [{ name: 'v1', sampler, completion, card }] as const
const app = createApp(releases)
await warmUp(app, releases)

export default app
