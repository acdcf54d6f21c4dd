/** @file Every endpoint that draws from a seed keeps to the model's limit of the noise. */
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

/** All noise is longer. */
const longestNoise = 1

async function limited(file: string, limit: number | undefined) {
  const checkpoint = await readCheckpoint('weights', file)
  return { ...checkpoint, manifest: { ...checkpoint.manifest, longestNoise: limit } }
}

const sampler = new DigitSampler(await limited(SAMPLING_FILE, longestNoise))
const { valuesOf, jsonOf } = asking(
  appOver(sampler, new Completer(await limited(COMPLETION_FILE, longestNoise))),
)

const { latent } = sampler.configuration
const lengthOf = (noise: Float32Array) => Math.hypot(...noise)
const latentOf = (label: number, noise: Float32Array) =>
  Array.from(sampler.latents([{ label, noise }])[0] ?? [])

describe('with a limit that all noise exceeds', () => {
  it('a digit is drawn from shortened noise, and its JSON tells that z', async () => {
    const noise = seededNoise('ada', { latent, longest: longestNoise }, 1)
    expect(lengthOf(noise)).toBeCloseTo(longestNoise, 5)
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
    const noises = handwritingNoises('ada', 2, { latent, longest: longestNoise }, 1)
    for (const noise of noises) expect(lengthOf(noise)).toBeCloseTo(longestNoise, 5)
    expect(digits.map(({ z }) => z)).toEqual(
      noises.map((noise, position) => latentOf([9, 0][position] as number, noise)),
    )
  })

  it('and completions', async () => {
    const free = asking(appOver(sampler, new Completer(await limited(COMPLETION_FILE, undefined))))
    const path = '/complete?of=7/ada&keep=left&seed=bob&format=npy'
    expect(await valuesOf(path)).not.toEqual(await free.valuesOf(path))
  })
})

it('a manifest has the limit of the options, and none for 0', () => {
  expect(drawingOf({ ...PRESETS.served, contrast: 1.1, longestNoise: 5 })).toEqual({
    contrast: 1.1,
    longestNoise: 5,
  })
  expect(drawingOf({ ...PRESETS.served, contrast: 1, longestNoise: 0 })).toEqual({ contrast: 1 })
})
