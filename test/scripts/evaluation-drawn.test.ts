import { expect, it } from 'vitest'
import { QUICK_BUDGET } from '../../scripts/evaluation/budget.ts'
import { measureModel } from '../../scripts/evaluation/measure.ts'
import type { RunTask } from '../../scripts/evaluation/pool.ts'
import { QUALITY } from './evaluation-fixture.ts'

const budget = { ...QUICK_BUDGET, temperatures: [0.8, 1] }
const setting = { image: { rows: 28, columns: 28 }, labels: 10, seed: '0', budget }
const source = { kind: 'weights', directory: 'weights' } as const
const certain = (value: number) => ({ value, standardError: 0 })

/** At 0.8, digits are nearer to their label and farther from real ones. */
const atTemperature = (temperature: number) => ({
  ...QUALITY,
  agreement: certain(2 - temperature),
  frechet: certain(10 / temperature),
})

const run = (async (name: string, input: { origin?: { temperature?: number } }) => {
  if (name === 'quality') return atTemperature(input.origin?.temperature ?? NaN)
  if (name === 'labelAgreement') return { agreement: certain(0.5), labels: [certain(0.25)] }
  if (name === 'synthetic') return certain(0.75)
  if (name === 'cll') return [new Float64Array(1), new Float64Array(1), new Float64Array(1)]
  return { reconstruction: new Float64Array(1), kl: new Float64Array(1) }
}) as unknown as RunTask

it('agreement is of the many digits, all else and the sweep of those compared with test digits', async () => {
  const { drawn } = await measureModel(run, setting, source, 1, true)
  expect(drawn?.quality).toEqual({
    ...atTemperature(1),
    agreement: certain(0.5),
    labels: [certain(0.25)],
  })
  expect(drawn?.temperatures).toEqual([
    { temperature: 0.8, ...atTemperature(0.8) },
    { temperature: 1, ...atTemperature(1) },
  ])
  expect(drawn?.synthetic).toEqual(certain(0.75))
})

it('without a sweep, only temperature 1 is measured', async () => {
  const { drawn } = await measureModel(run, setting, source, 1, false)
  expect(drawn?.quality.frechet).toEqual(certain(10))
  expect(drawn?.temperatures).toEqual([])
})
