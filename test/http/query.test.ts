import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { servedSampler } from '../../scripts/checkpoint.ts'
import { digitEndpoint } from '../../src/http/endpoints/digit.ts'
import { canonicalQuery } from '../../src/http/parameters.ts'
import { queryParser } from '../../src/http/query.ts'
import { integer, required } from '../../src/http/values.ts'

const { schema } = digitEndpoint(await servedSampler())
const parse = queryParser(schema)
function valuesOf(search: string) {
  const result = parse(search)
  return result.ok ? result.values : result.errors
}
const TOLD = { meaning: 'of the test' }
const longest = 'é'.repeat(128)

describe('the query of /digit', () => {
  it('has a default for everything but label and seed', () => {
    expect(valuesOf('')).toEqual({
      temperature: 1,
      size: 28,
      dpr: 1,
      padding: 0,
      ink: 'ffffff',
      paper: '000000',
      invert: false,
      format: 'png',
      download: false,
    })
  })

  it.each([
    ['label=0', { label: 0 }],
    ['label=9', { label: 9 }],
    ['seed=0', { seed: '0' }],
    ['seed=a+b', { seed: 'a b' }],
    ['seed=%F0%9F%90%99', { seed: '🐙' }],
    [`seed=${encodeURIComponent(longest)}`, { seed: longest }],
    [`seed=${encodeURIComponent('🐙'.repeat(128))}`, { seed: '🐙'.repeat(128) }],
    ['temperature=0', { temperature: 0 }],
    ['temperature=2', { temperature: 2 }],
    ['temperature=2.0', { temperature: 2 }],
    ['temperature=.5', { temperature: 0.5 }],
    ['temperature=0.000001', { temperature: 0.000001 }],
    ['temperature=1e-3', { temperature: 0.001 }],
    ['temperature=0.30000000000000004', { temperature: 0.1 + 0.2 }],
    ['size=28', { size: 28 }],
    ['size=1024', { size: 1024 }],
    ['invert=true', { invert: true }],
    ['invert=1', { invert: true }],
    ['invert=false', { invert: false }],
    ['invert=0', { invert: false }],
  ])('takes %s', (search, values) => {
    expect(parse(`?${search}`)).toMatchObject({ ok: true, values })
  })

  it.each([
    ['label=', 'label'],
    ['label=10', 'label'],
    ['label=-1', 'label'],
    ['label=07', 'label'],
    ['label=7.0', 'label'],
    ['label=1e0', 'label'],
    ['label=%207', 'label'],
    ['label=seven', 'label'],
    ['label=٧', 'label'],
    ['seed=', 'seed'],
    [`seed=${'x'.repeat(129)}`, 'seed'],
    ['temperature=', 'temperature'],
    ['temperature=-0.1', 'temperature'],
    ['temperature=2.000001', 'temperature'],
    ['temperature=1e', 'temperature'],
    ['temperature=3e0', 'temperature'],
    ['temperature=NaN', 'temperature'],
    ['temperature=Infinity', 'temperature'],
    ['temperature=1,5', 'temperature'],
    ['temperature=-1e-9', 'temperature'],
    ['temperature=.', 'temperature'],
    ['size=27', 'size'],
    ['size=1025', 'size'],
    ['size=28.5', 'size'],
    ['size=999999999999999999999', 'size'],
    ['size=0x40', 'size'],
    ['invert=', 'invert'],
    ['invert=yes', 'invert'],
    ['invert=TRUE', 'invert'],
    ['Label=7', 'Label'],
    ['colour=red', 'colour'],
    ['=7', ''],
    ['__proto__=7', '__proto__'],
    ['constructor=7', 'constructor'],
    ['label=7&label=7', 'label'],
    ['seed=a&seed=b', 'seed'],
    ['seed=%', '(query)'],
    ['seed=%FF', '(query)'],
    ['seed=%ED%A0%80', '(query)'],
  ])('refuses %s and names %s', (search, parameter) => {
    const result = parse(`?${search}`)
    expect(result).toEqual({
      ok: false,
      errors: [{ parameter, got: expect.any(String), expected: expect.any(String) }],
    })
  })

  it('tells of every error at once, and what is known', () => {
    const result = parse('?label=x&size=5&colour=red')
    expect(result).toMatchObject({
      ok: false,
      errors: [
        { parameter: 'label', got: 'x', expected: 'an integer from 0 to 9' },
        { parameter: 'size', got: '5', expected: 'an integer from 28 to 1024' },
        { parameter: 'colour', got: 'red', expected: expect.stringContaining('label, seed') },
      ],
    })
  })

  it('says which parameter is missing, before what is wrong', () => {
    const number = queryParser(
      v.strictObject({ ...schema.entries, digits: required(integer(0, 9), TOLD) }),
    )
    const result = number('?label=x')
    expect(result).not.toHaveProperty('errors.0.got')
    expect(result).toMatchObject({
      ok: false,
      errors: [
        { parameter: 'digits', expected: 'an integer from 0 to 9' },
        { parameter: 'label', got: 'x' },
      ],
    })
  })

  it('reports ten errors of thousands, cut between characters', () => {
    const many = Array.from({ length: 4000 }, (_, index) => `p${index}=${index}`).join('&')
    expect(parse(`?${many}`)).toMatchObject({ ok: false, errors: { length: 10 } })
    const mixed = parse(`?label=x&size=1&${many.slice(0, 60)}`)
    expect(mixed).toMatchObject({ ok: false, errors: { length: 10 } })
    const whole = parse(`?label=${encodeURIComponent('🐙'.repeat(60))}`)
    expect(whole).toMatchObject({ errors: [{ got: '🐙'.repeat(60) }] })
    const long = parse(`?seed=x${encodeURIComponent('🐙'.repeat(128))}`)
    expect(long).toMatchObject({ errors: [{ got: `x${'🐙'.repeat(99)}…` }] })
  })

  it('never throws, and repeats little of what it got', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const result = parse(`?${text}`)
        const echoed = result.ok
          ? []
          : result.errors.flatMap(({ got = '', parameter }) => [got, parameter])
        expect(echoed.every((part) => Array.from(part).length <= 101)).toBe(true)
      }),
    )
  })

  it('has one canonical form, whatever the order and spelling, that parses to itself', () => {
    const digits = fc.record({
      label: fc.integer({ min: 0, max: 9 }),
      seed: fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
        .filter((seed) => Array.from(seed).length <= 128 && seed.isWellFormed()),
      temperature: fc.double({ min: 0, max: 2, noNaN: true }).map((value) => value + 0), // no -0
      size: fc.integer({ min: 28, max: 1024 }),
      invert: fc.boolean(),
    })
    fc.assert(
      fc.property(digits, fc.infiniteStream(fc.nat()), (digit, order) => {
        const spelled = Object.entries(digit)
          .map(([name, value]) => ({
            text: `${name}=${encodeURIComponent(value)}`,
            at: order.next(),
          }))
          .toSorted((a, b) => Number(a.at.value) - Number(b.at.value))
          .map(({ text }) => text)
          .join('&')
        expect(valuesOf(`?${spelled}`)).toMatchObject(digit)
        const canonical = canonicalQuery(schema.entries)(digit)
        expect(canonical).toMatch(/^label=\d&seed=[\x21-\x7e]+$/)
        expect(canonical).not.toContain('"')
        expect(valuesOf(`?${canonical}`)).toEqual(valuesOf(`?${spelled}`))
      }),
    )
  })
})
