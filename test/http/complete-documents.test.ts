/** @file The documents of a release that completes: OpenAPI, options and pages. */
import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import { ask, bytesOf, completeEndpoint, jsonOf } from './completing.ts'
import type { OpenApi } from './openapi-document.ts'

describe('OpenAPI', () => {
  it('is valid, and has POST with its bodies and problems beside GET', async () => {
    const document = await jsonOf<OpenApi>('/openapi.json')
    const { valid, errors } = await new Validator().validate({ ...document })
    expect([valid, errors]).toEqual([true, undefined])
    const { get, post } = document.paths['/complete'] ?? {}
    expect([get?.operationId, post?.operationId]).toEqual(['complete', 'complete-post'])
    expect(Object.keys(post?.requestBody?.content ?? {})).toEqual(['image/png', 'application/json'])
    expect(Object.keys(post?.responses ?? {})).toEqual(
      expect.arrayContaining(['200', '413', '415']),
    )
    expect(Object.keys(post?.responses ?? {})).not.toContain('304')
    expect(JSON.stringify(get?.responses)).toContain('"ETag"')
    expect(JSON.stringify(post?.responses)).not.toContain('"ETag"')
    expect(post?.requestBody?.content).toMatchObject({
      'application/json': {
        schema: {
          properties: {
            pixels: { minItems: 28, maxItems: 28, items: { minItems: 28, maxItems: 28 } },
            label: { type: 'integer', minimum: 0, maximum: 9 },
            seed: { type: 'string', minLength: 1, maxLength: 128 },
            temperature: { type: 'number', minimum: 0, maximum: 2, default: 1 },
            samples: { type: 'integer', minimum: 1, maximum: 25, default: 1 },
          },
        },
      },
    })
    const names = (operation: typeof get) => operation?.parameters?.map(({ name }) => name) ?? []
    expect(names(get).filter((name) => !names(post).includes(name))).toEqual(['x', 'of', 'keep'])
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/complete/{x}', '/complete/{x}/{seed}']),
    )
    expect(document.paths['/complete/{x}']).not.toHaveProperty('post')
    // What says itself which pixels it has takes no digit and its part.
    for (const path of ['/complete/{x}', '/complete/{x}/{seed}']) {
      const inPath = names(document.paths[path]?.get)
      expect(names(get).filter((name) => !inPath.includes(name))).toEqual(['of', 'keep'])
    }
    expect(get?.description).toBe(completeEndpoint.notes.join('\n\n'))
    expect(post?.description).toBe(get?.description)
    const ids = Object.values(document.paths).flatMap((path) =>
      [path.get, path.post].flatMap((operation) => operation?.operationId ?? []),
    )
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('options', () => {
  it('and health name the models, that of completion too', async () => {
    const { headers } = await ask('/complete/IA/a')
    const { model, endpoints, limits } = await jsonOf<{
      model: string
      limits: readonly { most: number }[]
      endpoints: readonly { path: string; model: string }[]
    }>('/options.json')
    const own = endpoints.find(({ path }) => path === '/complete')?.model
    expect(own).toBe(headers.get('digit-model'))
    expect(endpoints[0]?.model).toBe(model)
    expect(limits.map(({ most }) => most)).toEqual(expect.arrayContaining([25, 65_536, 16_384]))
    expect(await jsonOf('/healthz')).toEqual({ status: 'ok', model, completion: 'completion-0' })
  })

  it('tell of the bodies that it takes', async () => {
    const { endpoints } = await jsonOf<{
      endpoints: readonly { path: string; takes?: readonly string[]; notes?: readonly string[] }[]
    }>('/options.json')
    const taking = endpoints.filter(({ takes }) => takes !== undefined)
    expect(taking).toMatchObject([
      {
        path: '/complete',
        takes: ['image/png', 'application/json'],
        notes: completeEndpoint.notes,
      },
    ])
  })
})

describe('pages', () => {
  it('have the form of x, and pictures with alternative texts', async () => {
    const page = new TextDecoder().decode(await bytesOf('/docs'))
    const [section = ''] = (page.split('<section id="complete">')[1] ?? '').split('</section>')
    expect(section).toContain('GET or POST /complete')
    expect(section).toContain('bits 7-5 the version, 1')
    const images = section.match(/<img[^>]*>/g) ?? []
    expect(images.length).toBeGreaterThan(6)
    for (const image of images) expect(image).toMatch(/alt="A handwritten digit, completed/)
    expect(page).toContain('<code>GET /digit</code>')
  })

  it('have examples that answer', async () => {
    for (const url of completeEndpoint.examples().flatMap(({ urls }) => urls))
      expect([url, (await ask(`/${url}`)).status]).toEqual([url, 200])
  })
})
