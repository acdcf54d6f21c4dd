/**
 * Writes what the README shows of code and weights: the table of parameters, and the sheet
 * of samples in docs/.
 *
 *   npm run docs
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { samplingNetworks } from '../src/networks/cvae.ts'
import { readCheckpoint, SAMPLING_FILE } from './checkpoint.ts'
import { runCommand } from './command.ts'
import { withParameterTable } from './readme.ts'
import { startBackend } from './training/backend.ts'
import { sampleSheet } from './training/sheet.ts'

const SAMPLES_A_LABEL = 16
const SAMPLE_PIXELS = 56

await runCommand(async () => {
  await startBackend()
  const { manifest, parameter } = await readCheckpoint('weights', SAMPLING_FILE)
  const { configuration } = manifest
  const networks = samplingNetworks(parameter, configuration)
  mkdirSync('docs', { recursive: true })
  writeFileSync(
    'docs/digits.png',
    sampleSheet(networks, configuration, SAMPLES_A_LABEL, SAMPLE_PIXELS),
  )
  const readme = readFileSync('README.md', 'utf8')
  writeFileSync('README.md', withParameterTable(readme, configuration))
})
