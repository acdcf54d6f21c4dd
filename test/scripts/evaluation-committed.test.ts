import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readCheckpoint, SAMPLING_FILE, servedSampler } from '../../scripts/checkpoint.ts'
import { cardPage } from '../../scripts/evaluation/card-page.ts'
import { completionCard } from '../../scripts/evaluation/completion-card.ts'
import { modelCard } from '../../scripts/evaluation/card.ts'
import { evaluationMarkdown } from '../../scripts/evaluation/documents.ts'
import { formatted } from '../../scripts/evaluation/files.ts'
import { readReport } from '../../scripts/evaluation/report-file.ts'
import { drawingVersion } from '../../src/http/version.ts'

it('pages and card are what report and manifest give (npm run card renews them)', async () => {
  const { manifest } = await readCheckpoint('weights', SAMPLING_FILE)
  const report = readReport('docs/evaluation.json')
  const version = drawingVersion(await servedSampler())
  const completion = await completionCard('docs/completion/legibility.json')
  const card = modelCard(report, manifest, version, completion)
  const pages = {
    'docs/evaluation.md': evaluationMarkdown(report),
    'docs/model-card.md': cardPage(card, report, manifest),
  }
  for (const [path, page] of Object.entries(pages))
    expect(readFileSync(path, 'utf8')).toBe(await formatted(path, page))
  const committed = JSON.parse(readFileSync('weights/card.json', 'utf8')) as unknown
  expect(committed).toEqual(JSON.parse(JSON.stringify(card)))
})
