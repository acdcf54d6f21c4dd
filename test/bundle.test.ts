import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestHarness } from 'wrangler'
import golden from './golden/v1.json' with { type: 'json' }
import { sha256 } from './sha256.ts'

/** The bundle that `wrangler deploy` uploads: aliases, definitions and minification applied. */
const server = createTestHarness({ workers: [{ configPath: './wrangler.toml' }] })

beforeAll(async () => {
  await server.listen()
})
afterAll(() => server.close())

describe('the deployed bundle', () => {
  it('draws the golden pictures', async () => {
    const paths = Object.keys(golden.pictures).filter((_, index) => index % 8 === 0)
    const found: Record<string, string> = {}
    for (const path of paths) {
      const response = await server.fetch(path)
      found[path] = await sha256(new Uint8Array(await response.arrayBuffer()))
    }
    expect(paths.length).toBeGreaterThan(15)
    expect(golden.pictures).toMatchObject(found)
  })

  it('answers bad input with a problem', async () => {
    const response = await server.fetch('/digit?label=x')
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  })
})
