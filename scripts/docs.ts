/**
 * Writes what the README shows of code and weights: the tables of endpoints, and the sheet
 * of samples in docs/.
 *
 *   npm run docs
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { servedCompleter, servedSampler } from './checkpoint.ts'
import { runCommand } from './command.ts'
import { withEndpointTables } from './readme.ts'
import { startBackend } from './training/backend.ts'
import { sheetPng } from './training/sheet.ts'

const SAMPLES_A_LABEL = 16
const SAMPLE_PIXELS = 56

await runCommand(async () => {
  await startBackend()
  const sampler = await servedSampler()
  const { configuration } = sampler
  const rows = Array.from({ length: configuration.labels }, (_, label) => {
    const requests = Array.from({ length: SAMPLES_A_LABEL }, (_sample, index) => ({
      label,
      seed: `${index}`,
      temperature: 1,
    }))
    return sampler.sample(requests).map((logits) => ({ ...configuration.image, logits }))
  })
  mkdirSync('docs', { recursive: true })
  writeFileSync('docs/digits.png', sheetPng(rows, SAMPLE_PIXELS))
  const readme = readFileSync('README.md', 'utf8')
  writeFileSync('README.md', withEndpointTables(readme, sampler, await servedCompleter()))
})
