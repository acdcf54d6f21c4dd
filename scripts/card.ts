/**
 * Writes what is generated from the committed reports: their pages with the charts, docs/model-card.md,
 * and weights/card.json for programs.
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
import {
  COMPLETION_DOCS,
  committedReports,
  DOCS,
  SEGMENTATION_DOCS,
  SIZE_DOCS,
} from './evaluation/committed.ts'
import {
  writeCompletion,
  writeEvaluation,
  writeLegibility,
  writeSegmentation,
} from './evaluation/documents.ts'
import { write, writeFormatted } from './evaluation/files.ts'
import { startBackend } from './training/backend.ts'

const CARD = 'weights/card.json'

await runCommand(async () => {
  await startBackend()
  const { evaluation, completion, legibility, segmentation, size } = committedReports()
  const { manifest } = await readCheckpoint('weights', SAMPLING_FILE)
  const version = drawingVersion(await servedSampler())
  const card = modelCard(
    evaluation,
    manifest,
    version,
    await completionCard(legibility, completion),
  )
  await writeEvaluation(DOCS, evaluation)
  await writeCompletion(COMPLETION_DOCS, completion)
  await writeLegibility(COMPLETION_DOCS, legibility)
  await writeEvaluation(SIZE_DOCS, size)
  await writeSegmentation(SEGMENTATION_DOCS, segmentation)
  await writeFormatted(join(DOCS, 'model-card.md'), cardPage(card, evaluation, manifest))
  write(CARD, `${JSON.stringify(card, null, 2)}\n`)
  console.log(`${DOCS}, ${CARD}: written for ${card.model}`)
})
