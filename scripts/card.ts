/**
 * Writes what is generated from the committed report: docs/evaluation.md with its charts,
 * docs/model-card.md, and weights/card.json for programs.
 *
 *   npm run card
 */
import { join } from 'node:path'
import { drawingVersion } from '../src/http/version.ts'
import { readCheckpoint, SAMPLING_FILE, servedSampler } from './checkpoint.ts'
import { runCommand } from './command.ts'
import { cardPage } from './evaluation/card-page.ts'
import { modelCard } from './evaluation/card.ts'
import { completionCard } from './evaluation/completion-card.ts'
import { LEGIBILITY_FILE } from './evaluation/legibility.ts'
import { writeDocuments } from './evaluation/documents.ts'
import { write, writeFormatted } from './evaluation/files.ts'
import { readReport, REPORT_FILE } from './evaluation/report-file.ts'
import { startBackend } from './training/backend.ts'

const DOCS = 'docs'
const CARD = 'weights/card.json'

await runCommand(async () => {
  await startBackend()
  const report = readReport(join(DOCS, REPORT_FILE))
  const { manifest } = await readCheckpoint('weights', SAMPLING_FILE)
  const version = drawingVersion(await servedSampler())
  const card = modelCard(
    report,
    manifest,
    version,
    await completionCard(join(DOCS, 'completion', LEGIBILITY_FILE)),
  )
  await writeDocuments(DOCS, report)
  await writeFormatted(join(DOCS, 'model-card.md'), cardPage(card, report, manifest))
  write(CARD, `${JSON.stringify(card, null, 2)}\n`)
  console.log(`${DOCS}, ${CARD}: written for ${card.model}`)
})
