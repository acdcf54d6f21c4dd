import { describe, expect, it } from 'vitest'
import { batchOf } from '../../scripts/data/batches.ts'
import { predictedOf, wholeImages } from '../../scripts/data/condition.ts'
import type { LabelledImages } from '../../scripts/data/labelled-images.ts'
import { withCutPixels } from '../../scripts/data/pixels.ts'
import { PRESETS } from '../../scripts/presets/presets.ts'
import { configurationFor, type TrainingOptions } from '../../scripts/training/options.ts'
import { initialParameters, parameterLayout } from '../../scripts/training/parameters.ts'

describe('batches of a compact partial image', () => {
  const levels = [51, 102, 153, 204, 255, 0, 102, 51]
  const data: LabelledImages = {
    rows: 2,
    columns: 2,
    labelCount: 2,
    images: Uint8Array.from(levels),
    labels: Uint8Array.of(0, 1),
  }
  const options: TrainingOptions = {
    ...PRESETS.completion,
    condition: '1 quadrant',
    compact: true,
    scales: 1,
    baseline: [2],
    recognition: [2],
    generation: [2],
    priorHidden: [2],
  }
  const configuration = configurationFor(options, data)

  it('have the lower left pixel as x and the others as y', () => {
    const { x, y } = batchOf(configuration, data, Uint32Array.of(0, 1))
    expect([...x.dataSync()]).toEqual([153, 102].map((level) => Math.fround(level / 255)))
    expect([...y.dataSync()]).toEqual(
      [51, 102, 204, 255, 0, 51].map((level) => Math.fround(level / 255)),
    )
  })

  it('of any mask may all observe one part', () => {
    const anyMask = configurationFor({ ...options, condition: 'any mask', compact: false }, data)
    const { x } = batchOf(anyMask, data, Uint32Array.of(0), '1 quadrant')
    const [visible, mask, label] = [0, 1, 2].map((part) =>
      [...x.dataSync()].slice(4 * part, 4 * part + 4),
    )
    expect(visible).toEqual([0, 0, Math.fround(153 / 255), 0])
    expect(mask).toEqual([0, 0, 1 / 8, 0])
    expect(label).toEqual([0, 0])
  })

  it('have black and white pixels as y alone where they are cut at 0.5', () => {
    const { x, y } = batchOf(configuration, withCutPixels(data), Uint32Array.of(0, 1))
    expect([...x.dataSync()]).toEqual([153, 102].map((level) => Math.fround(level / 255)))
    expect([...y.dataSync()]).toEqual([0, 0, 1, 1, 0, 0])
  })

  it('are put back into whole images', () => {
    const images = Float32Array.from(levels)
    const whole = wholeImages(
      configuration,
      predictedOf(configuration, images).dataSync<'float32'>(),
    )
    expect([...whole]).toEqual([51, 102, 0, 204, 255, 0, 0, 51])
  })

  it('start the first guess at the mean of the missing pixels', () => {
    const block = parameterLayout(configuration).find(({ name }) => name === 'baseline/1/bias')
    const values = initialParameters(configuration, data, '0')
    const bias = values.subarray(block?.offset, (block?.offset ?? 0) + 3)
    ;[0.6, 0.2, 0.5].forEach((mean, unit) =>
      expect(bias[unit]).toBeCloseTo(Math.log(mean / (1 - mean)), 5),
    )
  })
})
