import { describe, expect, it } from 'vitest'
import { QUICK_BUDGET } from '../../scripts/evaluation/budget.ts'
import { measureLikelihood } from '../../scripts/evaluation/measure-likelihood.ts'
import type { RunTask } from '../../scripts/evaluation/pool.ts'

const budget = {
  ...QUICK_BUDGET,
  images: 600,
  importanceSamples: 7,
  calibrationImages: 120,
  sampleCounts: [1, 10],
  elboSamples: 3,
}
const setting = { image: { rows: 28, columns: 28 }, labels: 10, seed: '0', budget }
const source = { kind: 'weights', directory: 'weights' } as const

interface LikelihoodInput {
  readonly pixels: keyof typeof OFFSETS
  readonly indices: Uint32Array
  readonly estimator?: string
  readonly sampleCounts?: readonly number[]
  readonly samples?: number
}

/** Nats that every image has more, so that no figure passes for another. */
const OFFSETS = { grey: 0, dynamic: 1000, threshold: 2000 }

/**
 * Every image has a reconstruction of its index and a KL of 1; log p(y|x) is 2 above the ELBO,
 * and S, or for Monte Carlo 100, below that.
 */
function fakePool() {
  const asked: { name: string; input: LikelihoodInput }[] = []
  const run = async (name: string, input: LikelihoodInput) => {
    asked.push({ name, input })
    const elbo = Float64Array.from(input.indices, (index) => -index - 1 - OFFSETS[input.pixels])
    if (name === 'elbo')
      return { reconstruction: elbo.map((value) => -value - 1), kl: elbo.map(() => 1) }
    const penalty = input.estimator === 'monteCarlo' ? 100 : 1
    return input.sampleCounts?.map((samples) => elbo.map((value) => value + 2 - penalty / samples))
  }
  return { asked, run: run as unknown as RunTask }
}

describe('the likelihood figures', () => {
  it('are means over all images, and differences paired by image', async () => {
    const { run, asked } = fakePool()
    const { grey, dynamic, threshold } = await measureLikelihood(run, setting, source, 1000)
    // Images 0 to 599.
    expect(grey.negativeElbo.reconstruction.value).toBeCloseTo(299.5, 9)
    expect(grey.negativeElbo.reconstruction.standardError).toBeCloseTo(
      Math.sqrt((600 * 601) / 12 / 600),
      9,
    )
    expect(grey.negativeElbo.kl).toEqual({ value: 1, standardError: 0 })
    expect(grey.negativeElbo.total.value).toBeCloseTo(300.5, 9)
    expect(dynamic.negativeCll.value).toBeCloseTo(1000 + 300.5 - 2 + 1 / 7, 9)
    expect(threshold.negativeCll.value).toBeCloseTo(2000 + 300.5 - 2 + 1 / 7, 9)

    const { calibration } = dynamic
    expect(calibration.monteCarlo.map(({ samples }) => samples)).toEqual([1, 10])
    const above = [...calibration.monteCarlo, ...calibration.importanceSampled].map(
      ({ aboveElbo }) => aboveElbo.value,
    )
    ;[-98, -8, 1, 1.9].forEach((value, index) => expect(above[index]).toBeCloseTo(value, 9))
    for (const { aboveElbo, negativeCll } of calibration.monteCarlo) {
      expect(aboveElbo.standardError).toBeCloseTo(0, 9)
      expect(negativeCll.standardError).toBeGreaterThan(1)
    }

    const calibrated = asked.filter(({ input }) => input.samples === 3)
    expect(calibrated.map(({ input }) => input.indices.length)).toEqual([50, 50, 20, 50, 50, 20])
    const chosen = calibrated.slice(0, 3).flatMap(({ input }) => [...input.indices])
    expect(new Set(chosen).size).toBe(120)
    expect(Math.max(...chosen)).toBeGreaterThan(599) // from the whole test set
  })

  it('are of all test images where there are fewer than asked for', async () => {
    const { run, asked } = fakePool()
    const { grey } = await measureLikelihood(run, setting, source, 10)
    expect(grey.negativeElbo.reconstruction.value).toBeCloseTo(4.5, 9)
    expect(asked.every(({ input }) => input.indices.length === 10)).toBe(true)
  })
})
