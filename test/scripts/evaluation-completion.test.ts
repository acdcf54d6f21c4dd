import { describe, expect, it } from 'vitest'
import { FULL_BUDGET } from '../../scripts/evaluation/budget.ts'
import { familyOf } from '../../scripts/evaluation/completion-families.ts'
import { completionMarkdown, completionTable } from '../../scripts/evaluation/completion-page.ts'
import type { CompletionReport } from '../../scripts/evaluation/completion-report.ts'
import { entropyFloor } from '../../scripts/evaluation/entropy.ts'
import { svgOf } from '../../scripts/evaluation/figures/chart.ts'
import { completionChart } from '../../scripts/evaluation/figures/completion.ts'
import { measureCompletion } from '../../scripts/evaluation/measure-completion.ts'
import type { RunTask } from '../../scripts/evaluation/pool.ts'
import { TINY_GAUSSIAN } from '../networks/tiny.ts'

const setting = { image: { rows: 2, columns: 2 }, labels: 2, seed: '0', budget: FULL_BUDGET }
const source = { kind: 'run', directory: 'build/cvae-1' } as const
const budget = {
  images: 600,
  importanceSamples: 7,
  curveImages: 25,
  sampleCounts: [1, 10],
  importanceSampleCounts: [1],
}
const options = { objective: 'cvae', epochs: 20, shift: 1, unshiftedEpochs: 6, omission: 0.1 }
const floors = { '1 quadrant': { value: 34, standardError: 0.3 } }
const configuration = { ...TINY_GAUSSIAN, condition: '1 quadrant' as const, baseline: [4] }

interface Input {
  readonly pixels: string
  readonly indices: Uint32Array
  readonly estimator?: string
  readonly sampleCounts?: readonly number[]
}

/** The baseline has 100 nats, 50 of black and white pixels; what knows z 10 less, Monte Carlo 10 / S more. */
function fakePool() {
  const asked: { name: string; input: Input }[] = []
  const run = async (name: string, input: Input) => {
    asked.push({ name, input })
    const baseline = Float64Array.from(input.indices, () => (input.pixels === 'grey' ? 100 : 50))
    if (name === 'baseline') return baseline
    if (name === 'elbo')
      return { reconstruction: baseline.map((v) => v - 12), kl: baseline.map(() => 3) }
    const more = input.estimator === 'monteCarlo' ? 10 : 0
    return input.sampleCounts?.map((samples) => baseline.map((v) => -(v - 10 + more / samples)))
  }
  return { asked, run: run as unknown as RunTask }
}

async function report(): Promise<CompletionReport> {
  const model = { name: 'cvae-1', source, configuration, options }
  const measured = await measureCompletion(fakePool().run, setting, budget, model, 1000)
  return { seed: '0', budget, floors, models: [measured] }
}

describe('the figures of completion', () => {
  it('are means over the images of each part', async () => {
    const { models } = await report()
    expect(models[0]).toMatchObject({
      name: 'cvae-1',
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
        },
        threshold: { baseline: { value: 50 }, importanceSampled: { value: 40 } },
      },
    })
  })

  it('are of random images, the same for every model, each once', async () => {
    const { run, asked } = fakePool()
    const model = { name: 'a', source, configuration, options }
    await measureCompletion(run, setting, budget, model, 1000)
    const indicesOf = (name: string) =>
      asked
        .filter((one) => one.name === name && one.input.pixels === 'grey')
        .flatMap(({ input }) => [...input.indices])
    expect(new Set(indicesOf('baseline')).size).toBe(600)
    expect(indicesOf('elbo')).toEqual(indicesOf('baseline'))
    expect(indicesOf('baseline').some((index) => index >= 600)).toBe(true)
  })

  it('are under the protocol of the pixels that it was trained on, or both', async () => {
    const { run, asked } = fakePool()
    const model = { name: 'a-1', source, configuration }
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
    const page = { seed: '0', budget, floors, models: [measured] }
    expect(completionTable(page, 'grey')).not.toContain('| a: ')
    expect(completionTable(page, 'threshold')).toContain('| a: NN (baseline) | 50.00')
  })

  it('leave out the baseline where there is none', async () => {
    const { run, asked } = fakePool()
    const { baseline: _, ...alone } = configuration
    const model = { name: 'alone-1', source, configuration: alone, options }
    const { figures } = await measureCompletion(run, setting, budget, model, 1000)
    expect(figures.grey?.baseline).toBeNull()
    expect(asked.some(({ name }) => name === 'baseline')).toBe(false)
  })
})

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
    expect(familyOf({ name: 'no-noise-3' })).toBe('no-noise')
  })

  it('has both protocols, the curves and a chart', async () => {
    const whole = await report()
    const page = completionMarkdown(whole, 'figures/completion.svg')
    expect(page).toContain('## Grey pixels as Bernoulli targets')
    expect(page).toContain('## Missing pixels cut at 0.5')
    expect(page).toContain('| cvae-1 | threshold | Monte Carlo | 50.00 ± 0.00 | 41.00 ± 0.00 |')
    expect(page).toContain('](figures/completion.svg)')
    expect(page).toMatch(/\| cvae \| cvae \| 4 \/ .* \| 10 % \| 20, shift in 14 \|/)
    expect(await svgOf(completionChart(whole))).toContain('Monte Carlo')
  })

  it('tells of what the networks of a family do not share', async () => {
    const whole = await report()
    const [one] = whole.models
    if (one === undefined) throw new Error('no model')
    const other = {
      ...one,
      name: 'cvae-3',
      configuration: { ...one.configuration, generation: [9] },
      options: { ...one.options, klWeight: 1.6 },
    }
    const page = completionMarkdown({ ...whole, models: [one, other] }, 'chart.svg')
    expect(page).toMatch(/\| cvae; cvae with the KL 1.6 times \| 4 \/ .*; 4 \/ .* \/ 9 \|/)
  })

  it('tells of the runs that a model went on from', async () => {
    const whole = await report()
    const last = { objective: 'importance-weighted', epochs: 3 }
    const models = whole.models.map((model) => ({ ...model, before: [options], options: last }))
    const page = completionMarkdown({ ...whole, models }, 'chart.svg')
    expect(page).toContain('| cvae, then importance-weighted |')
    expect(page).toContain('| 20, shift in 14, then 3 |')
  })

  it('has curves that end at different numbers of samples', async () => {
    const whole = await report()
    const further = await measureCompletion(
      fakePool().run,
      setting,
      { ...budget, sampleCounts: [1, 10, 100] },
      { name: 'far-1', source, configuration, options },
      1000,
    )
    const models = [...whole.models, further]
    const page = completionMarkdown({ ...whole, models }, 'chart.svg')
    expect(page).toMatch(/cvae: Monte Carlo, S = 10 .*\n[^]*far: Monte Carlo, S = 100 /)
    expect(page).toMatch(/\| cvae-1 \| threshold \| Monte Carlo \| .* \| - \|/)
    expect(page).toMatch(/\| far-1 \| threshold \| Monte Carlo \| .* \| 40.10 ± 0.00 \|/)
    // In a row, all are of as many samples.
    const two = { ...further, name: 'cvae-2', condition: '2 quadrants' } as const
    const table = completionTable({ ...whole, models: [...whole.models, two] }, 'grey')
    expect(table).toContain('| cvae: Monte Carlo, S = 10 | 91.00 ± 0.00 | 91.00 ± 0.00 | - |')
  })
})

describe('the floor of grey pixels', () => {
  it('is the entropy of those that are missing', () => {
    const grey = Uint8Array.of(51, 51, 255, 51) // 0.2, and the lower left one is observed
    const data = { rows: 2, columns: 2, labelCount: 1, images: grey, labels: Uint8Array.of(0) }
    const entropy = -0.2 * Math.log(0.2) - 0.8 * Math.log(0.8)
    const floorOf = (condition: '1 quadrant' | '2 quadrants' | '3 quadrants') =>
      entropyFloor(data, condition, Uint32Array.of(0)).value
    expect(floorOf('1 quadrant')).toBeCloseTo(3 * entropy, 6)
    expect(floorOf('2 quadrants')).toBeCloseTo(2 * entropy, 6)
    expect(floorOf('3 quadrants')).toBeCloseTo(entropy, 6)
  })
})
