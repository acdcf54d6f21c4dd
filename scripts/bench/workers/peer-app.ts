/** @file The Worker's own application over networks of a peer: same routes, validation, PNG and headers. */
import card from '../../../weights/card.json'
import weights from '../../../weights/digits.bin'
import json from '../../../weights/digits.json'
import * as v from 'valibot'
import { manifestSchema } from '../../../src/checkpoint/manifest.ts'
import { createApp } from '../../../src/http/app.ts'
import { noiseForm, seededNoise } from '../../../src/sampling/noise.ts'
import { seededGenerator, uniformIndex } from '../../../src/sampling/random.ts'
import type { DigitRequest, DigitSampler } from '../../../src/sampling/sampler.ts'
import { digitNetworks, type DigitNetworks, type Draw } from '../networks/digit-networks.ts'

type Sampler = Pick<DigitSampler, keyof DigitSampler>

const manifest = v.parse(manifestSchema, json)
/** What the noise of the served digits is like. */
export const NOISE_FORM = noiseForm(manifest)

/** What the peers compute. Called once: it decodes the weights. */
export const servedNetworks = (): DigitNetworks => digitNetworks(manifest, weights)

function notMeasured(): never {
  throw new Error('This peer draws digits and sheets alone')
}

/** The application whose digits `sample` draws; numbers, morphs and latents are no part of the benchmark. */
export function peerApp(sample: Sampler['sample']) {
  const { model, configuration, ...file } = manifest
  const sampler: Sampler = {
    model,
    configuration,
    weights: file,
    noiseForm: NOISE_FORM,
    labelOf: (seed) => uniformIndex(seededGenerator('label', seed), configuration.labels),
    sample,
    latents: notMeasured,
    acceptedLatents: notMeasured,
    generate: notMeasured,
  }
  return createApp([{ name: 'v1', sampler: sampler as DigitSampler, card }])
}

/** Label and noise of each digit, as the networks read them. */
export function inputsOf(requests: readonly DigitRequest[]): Parameters<Draw> {
  const { latent } = NOISE_FORM
  const noise = new Float32Array(requests.length * latent)
  requests.forEach(({ seed, temperature }, row) =>
    noise.set(seededNoise(seed, NOISE_FORM, temperature), row * latent),
  )
  return [requests.map(({ label }) => label), noise]
}

/** The digits of a batch, one by one. */
export function rowsOf(logits: Float32Array, count: number): Float32Array[] {
  const size = logits.length / count
  return Array.from({ length: count }, (_, row) => logits.subarray(row * size, (row + 1) * size))
}

/** Draws in batches, which bounds memory. */
export const sampleWith =
  (draw: Draw): Sampler['sample'] =>
  (requests) =>
    batchesOf(requests).flatMap((batch) => rowsOf(draw(...inputsOf(batch)), batch.length))

/** Rows at once: enough to be as fast as the peers get. */
const LARGEST_BATCH = 256

export const batchesOf = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / LARGEST_BATCH) }, (_, batch) =>
    items.slice(batch * LARGEST_BATCH, (batch + 1) * LARGEST_BATCH),
  )
