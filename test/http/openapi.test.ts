/** @file OpenAPI: what it says is what the service does. */
import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import type { OpenApi } from './openapi-document.ts'
import { ask, endpoints, jsonOf } from './served.ts'

describe('GET /openapi.json', () => {
  it('is valid OpenAPI 3.1, by another validator', async () => {
    const document = await jsonOf<Record<string, unknown>>('/openapi.json')
    const validator = new Validator()
    const { valid, errors } = await validator.validate(document)
    expect(errors).toBeUndefined()
    expect([valid, validator.version]).toEqual([true, '3.1'])
  })

  it('has every endpoint in query style and path style, each operation named once', async () => {
    const { paths, servers } = await jsonOf<OpenApi>('/openapi.json')
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/digit', '/digit/{label}', '/digit/{label}/{seed}', '/model']),
    )
    const names = Object.values(paths).map(({ get }) => get.operationId)
    expect(new Set(names).size).toBe(names.length)
    expect(servers).toEqual([{ url: 'http://localhost' }])
  })

  it('has all drawings under the path that pins them too, and nothing else', async () => {
    const { paths } = await jsonOf<OpenApi>('/openapi.json')
    const urls = ['http://localhost', 'http://localhost/v1']
    for (const [path, { servers }] of Object.entries(paths)) {
      const isDrawing = endpoints.some(({ name }) => path.split('/')[1] === name)
      expect([path, servers?.map(({ url }) => url)]).toEqual([path, isDrawing ? urls : undefined])
      const { status } = await ask(`/v1${path}`)
      expect([path, status === 404]).toEqual([path, !isDrawing])
    }
  })

  it('tells of the validators of documents, as the service does', async () => {
    const { paths } = await jsonOf<OpenApi>('/openapi.json')
    for (const path of ['/model', '/options.json', '/healthz']) {
      const etag = (await ask(path)).headers.get('etag')
      expect([path, Object.hasOwn(paths[path]?.get.responses ?? {}, '304')]).toEqual([
        path,
        etag !== null,
      ])
    }
  })

  it('gives defaults that the service has, and media types that it returns', async () => {
    const { paths } = await jsonOf<OpenApi>('/openapi.json')
    for (const { name, formats } of endpoints) {
      const operation = paths[`/${name}`]?.get
      const parameters = operation?.parameters ?? []
      const defaults = parameters.flatMap(({ name: parameter, schema }) =>
        'default' in schema ? [`${parameter}=${String(schema['default'])}`] : [],
      )
      expect(defaults.length).toBeGreaterThan(7)
      const needed = parameters.filter(({ required }) => required).map((one) => `${one.name}=1`)
      // Of two ways to give the image neither is required.
      if (name === 'complete') needed.push('x=IpAG')
      const response = await ask(
        `/${name}?${[...needed, 'seed=a']
          .slice(0, name === 'latent' ? -1 : undefined)
          .concat(defaults)
          .join('&')}`,
      )
      if (response.status !== 200) throw new Error(await response.text())
      // All of them are defaults: none is in the canonical form.
      for (const given of defaults)
        expect(response.headers.get('content-location')).not.toContain(`${given.split('=')[0]}=`)
      expect(Object.keys(operation?.responses['200']?.content ?? {})).toHaveLength(formats.length)
    }
  })

  it('has no default of the format, which Accept decides first', async () => {
    const { paths } = await jsonOf<OpenApi>('/openapi.json')
    for (const { name } of endpoints) {
      const format = paths[`/${name}`]?.get.parameters?.find((one) => one.name === 'format')
      expect(format?.schema).not.toHaveProperty('default')
    }
  })

  it('has every header that tells of a drawing, and no other', async () => {
    const { paths } = await jsonOf<OpenApi>('/openapi.json')
    for (const { name, examples } of endpoints) {
      const { headers } = await ask(`/${examples()[0]?.urls[0] ?? name}`)
      const told = [...headers.keys()].filter((header) =>
        /^(digit-|content-(disposition|location)|etag)/.test(header),
      )
      const documented = Object.keys(paths[`/${name}`]?.get.responses['200']?.headers ?? {})
      // Of a completion the label is told where it was given.
      const expected = name === 'complete' ? [...told, 'digit-label'] : told
      expect(documented.map((header) => header.toLowerCase()).toSorted()).toEqual(
        expected.toSorted(),
      )
    }
  })

  it('has the media types and headers of problems', async () => {
    const { components } = await jsonOf<OpenApi>('/openapi.json')
    const { Problem400, Problem429 } = components.responses
    for (const [path, accept] of [
      ['/digit/12', '*/*'],
      ['/digit/12.png', 'image/*'],
      ['/digit/12.svg', 'image/*'],
      ['/digit/12.webp', 'image/*'],
      ['/digit/12.apng', 'image/*'],
    ] as const) {
      const { headers } = await ask(path, { Accept: accept })
      expect(Object.keys(Problem400?.content ?? {})).toContain(headers.get('content-type'))
    }
    expect(Object.keys(Problem400?.headers ?? {})).toEqual(['Digit-Error'])
    expect(Object.keys(Problem429?.headers ?? {})).toEqual(['Digit-Error', 'Retry-After'])
  })

  it('says of a seed in a path how it may have a dot, as the error does', async () => {
    const { paths } = await jsonOf<OpenApi>('/openapi.json')
    const seed = paths['/digit/{label}/{seed}']?.get.parameters?.find(({ name }) => name === 'seed')
    const rule = 'a seed with a dot needs an extension after it, or stands in the query'
    expect(seed?.description).toContain(rule)
    expect(await (await ask('/digit/7/v1.2')).text()).toContain(rule)
    for (const path of ['/digit/7/v1.2.png', '/digit?label=7&seed=v1.2'])
      expect((await ask(path)).headers.get('digit-seed')).toBe('v1.2')
  })

  it('names no default of what must be given, as all in a path must', async () => {
    const { paths } = await jsonOf<OpenApi>('/openapi.json')
    for (const { required, description } of Object.values(paths).flatMap(
      ({ get }) => get.parameters ?? [],
    ))
      expect([description, description.includes('default: ')]).toEqual([description, !required])
  })

  it('has the pattern of colours once, which the service takes', async () => {
    const { paths, components } = await jsonOf<OpenApi>('/openapi.json')
    const ink = paths['/digit']?.get.parameters?.find(({ name }) => name === 'ink')
    expect(ink?.schema).toEqual({ $ref: '#/components/schemas/Colour', default: 'ffffff' })
    const pattern = new RegExp(String(components.schemas['Colour']?.['pattern']))
    for (const text of ['fff', '#C0FFEE80', 'navy', 'transparent', 'fffff', 'rgb(1,2,3)', 'nav']) {
      const { status } = await ask(`/digit?seed=a&ink=${encodeURIComponent(text)}`)
      expect([text, pattern.test(text)]).toEqual([text, status === 200])
    }
  })

  it('has the pattern of coordinates that the service takes', async () => {
    const { paths } = await jsonOf<OpenApi>('/openapi.json')
    const z = paths['/latent']?.get.parameters?.find(({ name }) => name === 'z')
    const pattern = new RegExp(String(z?.schema['pattern']))
    const given = ['1', '-0.5,.25', '2.,1e-7', '1E1', '+1', '1e+1', '1,,2', '', '-', 'e', '1,']
    given.push(`0.${'3'.repeat(40)}`, Array(20).fill('1').join(), Array(21).fill('1').join())
    for (const text of given) {
      const { status } = await ask(`/latent?label=2&z=${encodeURIComponent(text)}`)
      expect([text, pattern.test(text)]).toEqual([text, status === 200])
    }
  })

  it.each(['digit?', 'number?digits=7&', 'sheet?', 'morph?from=1&to=2&'])(
    'has the longest seed that /%s takes',
    async (query) => {
      const { paths } = await jsonOf<OpenApi>('/openapi.json')
      const parameters = paths[`/${query.split('?')[0]}`]?.get.parameters
      const seed = parameters?.find(({ name }) => name === 'seed')
      const most = Number(seed?.schema['maxLength'])
      expect((await ask(`/${query}seed=${'é'.repeat(most)}`)).status).toBe(200)
      expect((await ask(`/${query}seed=${'é'.repeat(most + 1)}`)).status).toBe(400)
    },
  )

  it('says nothing of binary bodies but their media type', async () => {
    const { paths } = await jsonOf<OpenApi>('/openapi.json')
    expect(paths['/digit']?.get.responses['200']?.content?.['image/png']).toEqual({})
  })
})
