/** @file The JSON of every endpoint is what OpenAPI says, and has nothing that it does not say. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { ask, endpoints, jsonOf, textOf } from './served.ts'

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })

/** Parts of a whole, which alone have not all that it has. */
const isPart = (key: string): boolean => key === 'Drawing' || /^\d+$/.test(key)

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content: Content }>>
}
type Content = Readonly<Record<string, { readonly schema: { readonly $ref: string } }>>

beforeAll(async () => {
  // Where an object is described, it has no other properties than those (JSON Schema 2020-12, core, section 11.3).
  const document: unknown = JSON.parse(await textOf('/openapi.json'), (key, value: object) =>
    value !== null && typeof value === 'object' && 'properties' in value && !isPart(key)
      ? { ...value, unevaluatedProperties: false }
      : value,
  )
  ajv.addSchema(document as object, 'openapi')
})

/** What is wrong with a value, by a schema of the document. */
function errorsOf(value: unknown, $ref: string): unknown {
  const validate = ajv.compile({ $ref: `openapi${$ref}`, unevaluatedProperties: false })
  return validate(value) ? undefined : validate.errors
}

/** The reference to the schema of an answer. */
async function schemaOf(path: string, status: string, mediaType: string): Promise<string> {
  const { paths } = await jsonOf<{ paths: Record<string, { get: Operation }> }>('/openapi.json')
  const content = paths[path]?.get.responses[status]?.content
  return content?.[mediaType]?.schema.$ref ?? ''
}

describe('the JSON of an answer', () => {
  it.each([
    '/digit/7/ada.json?size=50&padding=3',
    '/digit?format=json',
    '/number/2024/ada.json?slant=0.3',
    '/sheet/ada.json?rows=2&columns=3',
    '/morph/1/2/ada.json?frames=3&bounce=false',
    '/latent/2.json?noise=1,-2',
    '/latent/2.json?axes=0,1&steps=3',
    '/complete?of=7/ada&keep=left&format=json',
    '/complete/IpAG/ada.json?label=4',
    '/complete/IpAG/ada.json?samples=3',
  ])('of %s is as OpenAPI says', async (path) => {
    const name = /^\/[a-z]+/.exec(path)?.[0] ?? ''
    const schema = await schemaOf(name, '200', 'application/json')
    const value = await jsonOf<object>(path)
    expect(errorsOf(value, schema)).toBeUndefined()
    expect(errorsOf({ ...value, other: 1 }, schema)).toBeDefined()
    for (const left of Object.keys(value).filter((key) => key !== 'label' || name !== '/complete'))
      expect([left, errorsOf({ ...value, [left]: undefined }, schema)]).not.toEqual([
        left,
        undefined,
      ])
  })

  it('of no endpoint is left out', async () => {
    for (const { name } of endpoints)
      expect(await schemaOf(`/${name}`, '200', 'application/json')).toMatch(/[A-Z][a-z]+Drawing$/)
  })

  it('is that of a problem too', async () => {
    for (const path of ['/digit/12', '/nothing', '/digit?size=9&dpr=9']) {
      const problem: unknown = await (await ask(path)).json()
      expect(errorsOf(problem, '#/components/schemas/Problem')).toBeUndefined()
    }
  })
})
