import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { completionTable } from '../../scripts/evaluation/completion-page.ts'
import { completionReportSchema } from '../../scripts/evaluation/completion-report.ts'
import { measureCompletion } from '../../scripts/evaluation/measure-completion.ts'
import type { RunTask } from '../../scripts/evaluation/pool.ts'
import {
  budget,
  condition,
  configuration,
  fakePool,
  options,
  report,
  setting,
  SHARED,
  source,
} from './completion-fixture.ts'

describe('the figures of completion', () => {
  it('are means over the images of each part', async () => {
    const { models } = await report()
    expect(models[0]).toMatchObject({
      name: 'cvae-1',
      sha256: null,
      condition: '1 quadrant',
      figures: {
        grey: {
          baseline: { value: 100, standardError: 0 },
          negativeElbo: { value: 91 },
          importanceSampled: { value: 90 },
          curves: {
            monteCarlo: [
              { samples: 1, negativeCll: { value: 100 } },
              { samples: 10, negativeCll: { value: 91 } },
            ],
          },
          gap: { value: 1, standardError: 0 },
        },
        threshold: { baseline: { value: 50 }, importanceSampled: { value: 40 } },
      },
    })
  })

  it('pair Monte Carlo and importance sampling by image', async () => {
    const { run } = fakePool()
    const byImage = async (name: string, input: { readonly indices: Uint32Array }) => {
      const results = await (run as (...given: unknown[]) => Promise<Float64Array[]>)(name, input)
      if (name !== 'cll') return results
      return results.map((values) => values.map((value, at) => value - (input.indices[at] ?? NaN)))
    }
    const model = { name: 'a', sha256: null, source, configuration, condition, options }
    const { figures } = await measureCompletion(byImage as RunTask, setting, budget, model, 1000)
    expect(figures.grey?.importanceSampled?.standardError).toBeGreaterThan(1)
    expect(figures.grey?.gap?.value).toBeCloseTo(1, 9)
    expect(figures.grey?.gap?.standardError).toBeCloseTo(0, 9)
  })

  it('are read as they were written', async () => {
    const written = await report()
    expect(v.parse(completionReportSchema, JSON.parse(JSON.stringify(written)))).toEqual(written)
  })

  it('are of random images, the same for every model, each once', async () => {
    const { run, asked } = fakePool()
    const model = { name: 'a', sha256: null, source, configuration, condition, options }
    await measureCompletion(run, setting, budget, model, 1000)
    const indicesOf = (name: string) =>
      asked
        .filter((one) => one.name === name && one.input.pixels === 'grey')
        .flatMap(({ input }) => [...input.indices])
    expect(new Set(indicesOf('baseline')).size).toBe(600)
    expect(indicesOf('elbo')).toEqual(indicesOf('baseline'))
    expect(indicesOf('baseline').some((index) => index >= 600)).toBe(true)
  })

  it('are of all images too, where that is asked for', async () => {
    const { run, asked } = fakePool()
    const model = { name: 'a-1', sha256: null, source, configuration, condition, options }
    const measured = await measureCompletion(run, setting, { ...budget, whole: true }, model, 1000)
    expect(measured.figures.grey?.whole).toMatchObject({
      negativeElbo: { value: 91 },
      importanceSampled: { value: 90 },
    })
    const elbos = asked.filter(({ name, input }) => name === 'elbo' && input.pixels === 'grey')
    const indices = elbos.flatMap((one) => [...one.input.indices])
    expect(indices).toHaveLength(600 + 1000)
    expect(new Set(indices).size).toBe(1000)
    const table = completionTable({ ...SHARED, models: [measured] }, 'grey')
    expect(table).toContain('| a: importance sampling, S = 7, all 1,000 images | 90.00 ± 0.00 |')
    const { models } = await report()
    expect(models[0]?.figures.grey).not.toHaveProperty('whole')
  })

  it('are under the protocol of the pixels that it was trained on, or both', async () => {
    const { run, asked } = fakePool()
    const model = { name: 'a-1', sha256: null, source, configuration, condition }
    const measured = await measureCompletion(
      run,
      setting,
      budget,
      { ...model, options: { pixels: 'threshold' } },
      1000,
    )
    expect(Object.keys(measured.figures)).toEqual(['threshold'])
    expect(asked.every(({ input }) => input.pixels === 'threshold')).toBe(true)
    const drawn = await measureCompletion(
      run,
      setting,
      budget,
      { ...model, options: { pixels: 'drawn' } },
      1000,
    )
    expect(Object.keys(drawn.figures)).toEqual(['grey', 'threshold'])
    const page = { ...SHARED, models: [measured] }
    expect(completionTable(page, 'grey')).not.toContain('| a: ')
    expect(completionTable(page, 'threshold')).toContain('| a: NN (baseline) | 50.00')
  })

  it('are of Monte Carlo alone where there is no recognition network', async () => {
    const { run, asked } = fakePool()
    const gsnn = { ...options, pixels: 'grey', objective: 'gsnn' }
    const model = { name: 'gsnn-1', sha256: null, source, configuration, condition, options: gsnn }
    const { figures } = await measureCompletion(run, setting, budget, model, 1000)
    expect(figures.grey).toMatchObject({
      negativeElbo: null,
      importanceSampled: null,
      monteCarlo: { value: expect.closeTo(90 + 10 / 7, 9) as number },
      curves: { importanceSampled: [] },
    })
    expect(figures.grey).not.toHaveProperty('gap')
    expect(asked.some(({ name }) => name === 'elbo')).toBe(false)
    const table = completionTable(
      {
        ...SHARED,
        models: [
          {
            name: 'gsnn-1',
            sha256: null,
            condition: '1 quadrant',
            configuration,
            options: gsnn,
            figures,
          },
        ],
      },
      'grey',
    )
    expect(table).toContain('| gsnn: Monte Carlo, S = 7, 600 images | 91.43 ± 0.00 | - | - |')
  })

  it('leave out the baseline where there is none', async () => {
    const { run, asked } = fakePool()
    const { baseline: _, ...alone } = configuration
    const model = {
      name: 'alone-1',
      sha256: null,
      source,
      configuration: alone,
      condition,
      options,
    }
    const { figures } = await measureCompletion(run, setting, budget, model, 1000)
    expect(figures.grey?.baseline).toBeNull()
    expect(asked.some(({ name }) => name === 'baseline')).toBe(false)
  })
})
