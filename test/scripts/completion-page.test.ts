import { describe, expect, it } from 'vitest'
import { ablationTable } from '../../scripts/evaluation/completion-ablations.ts'
import { familyOf } from '../../scripts/evaluation/completion-families.ts'
import { completionMarkdown, completionTable } from '../../scripts/evaluation/completion-page.ts'
import { svgOf } from '../../scripts/evaluation/figures/chart.ts'
import { completionChart } from '../../scripts/evaluation/figures/completion.ts'
import { measureCompletion } from '../../scripts/evaluation/measure-completion.ts'
import {
  budget,
  condition,
  configuration,
  fakePool,
  options,
  report,
  setting,
  source,
} from './completion-fixture.ts'

describe('the page of completion', () => {
  it('puts runs that differ in the quadrants in one row, beside the paper', async () => {
    const { models, ...rest } = await report()
    const [one] = models
    if (one === undefined) throw new Error('no model')
    const two = { ...one, name: 'cvae-2', condition: '2 quadrants' } as const
    const table = completionTable({ ...rest, models: [one, two] }, 'grey')
    expect(table).toContain('| NN (baseline), the paper | 100.03 | 62.14 | 26.01 |')
    expect(table).toContain('| cvae: NN (baseline) | 100.00 ± 0.00 | 100.00 ± 0.00 | - |')
    expect(table).toContain('| cvae: Monte Carlo, S = 10 | 91.00 ± 0.00 | 91.00 ± 0.00 | - |')
    expect(table).toContain(
      '| cvae: importance sampling, S = 1, the same images | 90.00 ± 0.00 | 90.00 ± 0.00 | - |',
    )
    expect(table).toContain('| entropy of the grey pixels | 34.00 ± 0.30 | - | - |')
    expect(familyOf({ name: 'no-noise-3', condition: '3 quadrants' })).toBe('no-noise')
    expect(familyOf({ name: 'complete-2-1', condition: '1 quadrant' })).toBe('complete-2')
  })

  it('has both protocols, the curves and a chart', async () => {
    const whole = await report()
    const page = completionMarkdown(whole)
    expect(page).toContain('## Grey pixels as Bernoulli targets')
    expect(page).toContain('## Missing pixels cut at 0.5')
    expect(page).toContain('| cvae-1 | threshold | Monte Carlo | 50.00 ± 0.00 | 41.00 ± 0.00 |')
    expect(page).toContain('](figures/completion.svg)')
    expect(page).toMatch(/\| cvae \| cvae \| 4 \/ .* \| 10 % \| 20, shift in 14 \|/)
    expect(await svgOf(completionChart(whole))).toContain('Monte Carlo')
  })

  it('says what a part is worth beside the whole small model', async () => {
    const whole = await report()
    const named = (name: string, nats: number) => ({
      ...(whole.models[0] as (typeof whole.models)[number]),
      name,
      figures: {
        grey: {
          baseline: null,
          negativeElbo: null,
          importanceSampled: { value: nats, standardError: 1 },
          curves: { monteCarlo: [], importanceSampled: [] },
        },
      },
    })
    const models = [
      named('small-cvae-grey-1', 80),
      named('small-cvae-one-scale-grey-1', 74.4),
      named('small-hybrid-grey-1', 94.7),
      named('small-cvae-alone-threshold-1', 1),
    ]
    expect(
      ablationTable({ ...whole, models })
        .split('\n')
        .slice(2),
    ).toEqual(['| one scale | -5.6 | - |', '| hybrid | +14.7 | - |'])
    expect(completionMarkdown({ ...whole, models })).toContain('## What the parts are worth')
    expect(completionMarkdown(whole)).not.toContain('## What the parts are worth')
  })

  it('tells of what the networks of a family do not share', async () => {
    const whole = await report()
    const [one] = whole.models
    if (one === undefined) throw new Error('no model')
    const other = {
      ...one,
      name: 'cvae-3',
      condition: '3 quadrants' as const,
      configuration: { ...one.configuration, generation: [9] },
      options: { ...one.options, klWeight: 1.6 },
    }
    const page = completionMarkdown({ ...whole, models: [one, other] })
    expect(page).toMatch(/\| cvae; cvae with the KL 1.6 times \| 4 \/ .*; 4 \/ .* \/ 9 \|/)
  })

  it('has no importance sampling of a GSNN, which has no recognition network', async () => {
    const whole = await report()
    const models = whole.models.map((model) => ({
      ...model,
      name: 'gsnn-1',
      options: { ...model.options, objective: 'gsnn' },
    }))
    const page = completionMarkdown({ ...whole, models })
    expect(page).toContain('| gsnn: Monte Carlo, S = 10 |')
    expect(page).toContain('| gsnn-1 | grey | Monte Carlo |')
    expect(page).not.toMatch(/gsnn.*(importance sampling|ELBO)/)
  })

  it('tells of the runs that a model went on from', async () => {
    const whole = await report()
    const last = { objective: 'importance-weighted', epochs: 3 }
    const models = whole.models.map((model) => ({ ...model, before: [options], options: last }))
    const page = completionMarkdown({ ...whole, models })
    expect(page).toContain('| cvae, then importance-weighted |')
    expect(page).toContain('| 20, shift in 14, then 3 |')
  })

  it('tells of other pixels that these runs learned, and of what was made of distorted ones', async () => {
    const whole = await report()
    const moved = { distortion: 0.2, normalized: true, distortedContrast: 1.12 }
    const last = { objective: 'cvae', epochs: 16, pixels: 'grey', ...moved }
    const before = [{ ...options, pixels: 'threshold' }]
    const models = whole.models.map((model) => ({ ...model, before, options: last }))
    expect(completionMarkdown({ ...whole, models })).toContain(
      '| 20 of threshold pixels, shift in 14, then 16, normalized distortion with the contrast 1.12 times in 16 |',
    )
  })

  it('has curves that end at different numbers of samples', async () => {
    const whole = await report()
    const further = await measureCompletion(
      fakePool().run,
      setting,
      { ...budget, sampleCounts: [1, 10, 100] },
      { name: 'far-1', sha256: null, source, configuration, condition, options },
      1000,
    )
    const models = [...whole.models, further]
    const page = completionMarkdown({ ...whole, models })
    expect(page).toMatch(/cvae: Monte Carlo, S = 10 .*\n[^]*far: Monte Carlo, S = 100 /)
    expect(page).toMatch(/\| cvae-1 \| threshold \| Monte Carlo \| .* \| - \|/)
    expect(page).toMatch(/\| far-1 \| threshold \| Monte Carlo \| .* \| 40.10 ± 0.00 \|/)
    // In a row, all are of as many samples.
    const two = { ...further, name: 'cvae-2', condition: '2 quadrants' } as const
    const table = completionTable({ ...whole, models: [...whole.models, two] }, 'grey')
    expect(table).toContain('| cvae: Monte Carlo, S = 10 | 91.00 ± 0.00 | 91.00 ± 0.00 | - |')
  })
})
