import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressOf } from '../../src/http/address.ts'

describe('the address of a request', () => {
  it.each([
    ['https://digits.example/digit/7/ada.png', '/digit/7/ada.png', ''],
    ['https://digits.example/', '/', ''],
    ['http://127.0.0.1:8787/digit?label=7&seed=a/b?c', '/digit', '?label=7&seed=a/b?c'],
    ['https://digits.example/digit?', '/digit', ''],
    ['https://digits.example/digit#part?no=query', '/digit', ''],
    ['https://digits.example/digit?label=7#part', '/digit', '?label=7'],
    ['https://user:secret@digits.example/%3F%23/x?y=%26', '/%3F%23/x', '?y=%26'],
  ])('of %s is %s and %s', (href, path, search) => {
    expect(addressOf(href)).toEqual({ path, search })
  })

  it('is that of the URL', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (text) => {
        const { href, pathname, search } = new URL(text)
        expect(addressOf(new Request(href).url)).toEqual({ path: pathname, search })
      }),
    )
  })
})
