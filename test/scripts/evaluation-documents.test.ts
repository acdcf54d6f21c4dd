import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCheckpoint, SAMPLING_FILE } from '../../scripts/checkpoint.ts'
import { DataError } from '../../scripts/data/idx.ts'
import { cardPage } from '../../scripts/evaluation/card-page.ts'
import { modelCard } from '../../scripts/evaluation/card.ts'
import type { CompletionCard } from '../../scripts/evaluation/completion-card.ts'
import { QUICK_LEGIBILITY_BUDGET } from '../../scripts/evaluation/legibility-report.ts'
import { writeEvaluation } from '../../scripts/evaluation/documents.ts'
import { evaluationMarkdown } from '../../scripts/evaluation/evaluation-page.ts'
import { costTable, likelihoodTable, qualityTable } from '../../scripts/evaluation/tables.ts'
import { temporaryDirectory } from './datasets.ts'
import { MODEL, REPORT, RUN, TWO_MODELS } from './evaluation-fixture.ts'

const half = { value: 0.5, standardError: 0.01 }
const COMPLETION: CompletionCard = {
  model: 'complete-9',
  description: 'completes',
  sha256: 'f00d',
  sizes: { parameters: 1234, bytes: 1300, gzipBytes: 1000 },
  legibility: {
    budget: QUICK_LEGIBILITY_BUDGET,
    real: half,
    parts: [{ part: 'left half', legible: half, legibleOfLabel: half, distance: half }],
    exact: 7,
  },
  negativeCll: [{ given: '1 quadrant', value: 61.25, standardError: 0.5, how: 'so' }],
}

describe('the tables', () => {
  it.each([
    [likelihoodTable(TWO_MODELS), '| negative ELBO, grey pixels | 87.50 ± 0.25 | 87.50 ± 0.25 |'],
    [likelihoodTable(TWO_MODELS), '| of it KL | 17.50 ± 0.10 | 17.50 ± 0.10 |'],
    [
      likelihoodTable(TWO_MODELS),
      '| -log p(y\\|x), drawn pixels, importance sampling, S = 4 | 82.05 ± 0.23 | 82.05 ± 0.23 |',
    ],
    [
      likelihoodTable(TWO_MODELS),
      '| -log p(y\\|x), thresholded pixels, Monte Carlo, S = 16, 10 images | 150.00 ± 1.50 | 150.00 ± 1.50 |',
    ],
    [qualityTable(TWO_MODELS), '| figure | digits-9 | gsnn | real digits |'],
    [qualityTable(TWO_MODELS), '| label agreement | 99.60 ± 0.06 % | - | 99.30 ± 0.08 % |'],
    [qualityTable(TWO_MODELS), '| worst label | 98.00 ± 0.10 % (3) | - | 98.00 ± 0.10 % (3) |'],
    [qualityTable(TWO_MODELS), '| FID | 4.34 ± 0.05 | - | 2.01 ± 0.03 |'],
    [costTable(TWO_MODELS), '| parameters served | 1,466,672 | 1,466,672 |'],
    [costTable(TWO_MODELS), '| operations a digit | 2.91 MFLOP | 2.91 MFLOP |'],
    [costTable(TWO_MODELS), "| ms from the weights' bytes to the first digit | 3.2 | - |"],
  ])('%# have each figure with its error', (table, row) => {
    expect(table.split('\n')).toContain(row)
  })
})

describe('the documents', () => {
  it('show every chart that they write, axes with units', async () => {
    const directory = temporaryDirectory()
    await writeEvaluation(directory, TWO_MODELS)
    const page = readFileSync(join(directory, 'evaluation.md'), 'utf8')
    const axes = {
      calibration: ['S, samples of z an image', 'above the ELBO (nats an image)'],
      losses: ['epoch', 'negative ELBO (nats an image)'],
      agreement: ['label', 'read as their label (%)'],
      temperature: ['temperature', 'label agreement (%)', 'recall (share)'],
    }
    for (const [name, titles] of Object.entries(axes)) {
      expect(page).toContain(`(figures/${name}.svg)`)
      const svg = readFileSync(join(directory, 'figures', `${name}.svg`), 'utf8')
      expect(svg).toMatch(/^<svg /)
      expect(svg).not.toContain('NaN')
      for (const title of titles) expect(svg).toContain(`>${title}</text>`)
    }
  })

  it('do without what was not measured', () => {
    const page = evaluationMarkdown({
      ...REPORT,
      real: { ...REPORT.real, judge: null },
      models: [{ ...MODEL, drawn: null, training: [] }],
    })
    expect(page).not.toMatch(/agreement\.svg|temperature\.svg|losses\.svg/)
    expect(page).toContain('calibration.svg')
  })
})

const { manifest } = await readCheckpoint('weights', SAMPLING_FILE)

describe('the model card', () => {
  const report = { ...REPORT, models: [RUN, { ...MODEL, sha256: manifest.sha256 }] }

  it('has the figures of the weights that the manifest describes', () => {
    const card = modelCard(report, manifest, 'digits-9.1', COMPLETION)
    const metrics = new Map(card.metrics.map((metric) => [metric.name, metric]))
    expect(metrics.get('Fréchet distance')).toMatchObject({
      value: 4.34,
      standardError: 0.05,
      real: { value: 2.01 },
    })
    expect(metrics.get('label agreement of the worst label')).toMatchObject({
      value: 0.98,
      how: 'label 3, 30 digits',
    })
    expect(card.sizes).toEqual({
      parameters: 1_466_672,
      bytes: 1_480_640,
      gzipBytes: 1_136_537,
      flops: 2_912_512,
    })
    expect(card.data.sha256).toBe(manifest.provenance.dataset)
  })

  it('shows each of them on its page', () => {
    const page = cardPage(modelCard(report, manifest, 'digits-9.1', COMPLETION), report, manifest)
    expect(page).toContain('| 1 quadrant | 61.25 ± 0.50 nats | so |')
    for (const figure of ['82.05 ± 0.23 nats', '99.60 ± 0.06 %', '98.37 ± 0.13 %', '3.91 ± 0.03'])
      expect(page).toContain(figure)
    expect(page).not.toMatch(/NaN|undefined|null/)
  })

  it('is not written from figures of other weights, or without drawn digits', () => {
    expect(() => modelCard(REPORT, manifest, '', COMPLETION)).toThrow(
      /no model of SHA-256 .* npm run evaluate/,
    )
    const models = [{ ...MODEL, sha256: manifest.sha256, drawn: null }]
    expect(() => modelCard({ ...REPORT, models }, manifest, '', COMPLETION)).toThrow(DataError)
  })
})
