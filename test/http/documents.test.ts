/** @file Options, model card and pages: what they say is what the service does. */
import { describe, expect, it } from 'vitest'
import card from '../../weights/card.json' with { type: 'json' }
import { sha256 } from '../sha256.ts'
import { ask, bytesOf, endpoints, jsonOf, textOf } from './served.ts'

describe.each(['/', '/docs', '/model', '/options.json', '/openapi.json'])('GET %s', (path) => {
  const etagAt = async (url: string) => (await ask(url)).headers.get('etag') ?? ''

  it('has a validator of its bytes, by which it is not sent again', async () => {
    const etag = await etagAt(path)
    expect(etag).toBe(`"${await sha256(await bytesOf(path))}"`)
    for (const wanted of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const response = await ask(path, { 'If-None-Match': wanted })
      expect([wanted, response.status, await response.text()]).toEqual([wanted, 304, ''])
      expect(response.headers.get('etag')).toBe(etag)
      expect(response.headers.get('cache-control')).toBe('public, max-age=300')
      expect(response.headers.get('content-type')).toBeNull()
    }
    expect((await ask(path, { 'If-None-Match': '"other"' })).status).toBe(200)
  })

  it('is of the host that is asked, after others too', async () => {
    const own = await etagAt(path)
    const hosts = Array.from({ length: 20 }, (_, index) => `https://host${index}.example`)
    for (const host of hosts) {
      const text = await textOf(host + path)
      const etag = await etagAt(host + path)
      expect(etag === own).toBe(!text.includes(host))
      expect(text).not.toContain('localhost')
    }
    expect(await etagAt(path)).toBe(own)
  })
})

describe('GET /options.json', () => {
  it('has every parameter with limits and default, and examples that answer', async () => {
    const { endpoints: told } = await jsonOf<{
      endpoints: readonly {
        path: string
        examples: readonly string[]
        parameters: readonly { name: string; allowed: string; default: string; schema: object }[]
      }[]
    }>('/options.json')
    expect(told.map(({ path }) => path)).toEqual([
      '/digit',
      '/number',
      '/sheet',
      '/morph',
      '/latent',
      '/complete',
    ])
    const size = told[0]?.parameters.find(({ name }) => name === 'size')
    expect(size).toMatchObject({
      allowed: 'an integer from 28 to 1024',
      default: '28',
      schema: { type: 'integer', minimum: 28, maximum: 1024, default: 28 },
    })
    const ink = told[0]?.parameters.find(({ name }) => name === 'ink')
    expect(ink?.schema).toEqual({ type: 'string' }) // Navy is a colour as navy is
    for (const example of told.flatMap(({ examples }) => examples)) {
      const response = await ask(example)
      expect([example, response.status]).toEqual([example, 200])
    }
  })
})

describe('GET /model', () => {
  it('is the card of the weights, with the version of the drawings', async () => {
    const model = await jsonOf<object>('/model')
    expect(model).toEqual({ ...card, drawings: expect.stringMatching(/^digits-\d+\.\d+$/) })
  })
})

describe('GET /docs', () => {
  it('has a section, every parameter and a copyable URL for each endpoint', async () => {
    const page = await textOf('/docs')
    for (const { name, schema } of endpoints) {
      const [, section = ''] = page.split(`<section id="${name}">`)
      for (const what of ['URL', 'HTML'])
        expect(section.split('</section>')[0]).toContain(`aria-label="Copy ${what} of /${name}"`)
      for (const parameter of Object.keys(schema.entries))
        expect(section).toContain(`<td><code>${parameter}</code></td>`)
    }
  })

  it('gives an alternative text to every picture', async () => {
    const images = (await textOf('/docs')).match(/<img[^>]*>/g) ?? []
    expect(images.length).toBeGreaterThan(30)
    for (const image of images) expect(image).toMatch(/alt="[A-Z][^"]*handwritten[^"]*"/)
    expect(new Set(images.map((image) => /alt="[^"]*"/.exec(image)?.[0])).size).toBe(images.length)
  })
})
