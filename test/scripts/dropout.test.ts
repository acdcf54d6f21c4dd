import { describe, expect, it } from 'vitest'
import { withDropout } from '../../scripts/training/dropout.ts'
import { cvaeNetworks, type Cvae } from '../../src/networks/cvae.ts'
import type { MlpParameters } from '../../src/networks/mlp.ts'
import { tensor2d } from '../../src/tensor/ops.ts'
import { randomParameters, TINY_FLOW, TINY_GAUSSIAN } from '../networks/tiny.ts'
import { COMPLETION } from '../networks/two-by-two.ts'

const RATE = 0.3
const UNITS = 500
const ofLabels = cvaeNetworks(randomParameters, TINY_FLOW)

/** What dropout makes of so many rows of hidden units of 1. */
function dropped(rows: number, slice: { start: number; end: number }, seed = 'a'): Float32Array {
  const { dropout } = withDropout(ofLabels, RATE, slice, seed).recognition
  if (dropout === undefined) throw new Error('expected dropout')
  const ones = tensor2d(new Float32Array(rows * UNITS).fill(1), [rows, UNITS])
  return dropout(ones).dataSync<'float32'>()
}
const rowOf = (values: Float32Array, row: number) => values.subarray(row * UNITS, (row + 1) * UNITS)

describe('dropout in training', () => {
  it('drops units at its rate, and scales the others up to the same mean', () => {
    const values = dropped(20, { start: 0, end: 20 })
    expect(new Set(values)).toEqual(new Set([0, Math.fround(1 / (1 - RATE))]))
    const share = values.filter((value) => value === 0).length / values.length
    const error = Math.sqrt((RATE * (1 - RATE)) / values.length)
    expect(Math.abs(share - RATE)).toBeLessThan(4 * error)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    expect(Math.abs(mean - 1)).toBeLessThan((4 * error) / (1 - RATE))
  })

  it('is of its seed, and other in each row and each sample of z', () => {
    const rows = { start: 0, end: 2 }
    const values = dropped(4, rows) // two samples of two images
    expect(dropped(4, rows)).toEqual(values)
    expect(dropped(4, rows, 'b')).not.toEqual(values)
    const texts = [0, 1, 2, 3].map((row) => rowOf(values, row).join(' '))
    expect(new Set(texts).size).toBe(4)
  })

  it('is the same whoever works on a row', () => {
    const whole = dropped(8, { start: 0, end: 4 })
    const part = dropped(4, { start: 2, end: 4 })
    const ours = [2, 3, 6, 7].flatMap((row) => [...rowOf(whole, row)])
    expect([...part]).toEqual(ours)
  })

  it('is none at a rate of 0', () => {
    expect(withDropout(ofLabels, 0, { start: 0, end: 2 }, 'a')).toBe(ofLabels)
  })

  /** Which networks have it. */
  function withDropoutOf(cvae: Cvae): readonly string[] {
    const { recognition, generation, baseline, prior } = withDropout(
      cvae,
      RATE,
      { start: 0, end: 2 },
      'a',
    )
    const network = prior.kind === 'gaussian' ? prior.network : undefined
    return Object.entries({ recognition, generation, baseline, prior: network })
      .filter(([, of]: [string, MlpParameters | undefined]) => of?.dropout !== undefined)
      .map(([name]) => name)
  }

  it('is in all networks that read images, and not in a prior that reads labels', () => {
    const [labels, images] = [TINY_GAUSSIAN, COMPLETION].map((configuration) =>
      withDropoutOf(cvaeNetworks(randomParameters, configuration)),
    )
    expect(labels).toEqual(['recognition', 'generation'])
    expect(images).toEqual(['recognition', 'generation', 'baseline', 'prior'])
  })
})
