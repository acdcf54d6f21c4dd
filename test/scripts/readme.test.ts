import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readCheckpoint, SAMPLING_FILE } from '../../scripts/checkpoint.ts'
import { withParameterTable } from '../../scripts/readme.ts'

it('the README shows the parameters as they are (npm run docs renews it)', async () => {
  const { manifest } = await readCheckpoint('weights', SAMPLING_FILE)
  const readme = readFileSync('README.md', 'utf8')
  expect(withParameterTable(readme, manifest.configuration)).toBe(readme)
})
