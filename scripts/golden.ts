/**
 * Writes the golden list: SHA-256 of pictures that must never change within a model version.
 *
 *   npm run golden
 *
 * Run it only with a new model version, and say so in the CHANGELOG.
 */
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createApp } from '../src/http/app.ts'
import { DigitSampler } from '../src/sampling/sampler.ts'
import { readCheckpoint, SAMPLING_FILE } from './checkpoint.ts'
import { runCommand } from './command.ts'
import { startBackend } from './training/backend.ts'

const SEEDS = ['0', '1', 'ada', 'a b', 'é', '🐙', '0'.repeat(128)]
const VARIANTS = [
  'temperature=0',
  'temperature=0.5',
  'temperature=2',
  'size=29',
  'size=100',
  'size=512',
  'size=1024',
  'invert=true',
  'size=200&invert=true&temperature=0.8',
]

await runCommand(async () => {
  await startBackend()
  const sampler = new DigitSampler(await readCheckpoint('weights', SAMPLING_FILE))
  const labels = Array.from({ length: sampler.configuration.labels }, (_, label) => label)
  const paths = [
    ...SEEDS.map((seed) => `/digit?seed=${encodeURIComponent(seed)}`),
    ...labels.flatMap((label) =>
      SEEDS.map((seed) => `/digit?label=${label}&seed=${encodeURIComponent(seed)}`),
    ),
    ...labels.flatMap((label) =>
      VARIANTS.map((variant) => `/digit?label=${label}&seed=ada&${variant}`),
    ),
  ]
  const app = createApp(sampler)
  const pictures: Record<string, string> = {}
  for (const path of paths) {
    const response = await app.request(path)
    if (response.status !== 200) throw new Error(`${path}: ${await response.text()}`)
    const bytes = new Uint8Array(await response.arrayBuffer())
    pictures[path] = createHash('sha256').update(bytes).digest('hex')
  }
  const golden = { model: sampler.version, pictures }
  writeFileSync('test/golden/digits.json', `${JSON.stringify(golden, null, 2)}\n`)
  console.log(`test/golden/digits.json: ${paths.length} pictures of ${sampler.version}`)
})
