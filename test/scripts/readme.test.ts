import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { servedCompleter, servedSampler } from '../../scripts/checkpoint.ts'
import { withEndpointTables } from '../../scripts/readme.ts'

it('the README shows the parameters as they are (npm run docs renews it)', async () => {
  const sampler = await servedSampler()
  const readme = readFileSync('README.md', 'utf8')
  expect(withEndpointTables(readme, sampler, await servedCompleter())).toBe(readme)
})
