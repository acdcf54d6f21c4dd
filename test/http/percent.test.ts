import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formEncoded } from '../../src/http/percent.ts'

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
