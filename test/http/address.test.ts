import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressOf } from '../../src/http/address.ts'

const asParsed = (url: string) => {
  const { pathname, search } = new URL(url)
  return { pathname, search }
}

describe('the address of a request', () => {
  it.each([
    'http://localhost/',
    'http://localhost:8787/digit/7/ada.png',
    'https://example.com/digit?label=7&seed=a/b',
    'https://example.com/digit/7/a%3Fb.png?size=56',
    'https://example.com/digit?',
    'https://example.com/digit#label',
    'https://example.com/digit#label?seed=a',
    'https://example.com/digit?seed=a#b?c',
    'https://example.com/digit?#',
    'https://[::1]:8787/v1/digit?seed=a?b',
    'https://user:word@example.com/digit',
  ])('is that of the parsed URL: %s', (url) => {
    expect(addressOf(url)).toEqual(asParsed(url))
  })

  it('is that of every URL as a request has it', () => {
    fc.assert(
      fc.property(
        fc
          .webUrl({ withQueryParameters: true, withFragments: true })
          .map((url) => new URL(url).href),
        (url) => {
          expect(addressOf(url)).toEqual(asParsed(url))
        },
      ),
    )
  })
})
