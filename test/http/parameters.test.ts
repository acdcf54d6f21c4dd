/** @file Every parameter of every endpoint: what is taken, up to the limits, and what is refused just beyond. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { documentation } from '../../src/http/parameters.ts'
import { CASES, type Cases } from './parameter-cases.ts'
import { ask, endpoints, refusalOf } from './served.ts'

/** Queries without which an endpoint refuses everything. */
const BASE: Readonly<Record<string, string>> = {
  digit: 'seed=a',
  number: 'digits=42&seed=a',
  sheet: 'seed=a&rows=2&columns=2',
  morph: 'from=1&to=2&seed=a&frames=3',
  latent: 'label=3&axes=0,1&steps=2',
  complete: 'of=7/ada&keep=left&seed=a',
}

/** Refused for more than a schema of one parameter says: another one, magnitudes in a list, equal axes, or what an image means. */
const BEYOND_SCHEMAS = new Set([
  'rows=501',
  'columns=501',
  'frame=4',
  'z=1000000100',
  'noise=100.1',
  'axes=0,0',
  'x=A',
])

/** What a text is in JSON; undefined where JSON spells it in another way, if at all. */
function jsonValue({ type }: Readonly<Record<string, unknown>>, text: string): unknown {
  if (type === 'boolean') return text === 'true' || (text === 'false' ? false : undefined)
  if (type === 'string') return decodeURIComponent(text)
  return String(Number(text)) === text && text !== 'NaN' ? Number(text) : undefined
}

const urlOf = (endpoint: string, name: string, value: string): string => {
  const base = (BASE[endpoint] ?? '').split('&').filter((pair) => !pair.startsWith(`${name}=`))
  const encoded = value.includes('%') ? value : encodeURIComponent(value)
  return `/${endpoint}?${[...base, `${name}=${encoded}`].join('&')}`
}

describe.each(endpoints)('/$name', ({ name: endpoint, schema }) => {
  const cases = CASES[endpoint] ?? {}

  it('has cases for every parameter', () => {
    expect(Object.keys(cases).toSorted()).toEqual(Object.keys(schema.entries).toSorted())
  })

  it('has schemas that take and refuse what it does', () => {
    const ajv = new Ajv2020({ strict: false })
    for (const { name, json } of documentation(schema.entries)) {
      const isValid = ajv.compile(json)
      const verdicts = (which: keyof Cases) =>
        (cases[name]?.[which] ?? [])
          .filter((text) => !BEYOND_SCHEMAS.has(`${name}=${text}`) && text !== 'Navy')
          .map((text) => [name, text, jsonValue(json, text)])
          .filter(([, , value]) => value !== undefined)
          .map(([, text, value]) => [name, text, isValid(value)])
      expect(verdicts('taken').filter(([, , valid]) => !valid)).toEqual([])
      expect(verdicts('refused').filter(([, , valid]) => valid)).toEqual([])
    }
  })

  const each = (which: keyof Cases) =>
    Object.entries(cases).flatMap(([name, values]) =>
      values[which].map((value) => ({ name, value })),
    )

  it.each(each('taken'))('takes $name=$value', async ({ name, value }) => {
    expect(await refusalOf(urlOf(endpoint, name, value))).toBe('')
  })

  it.each(each('refused'))('refuses $name=$value, naming it', async ({ name, value }) => {
    const response = await ask(urlOf(endpoint, name, value))
    expect(response.status).toBe(400)
    const { errors } = (await response.json()) as { errors: readonly { parameter: string }[] }
    // Too many digits are an error of rows, whichever of both was changed.
    const named = name === 'columns' && value === '501' ? 'rows' : name
    expect(errors.map(({ parameter }) => parameter)).toEqual([named])
  })
})

describe('a number', () => {
  it('of very many digits is refused at once', async () => {
    const start = performance.now()
    for (const name of ['z', 'extent'])
      expect((await ask(`/latent/2?${name}=${'1'.repeat(100_000)}x`)).status).toBe(400)
    expect(performance.now() - start).toBeLessThan(2000)
  })

  it.each([
    '/digit/7/a.json?temperature=',
    '/number/42/a.json?spacing=-0.1&slant=',
    '/number/42/a.json?spacing=',
    '/latent/3.json?z=1,',
    '/latent/3.json?noise=1,',
    '/latent/3.json?axes=0,1&steps=3&extent=',
  ])('is the same drawing of the same URL as -0: %s0', async (path) => {
    const [plain, negative] = await Promise.all([ask(`${path}0`), ask(`${path}-0`)])
    for (const header of ['etag', 'content-location'])
      expect(negative.headers.get(header)).toBe(plain.headers.get(header))
    expect([negative.status, await negative.text()]).toEqual([200, await plain.text()])
  })
})

describe('what parameters may not be together', () => {
  it.each([
    ['/digit/7/a?size=1024&dpr=2', 'size'],
    ['/digit/7/a?size=1024&padding=256', 'size'],
    ['/sheet/a?rows=26&columns=39', 'rows'],
    ['/sheet/a?rows=20&columns=50&size=35', 'size'],
    ['/sheet/a.svg?rows=10&columns=11', 'format'],
    ['/sheet/a?rows=1&columns=1000&gap=256', 'columns'],
    ['/sheet/a?rows=586&columns=1', 'rows'],
    ['/sheet/a?rows=586&columns=1&size=29', 'rows'],
    ['/sheet/a?rows=500&columns=1&size=40&padding=9', 'size'],
    ['/digit/7/a?dpr=4&padding=256', 'dpr'],
    ['/digit/7/a?dpr=4&padding=256&size=29', 'dpr'],
    ['/digit/7/a?size=1024&dpr=4&padding=256', '(parameters)'],
    ['/morph/1/2/a?padding=256', 'padding'],
    ['/sheet/a?rows=1&columns=40&gap=100&dpr=4', 'dpr'],
    ['/morph/1/2/a?frames=60&size=30&padding=50', 'padding'],
    ['/morph/1/2/a?frames=60&size=200&padding=50', 'frames'],
    ['/morph/1/2/a.webp?frames=60&size=1024&padding=200', 'size'],
    [`/number/${'8'.repeat(32)}/a?size=200`, 'size'],
    [`/number/${'8'.repeat(32)}/a?size=150&spacing=1`, 'size'],
    ['/number/8/a?size=700&slant=1', 'size'],
    ['/morph/1/2/a?frames=60&size=128', 'size'],
    ['/morph/1/2/a.apng?frame=1', 'frame'],
    ['/morph/1/2/a.npy?frame=1', 'frame'],
    ['/morph/1/2/a.png?frame=17', 'frame'],
    ['/latent/2?z=1&noise=1', 'noise'],
    ['/latent/2?steps=5', 'steps'],
    ['/latent/2?extent=3', 'extent'],
    ['/latent/2.svg?axes=0,1&steps=11', 'format'],
    ['/latent/2?axes=0,1&steps=31&size=64', 'size'],
    ['/complete?x=IpAG&of=7/ada&keep=left', 'of'],
    ['/complete?x=IpAG&keep=left', 'keep'],
    ['/complete?of=7/ada', 'keep'],
    ['/complete/IpAG/a?samples=25&size=1024', 'size'],
  ])('refuses %s, naming %s', async (path, parameter) => {
    const response = await ask(path)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ errors: [{ parameter }] })
  })

  it.each([
    '/digit/7/a?size=1024',
    '/digit/7/a?size=256&dpr=4',
    '/digit/7/a@2x.svg?size=600',
    '/sheet/a?rows=20&columns=50',
    '/sheet/a?rows=5&columns=6&size=200', // 1,200,000 pixels
    '/sheet/a?rows=585&columns=1&padding=2', // 16,384 on a side
    '/sheet/a.svg?rows=10&columns=10',
    '/sheet/a.npy?rows=586&columns=1&padding=256',
    '/digit/7/a.npy?size=1024&dpr=4',
    '/morph/1/2/a?frames=16&size=196',
    '/morph/1/2/a.png?frame=16',
    '/morph/1/2/a.webp?frame=1&size=1024',
    '/latent/2?axes=0,1&steps=31',
    '/latent/2?steps=9&extent=2',
    '/complete/IpAG/a?samples=25&size=219',
  ])('takes %s', async (path) => {
    expect(await refusalOf(path)).toBe('')
  })

  it.each([
    ['/number', 'digits'],
    ['/morph?from=1', 'to'],
    ['/latent', 'label'],
    ['/complete', 'x'],
  ])('says of %s that %s is missing', async (path, parameter) => {
    const response = await ask(path)
    expect(response.status).toBe(400)
    const problem: unknown = await response.json()
    expect(problem).toMatchObject({
      detail: expect.stringContaining(`${parameter}: got nothing, expected `),
      errors: [{ parameter, expected: expect.any(String) }],
    })
    expect(problem).not.toHaveProperty('errors.0.got')
  })
})
