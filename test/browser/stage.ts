/** @file What every test in the browser stands on: the deployed Worker, pages that embed it, Chromium. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, inject } from 'vitest'
import { launchBrowser } from './chromium.ts'
import { htmlPage, ISOLATION, servePages, type PageServer, type ServedFiles } from './pages.ts'

/** An empty page, and one that is cross-origin isolated. */
const EMPTY_PAGES: ServedFiles = { '/plain': htmlPage(), '/isolated': htmlPage('', ISOLATION) }

export interface Stage {
  /** An address of the Worker. */
  worker(path: string): string
  /** Opens a page of the other origin, `/plain`, `/isolated` or one of the test's own. */
  open(path: string): Promise<Page>
  /** Opens any address, such as one of the Worker's, as any reader: of a phone, without scripts. */
  visit(url: string, reader?: BrowserContextOptions): Promise<Page>
}

/**
 * Sets the stage for the tests of a file. A page that throws fails its test.
 *
 * @param makeFiles Further files of the pages' origin; called before the first test.
 */
export function setStage(makeFiles: () => Promise<ServedFiles> | ServedFiles = () => ({})): Stage {
  let pages: PageServer | undefined
  let browser: Browser | undefined
  let thrown: Error[] = []

  beforeAll(async () => {
    pages = await servePages({ ...EMPTY_PAGES, ...(await makeFiles()) })
    browser = await launchBrowser()
  })
  afterEach(async () => {
    await Promise.all((browser?.contexts() ?? []).map((context) => context.close()))
    const errors = thrown
    thrown = []
    if (errors.length > 0) throw new AggregateError(errors, `The page threw: ${errors.join('; ')}`)
  })
  afterAll(async () => {
    await Promise.all([browser?.close(), pages?.close()])
  })

  async function visit(url: string, reader?: BrowserContextOptions): Promise<Page> {
    if (browser === undefined) throw new Error('The stage is set when the tests run, not before')
    const page = await browser.newPage(reader)
    page.on('pageerror', (error) => thrown.push(error))
    await page.goto(url)
    return page
  }
  return {
    worker: (path) => `http://127.0.0.1:${inject('workerPort')}${path}`,
    open: (path) => visit(`${pages?.origin}${path}`),
    visit,
  }
}
