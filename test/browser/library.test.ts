import { rmSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import type { Digits } from '../../src/library/index.d.ts'
import { builtPackage, goldenPaths, goldenPictures } from '../library/built.ts'
import { filesOf, htmlPage } from './pages.ts'
import { setStage } from './stage.ts'

declare global {
  /** Set by the page below. */
  var digits: Promise<Digits>
}

/** Served from the directory as it was built: only the page's own origin is needed. */
const PAGE = htmlPage(`<script>
  globalThis.digits = import('/library/browser.js').then(({ createDigits }) => createDigits())
</script>`)

let directory = ''
const stage = setStage(async () => {
  const built = await builtPackage()
  ;({ directory } = built)
  return { '/draw': PAGE, ...filesOf(built.modules, '/library/') }
})
afterAll(() => rmSync(directory, { recursive: true }))

it('the library draws the golden pictures in a page, seed 0 among them', async () => {
  const pictures = goldenPictures(7)
  expect(pictures.length).toBeGreaterThanOrEqual(20)
  expect(pictures.map(({ picture }) => picture.seed)).toContain('0')
  const page = await stage.open('/draw')
  const drawn = await page.evaluate(async (wanted) => {
    const digits = await globalThis.digits
    const hashes = wanted.map(async ({ path, picture }) => {
      const digest = await crypto.subtle.digest('SHA-256', digits.png(picture))
      return [path, new Uint8Array(digest).toHex()] as const
    })
    return Object.fromEntries(await Promise.all(hashes))
  }, pictures)
  expect(drawn).toStrictEqual(Object.fromEntries(pictures.map(({ path, hash }) => [path, hash])))
})

it('the library answers paths of every endpoint and format in a page', async () => {
  const expected = goldenPaths()
  const page = await stage.open('/draw')
  const drawn = await page.evaluate(async (paths) => {
    const digits = await globalThis.digits
    const hashes = paths.map(async (path) => {
      const bytes = await (await digits.fetch(path)).arrayBuffer()
      const digest = await crypto.subtle.digest('SHA-256', bytes)
      return [path, new Uint8Array(digest).toHex()] as const
    })
    return Object.fromEntries(await Promise.all(hashes))
  }, Object.keys(expected))
  expect(drawn).toStrictEqual(expected)
})
