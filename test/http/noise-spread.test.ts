/** @file Every endpoint that draws from a seed draws from noise of the model's deviation. */
import { describe, expect, it } from 'vitest'
import { appOver } from '../../scripts/app.ts'
import {
  COMPLETION_FILE,
  drawingOf,
  readCheckpoint,
  SAMPLING_FILE,
} from '../../scripts/checkpoint.ts'
import { PRESETS } from '../../scripts/presets/presets.ts'
import { Completer } from '../../src/sampling/completer.ts'
import { handwritingNoises, seededNoise } from '../../src/sampling/noise.ts'
import { DigitSampler } from '../../src/sampling/sampler.ts'
import { asking } from './asking.ts'

/** So little that no digit is refused. */
const spread = 0.25

async function drawn(file: string, deviation: number | undefined) {
  const checkpoint = await readCheckpoint('weights', file)
  return { ...checkpoint, manifest: { ...checkpoint.manifest, spread: deviation } }
}

const sampler = new DigitSampler(await drawn(SAMPLING_FILE, spread))
const { valuesOf, jsonOf } = asking(
  appOver(sampler, new Completer(await drawn(COMPLETION_FILE, spread))),
)

const { latent } = sampler.configuration
const latentOf = (label: number, noise: Float32Array) =>
  Array.from(sampler.latents([{ label, noise }])[0] ?? [])

describe('with a spread of its own', () => {
  it('a digit is drawn from that much of the noise, and its JSON tells that z', async () => {
    const noise = seededNoise('ada', { latent, spread }, 1)
    const { z } = await jsonOf<{ z: number[] }>('/digit/7/ada.json')
    expect(z).toEqual(latentOf(7, noise))
    expect(await valuesOf('/digit/7/ada.npy')).toEqual(
      await valuesOf(`/latent/7.npy?z=${z.join()}`),
    )
  })

  it('a morph begins and ends with the digits of its seed', async () => {
    const values = await valuesOf('/morph?from=1&to=7&seed=ada&format=npy')
    expect(values.slice(0, 784)).toEqual(await valuesOf('/digit/1/ada.npy'))
    expect(values.slice(-784)).toEqual(await valuesOf('/digit/7/ada.npy'))
  })

  it('so are the digits of a number', async () => {
    const { digits } = await jsonOf<{ digits: { z: number[] }[] }>('/number/90/ada.json')
    const noises = handwritingNoises('ada', 2, { latent, spread }, 1)
    expect(digits.map(({ z }) => z)).toEqual(
      noises.map((noise, position) => latentOf([9, 0][position] as number, noise)),
    )
  })

  it('and completions', async () => {
    const usual = asking(appOver(sampler, new Completer(await drawn(COMPLETION_FILE, undefined))))
    const path = '/complete?of=7/ada&keep=left&seed=bob&format=npy'
    expect(await valuesOf(path)).not.toEqual(await usual.valuesOf(path))
  })
})

it('a manifest has the spread of the options, and none for 1', () => {
  expect(drawingOf({ ...PRESETS.served, spread: 1.2 })).toMatchObject({ spread: 1.2 })
  expect(drawingOf({ ...PRESETS.served, spread: 1 })).not.toHaveProperty('spread')
})
