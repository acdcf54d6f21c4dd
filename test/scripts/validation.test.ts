import { describe, expect, it } from 'vitest'
import type { LabelledImages } from '../../scripts/data/labelled-images.ts'
import { negativeElboSums, validationTargets } from '../../scripts/training/validation.ts'
import { cvaeNetworks } from '../../src/networks/cvae.ts'
import { randomParameters, TINY_GAUSSIAN } from '../networks/tiny.ts'

describe('the targets of validation', () => {
  const data: LabelledImages = {
    rows: 1,
    columns: 3,
    labelCount: 1,
    images: Uint8Array.of(0, 127, 128),
    labels: Uint8Array.of(0),
  }

  it('are cut where those of training are, x grey', () => {
    const { images, outputs } = validationTargets(data, { pixels: 'threshold' })
    expect([...(outputs ?? [])]).toEqual([0, 0, 255])
    expect(images).toBe(data.images)
  })

  it.each(['grey', 'drawn', 'half-drawn'] as const)(
    'are grey where those of training are %s',
    (pixels) => {
      expect(validationTargets(data, { pixels })).toBe(data)
    },
  )
})

describe('the batches of validation', () => {
  it('have noise of their own, the same each time', () => {
    const cvae = cvaeNetworks(randomParameters, TINY_GAUSSIAN)
    // Two images that are alike.
    const data: LabelledImages = {
      rows: 2,
      columns: 2,
      labelCount: 2,
      images: Uint8Array.of(9, 99, 199, 0, 9, 99, 199, 0),
      labels: Uint8Array.of(1, 1),
    }
    const [first, second, again] = [0, 1, 0].map((image) =>
      negativeElboSums(cvae, TINY_GAUSSIAN, data, Uint32Array.of(image), '0'),
    )
    expect(second?.kl).toBe(first?.kl)
    expect(second?.reconstruction).not.toBe(first?.reconstruction)
    expect(again).toEqual(first)
  })
})
