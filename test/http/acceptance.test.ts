/** @file Every endpoint that draws from a seed draws what the acceptance network accepts. */
import { describe, expect, it } from 'vitest'
import { handwritingNoises, seededNoise } from '../../src/sampling/noise.ts'
import {
  LABELS as labels,
  LATENT as latent,
  nearer,
  samplerThatAccepts,
} from '../sampling/accepting.ts'
import { asking } from './asking.ts'

/** Logit 1, and of 7s -1. */
const withoutSevens = new Float32Array(latent + labels)
withoutSevens[latent + 7] = -2
const sampler = samplerThatAccepts(withoutSevens, 1)
const { latentOf, valuesOf, jsonOf } = asking(sampler)

/** What is drawn when nothing is accepted. */
const nearest = (noise: Float32Array) => nearer(noise, 12)

describe('with a network that accepts no 7', () => {
  const noise = seededNoise('ada', sampler.noiseForm, 1)

  it.each([
    [7, nearest(noise)],
    [1, noise],
  ])('a %i is drawn from the right noise, and its JSON tells that z', async (label, right) => {
    const { z } = await jsonOf<{ z: number[] }>(`/digit/${label}/ada.json`)
    expect(z).toEqual(latentOf(label, right))
    expect(await valuesOf(`/digit/${label}/ada.npy`)).toEqual(
      await valuesOf(`/latent/${label}.npy?z=${z.join()}`),
    )
  })

  it('a morph begins and ends with the digits of its seed', async () => {
    const values = await valuesOf('/morph?from=1&to=7&seed=ada&format=npy')
    expect(values.slice(0, 784)).toEqual(await valuesOf('/digit/1/ada.npy'))
    expect(values.slice(-784)).toEqual(await valuesOf('/digit/7/ada.npy'))
  })

  it('a number has the 7s that are left', async () => {
    const { digits } = await jsonOf<{ digits: { z: number[] }[] }>('/number/79/ada.json')
    const [seven, nine] = handwritingNoises('ada', 2, sampler.noiseForm, 1) as [
      Float32Array,
      Float32Array,
    ]
    expect(digits.map(({ z }) => z)).toEqual([latentOf(7, nearest(seven)), latentOf(9, nine)])
  })

  it('without noise it is the one digit that there is', async () => {
    const { z } = await jsonOf<{ z: number[] }>('/digit/7/ada.json?temperature=0')
    expect(z).toEqual(latentOf(7, new Float32Array(latent)))
  })

  it('noise that a client chose is drawn as it is', async () => {
    const chosen = Float32Array.from({ length: latent }, (_, unit) => (unit === 0 ? 1.5 : 0))
    const { z } = await jsonOf<{ z: number[] }>('/latent/7.json?noise=1.5')
    expect(z).toEqual(latentOf(7, chosen))
  })
})
