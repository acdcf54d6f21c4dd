import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formEncoded, formPairs } from '../../src/http/percent.ts'

describe('a value of a form', () => {
  it.each(['ada', 'a b', "!'()~*-._", 'é 🐙', '50%', '%20+', 'a=b&c#d', ''])(
    'is written as by URLSearchParams: %s',
    (text) => {
      expect(`x=${formEncoded(text)}`).toBe(new URLSearchParams({ x: text }).toString())
    },
  )

  it('is so for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(`x=${formEncoded(text)}`).toBe(new URLSearchParams({ x: text }).toString())
      }),
    )
  })
})

describe('the pairs of a query', () => {
  it.each([
    '',
    '?',
    '?&&',
    '?label=7&seed=a+b',
    '?seed=%C3%A9=x&seed',
    '?=value',
    '?form%61t=svg',
    '?a=%26%3D%2B',
    '?%F0%9F%90%99=1',
    '?\uFEFFa=1',
  ])('are those of URLSearchParams: %s', (search) => {
    expect(formPairs(search)).toEqual([...new URLSearchParams(search)])
  })

  it('are so for any names and values', () => {
    const texts = fc.string({ unit: 'grapheme' })
    fc.assert(
      fc.property(fc.array(fc.tuple(texts, texts)), (pairs) => {
        const search = `?${new URLSearchParams(pairs).toString()}`
        expect(formPairs(search)).toEqual([...new URLSearchParams(search)])
      }),
    )
  })
})
