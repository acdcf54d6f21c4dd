/** @file Every endpoint that draws from a seed draws from noise of its seed's own scale. */
import { describe, expect, it } from 'vitest'
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

/** So much that the seed's own scale shows. */
const scaleDeviation = 0.5

async function drawn(file: string, deviation: number | undefined) {
  const checkpoint = await readCheckpoint('weights', file)
  const manifest = { ...checkpoint.manifest, acceptance: undefined, scaleDeviation: deviation }
  return { ...checkpoint, manifest }
}

const sampler = new DigitSampler(await drawn(SAMPLING_FILE, scaleDeviation))
const { latentOf, valuesOf, jsonOf } = asking(
  sampler,
  new Completer(await drawn(COMPLETION_FILE, scaleDeviation)),
)

const { latent } = sampler.configuration

describe('with a scale of its own', () => {
  it('a digit is drawn from that noise, and its JSON tells that z', async () => {
    const noise = seededNoise('ada', { latent, scaleDeviation }, 1)
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

  it('the digits of a number are drawn from noise of one scale', async () => {
    const { digits } = await jsonOf<{ digits: { z: number[] }[] }>('/number/90/ada.json')
    const noises = handwritingNoises('ada', 2, { latent, scaleDeviation }, 1)
    expect(digits.map(({ z }) => z)).toEqual(
      noises.map((noise, position) => latentOf([9, 0][position] as number, noise)),
    )
  })

  it('completions have the scale of their model', async () => {
    const usual = asking(sampler, new Completer(await drawn(COMPLETION_FILE, undefined)))
    const path = '/complete?of=7/ada&keep=left&seed=bob&format=npy'
    expect(await valuesOf(path)).not.toEqual(await usual.valuesOf(path))
  })
})

it('a manifest has the deviation of the options, and none for 0', () => {
  const options = PRESETS.served
  expect(drawingOf({ ...options, scaleDeviation: 0.2 })).toMatchObject({ scaleDeviation: 0.2 })
  expect(drawingOf({ ...options, scaleDeviation: 0 })).not.toHaveProperty('scaleDeviation')
})
