import { describe, expect, it } from 'vitest'
import { decodedPng, embed, pixelsInPage } from './picture.ts'
import { setStage } from './stage.ts'

/** A picture whose server says nothing of other sites. */
const SILENT = {
  type: 'image/svg+xml',
  body: '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>',
}

const stage = setStage(() => ({ '/silent.svg': SILENT }))
const DIGIT = '/digit?label=7&seed=ada'

describe('an <img> on a page of another site', () => {
  it('shows the picture at its size', async () => {
    const page = await stage.open('/plain')
    const own = await embed(page, stage.worker(DIGIT), { crossorigin: false })
    expect(own).toStrictEqual({ width: 28, height: 28 })
    const large = await embed(page, stage.worker(`${DIGIT}&size=200`), { crossorigin: false })
    expect(large).toStrictEqual({ width: 200, height: 200 })
  })

  it.each(['', '&size=100&invert=true'])(
    'with crossorigin, gives a canvas the pixels of the PNG (%s)',
    async (appearance) => {
      const url = stage.worker(DIGIT + appearance)
      const page = await stage.open('/plain')
      await embed(page, url, { crossorigin: true })
      expect(await pixelsInPage(page)).toStrictEqual(await decodedPng(url))
    },
  )

  it('without crossorigin, gives a canvas nothing: the pixels above came by CORS', async () => {
    const page = await stage.open('/plain')
    await embed(page, stage.worker(DIGIT), { crossorigin: false })
    await expect(pixelsInPage(page)).rejects.toThrow('tainted')
  })
})

describe('an <img> on a cross-origin isolated page', () => {
  it.each([true, false])('shows the picture (crossorigin: %s)', async (crossorigin) => {
    const page = await stage.open('/isolated')
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
    const size = await embed(page, stage.worker(DIGIT), { crossorigin })
    expect(size).toStrictEqual({ width: 28, height: 28 })
  })

  it('is broken when its server does not allow it: the pictures above came by CORP', async () => {
    const page = await stage.open('/isolated')
    const silent = new URL('/silent.svg', page.url())
    silent.hostname = '127.0.0.1' // the same server, as another site
    await expect(embed(page, silent.href, { crossorigin: false })).rejects.toThrow('decoded')
    const plain = await stage.open('/plain')
    expect(await embed(plain, silent.href, { crossorigin: false })).toMatchObject({ width: 3 })
  })

  it('with crossorigin, gives a canvas the pixels of the PNG', async () => {
    const url = stage.worker(DIGIT)
    const page = await stage.open('/isolated')
    await embed(page, url, { crossorigin: true })
    expect(await pixelsInPage(page)).toStrictEqual(await decodedPng(url))
  })
})
