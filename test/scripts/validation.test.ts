import { describe, expect, it } from 'vitest'
import type { LabelledImages } from '../../scripts/data/labelled-images.ts'
import { validationTargets } from '../../scripts/training/validation.ts'

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
