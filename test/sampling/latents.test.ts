import { expect, it } from 'vitest'
import { seededNoise } from '../../src/sampling/noise.ts'
import { LABELS, LATENT, nearer, samplerThatAccepts } from './accepting.ts'

it('noise comes nearer only as far as it must, of one digit as of many', () => {
  // Accepted where the first unit of z is positive.
  const kernel = new Float32Array(LATENT + LABELS)
  kernel[0] = 1
  const sampler = samplerThatAccepts(kernel, 0)
  const digits = Array.from({ length: 200 }, (_, index) => ({
    label: index % LABELS,
    noise: seededNoise(`seed ${index}`, sampler.noiseForm, 1),
  }))
  const accepted = sampler.acceptedLatents(digits).map((z) => Array.from(z))
  digits.forEach(({ label, noise }, index) => {
    const way = sampler
      .latents(Array.from({ length: 13 }, (_, steps) => ({ label, noise: nearer(noise, steps) })))
      .map((z) => Array.from(z))
    expect(accepted[index]).toEqual(way.find(([first = 0]) => first >= 0) ?? way.at(-1))
  })
  const refused = sampler.latents(digits).filter(([first = 0]) => first < 0)
  expect(refused.length).toBeGreaterThan(20)
  expect(refused.length).toBeLessThan(180)
  const [alone] = sampler.acceptedLatents(digits.slice(3, 4))
  expect(Array.from(alone ?? [])).toEqual(accepted[3])
})
