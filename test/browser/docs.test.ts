/** @file The pages of the service, and its custom element on a page of another site. */
import { describe, expect, it } from 'vitest'
import { setStage } from './stage.ts'
import { htmlPage } from './pages.ts'

const stage = setStage()

describe.each(['/', '/docs'])('the page %s', (path) => {
  it('shows all its pictures', async () => {
    const page = await stage.visit(stage.worker(path))
    await page.waitForLoadState('networkidle')
    const pictures = await page.evaluate(() =>
      Array.from(document.images, ({ src, alt, naturalWidth }) => ({ src, alt, naturalWidth })),
    )
    expect(pictures.length).toBeGreaterThan(15)
    expect(pictures.filter(({ naturalWidth, alt }) => naturalWidth < 28 || alt === '')).toEqual([])
  })

  it('keeps room for its pictures, but for numbers, whose width is that of their ink', async () => {
    const page = await stage.visit(stage.worker(path))
    await page.waitForLoadState('networkidle')
    const pictures = await page.evaluate(() =>
      Array.from(document.images, (image) => ({
        src: image.src,
        dpr: Number(/@(\d)x|dpr=(\d)/.exec(image.src)?.slice(1).join('') ?? 1),
        isNumber: image.src.includes('/number'),
        own: [image.naturalWidth, image.naturalHeight],
        kept: ['width', 'height'].map((side) => Number(image.getAttribute(side) ?? NaN)),
      })),
    )
    for (const { src, dpr, isNumber, own, kept } of pictures)
      expect([src, kept]).toEqual([src, own.map((side) => (isNumber ? NaN : side / dpr))])
  })

  it('fits the narrowest phone, but for what scrolls by itself (WCAG 2.2, criterion 1.4.10)', async () => {
    const page = await stage.visit(stage.worker(path), { viewport: { width: 320, height: 640 } })
    await page.waitForLoadState('networkidle')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  })

  it('has no buttons that do nothing without scripts', async () => {
    const page = await stage.visit(stage.worker(path), { javaScriptEnabled: false })
    expect(await page.locator('button').count()).toBeGreaterThanOrEqual(3)
    expect(await page.getByRole('button').count()).toBe(0)
  })

  it('copies a snippet by its button, whose picture answers', async () => {
    const page = await stage.visit(stage.worker(path))
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    const buttons = page.getByRole('button')
    const names = await buttons.evaluateAll((all) =>
      all.map((one) => one.getAttribute('aria-label') ?? ''),
    )
    expect(names.length).toBeGreaterThanOrEqual(3)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^Copy \w/)
    for (const button of await buttons.all()) {
      await button.click()
      await page.waitForFunction(
        (one) =>
          one?.textContent === 'Copied' &&
          document.querySelector('[role=status]')?.textContent === 'Copied',
        await button.elementHandle(),
      )
      const copied = await page.evaluate(() => navigator.clipboard.readText())
      const url = /http:\/\/[^"')\s]+/.exec(copied)?.[0] ?? ''
      expect((await fetch(url)).status).toBe(200)
    }
  })
})

describe('the page /docs', () => {
  it('shows stills to readers who prefer reduced motion', async () => {
    const page = await stage.visit(stage.worker('/docs'))
    const animations = () =>
      page.evaluate(
        () => [...document.images].filter(({ currentSrc }) => currentSrc.includes('.apng')).length,
      )
    expect(await animations()).toBeGreaterThan(0)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.waitForFunction(() =>
      [...document.images].every(({ currentSrc }) => !currentSrc.includes('.apng')),
    )
  })
})

describe('<edge-digit>', () => {
  const element = setStage(() => ({ '/element': htmlPage('<main></main>') }))

  async function show(markup: string) {
    const page = await element.open('/element')
    await page.addScriptTag({ type: 'module', url: element.worker('/edge-digit.js') })
    await page.evaluate((html) => {
      const main = document.querySelector('main')
      if (main !== null) main.innerHTML = html
    }, markup)
    await page.waitForFunction(
      () => [...document.images].every(({ complete }) => complete) && document.images.length > 0,
    )
    const image = await page.evaluate(() => {
      const [{ currentSrc, alt, naturalWidth } = new Image()] = document.images
      return { currentSrc, alt, naturalWidth }
    })
    return { page, image }
  }

  it('shows a digit, with its alternative text', async () => {
    const { image } = await show('<edge-digit label="7" seed="ada" size="64"></edge-digit>')
    expect(image).toEqual({
      currentSrc: element.worker('/digit?label=7&seed=ada&size=64'),
      alt: 'A handwritten 7',
      naturalWidth: 64,
    })
  })

  it('follows its attributes, and draws without a seed', async () => {
    const { page, image } = await show('<edge-digit digits="42" size="30"></edge-digit>')
    expect(image.currentSrc).toMatch(/\/number\?digits=42&seed=\d+&size=30$/)
    await page.evaluate(() => document.querySelector('edge-digit')?.setAttribute('digits', '43'))
    await page.waitForFunction(() => document.images[0]?.alt === 'The handwritten number 43')
    const changed = await page.evaluate(() => document.images[0]?.src)
    expect(changed).toBe(image.currentSrc.replace('digits=42', 'digits=43'))
  })

  it('takes an attribute without a value as true, as HTML has it', async () => {
    const { image } = await show('<edge-digit label="7" seed="ada" invert></edge-digit>')
    expect(image).toMatchObject({ currentSrc: expect.stringContaining('invert=true') })
    expect(image.naturalWidth).toBe(28)
  })

  it('asks for no more pixels than the service draws', async () => {
    const { page } = await show('<edge-digit label="7" seed="ada" size="600"></edge-digit>')
    expect(await page.evaluate(() => document.images[0]?.srcset)).toBe('')
  })

  it('shows a still of a morph to readers who prefer reduced motion', async () => {
    const markup = '<edge-digit from="3" to="8" seed="ada"></edge-digit>'
    const { image, page } = await show(markup)
    expect(image.currentSrc).not.toContain('format=png')
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.waitForFunction(() => document.images[0]?.currentSrc.includes('format=png'))
  })
})
