import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DataError } from '../../scripts/data/idx.ts'
import { readReport, requireComparable, withModels } from '../../scripts/evaluation/report-file.ts'
import { reportSchema } from '../../scripts/evaluation/report.ts'
import { temporaryDirectory } from './datasets.ts'
import { MODEL, REPORT, RUN, TWO_MODELS } from './evaluation-fixture.ts'

describe('a report', () => {
  const path = join(temporaryDirectory(), 'evaluation.json')

  it('is read as it was written', () => {
    writeFileSync(path, JSON.stringify(TWO_MODELS))
    expect(readReport(path, reportSchema)).toEqual(TWO_MODELS)
  })

  it.each([
    ['missing', undefined, /missing, expected a report/],
    ['cut off', '{"format": ', /not JSON/],
    [
      'of another version',
      JSON.stringify({ ...TWO_MODELS, format: 'x' }),
      /not a report of this version/,
    ],
    [
      'without a figure',
      JSON.stringify({ ...TWO_MODELS, seed: NaN }),
      /not a report of this version/,
    ],
  ])('that is %s is refused', (_, text, message) => {
    const other = join(temporaryDirectory(), 'evaluation.json')
    if (text !== undefined) writeFileSync(other, text)
    expect(() => readReport(other, reportSchema)).toThrow(DataError)
    expect(() => readReport(other, reportSchema)).toThrow(message)
  })

  it('takes in the models of another, the first staying the first', () => {
    const again = { ...MODEL, contrast: 1 }
    const merged = withModels(TWO_MODELS, { ...REPORT, models: [{ ...RUN, name: 'blog' }, again] })
    expect(merged.models).toEqual([again, RUN, { ...RUN, name: 'blog' }])
  })

  it('takes in weights in the place of an earlier version of them', () => {
    const next = { ...MODEL, name: 'digits-10' }
    expect(withModels(TWO_MODELS, { ...REPORT, models: [next] }).models).toEqual([next, RUN])
  })

  it('takes in weights under each condition in the place of their earlier version', () => {
    const under = (name: string, condition: '1 quadrant' | '2 quadrants') => ({
      name,
      condition,
      sha256: name,
    })
    const before = {
      models: [under('complete-9-1', '1 quadrant'), under('complete-9-2', '2 quadrants')],
    }
    const next = [under('complete-10-2', '2 quadrants'), under('complete-10-1', '1 quadrant')]
    expect(withModels(before, { models: next }).models).toEqual(next.toReversed())
  })

  it('takes in a run beside weights of its name', () => {
    const models = [{ ...RUN, name: 'digits' }]
    expect(withModels(TWO_MODELS, { ...REPORT, models }).models).toEqual([
      ...TWO_MODELS.models,
      ...models,
    ])
  })

  it('takes in two versions of weights, one in its own place', () => {
    const next = { ...MODEL, name: 'digits-10' }
    const again = { ...MODEL, contrast: 1 }
    const merged = withModels(TWO_MODELS, { ...REPORT, models: [next, again] })
    expect(merged.models).toEqual([again, RUN, next])
  })

  it('takes in none that was measured otherwise', () => {
    const other = { ...REPORT, budget: { ...REPORT.budget, importanceSamples: 100 } }
    expect(() => requireComparable(REPORT, other)).toThrow(
      /budget .*"importanceSamples":4.*do not compare/,
    )
  })
})
