import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { MAX_SEED_CHARACTERS } from '../../../src/http/limits.ts'
import { digitPath } from '../../../src/http/partial-image/parameters.ts'

describe.each([1, 10, 47])('the path of a digit of %i labels', (labels) => {
  const { schema, json } = digitPath(labels)
  const pattern = new RegExp(json.pattern, 'u') // as JSON Schema reads it (2020-12, section 6.4)
  const seed = (minLength: number, maxLength: number) =>
    fc.string({ unit: 'binary', minLength, maxLength })

  it('has a pattern that takes what its parser takes', () => {
    const taken = fc.tuple(fc.nat({ max: labels - 1 }), seed(1, MAX_SEED_CHARACTERS))
    fc.assert(
      fc.property(taken, ([label, text]) => {
        const path = `${label}/${text}`
        expect([v.is(schema, path), pattern.test(path)]).toEqual([true, true])
      }),
    )
  })

  it('has a pattern that refuses what its parser refuses', () => {
    const label = fc.oneof(fc.nat({ max: 2 * labels }).map(String), fc.stringMatching(/^[-0]?\d*$/))
    const near = fc.tuple(label, fc.constantFrom('/', ''), seed(0, MAX_SEED_CHARACTERS + 2))
    fc.assert(
      fc.property(
        fc.oneof(
          near,
          near,
          seed(0, 9).map((text) => [text]),
        ),
        (parts) => {
          const path = parts.join('')
          expect(pattern.test(path)).toBe(v.is(schema, path))
        },
      ),
    )
  })

  it.each([
    ['0/a', true],
    ['0/a/b', true],
    ['0/\n\u2028', true],
    [`0/${'🐙'.repeat(MAX_SEED_CHARACTERS)}`, true],
    [`0/${'🐙'.repeat(MAX_SEED_CHARACTERS + 1)}`, false],
    ['0/', false],
    ['0', false],
    ['00/a', false],
    ['\n0/a', false],
    [`${labels}/a`, false],
  ])('takes %j: %s', (path, isTaken) => {
    expect([v.is(schema, path), pattern.test(path)]).toEqual([isTaken, isTaken])
  })
})
