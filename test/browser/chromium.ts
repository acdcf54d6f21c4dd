/**
 * @file A real browser for the tests: Chromium from npm, so that `npm ci` is all that a machine
 * needs. The package is made for a serverless platform; here its files are unpacked, and what
 * it would ask of the system's packages comes along: shared libraries and a font.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliDecompress } from 'node:zlib'
import { chromium, type Browser, type LaunchOptions } from 'playwright-core'

const decompress = promisify(brotliDecompress)

/** A browser to use in place of npm's. */
const CHOSEN = 'CHROME_PATH'

/** The sandbox does not start as root, which containers are; the tests open their own pages only. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * Starts a headless browser: the one that CHROME_PATH names, else npm's on Linux on x64, else an
 * installed Chrome.
 *
 * @throws {Error} When none starts; it says what to do.
 */
export async function launchBrowser(): Promise<Browser> {
  try {
    return await chromium.launch({ args: FLAGS, headless: true, ...(await chosenBrowser()) })
  } catch (cause) {
    throw new Error(
      `No browser started. Chromium from npm is for Linux on x64; elsewhere the tests use an installed Chrome, or the Chrome or Chromium whose path is in ${CHOSEN}`,
      { cause },
    )
  }
}

async function chosenBrowser(): Promise<LaunchOptions> {
  const path = process.env[CHOSEN]
  if (path !== undefined && path !== '') return { executablePath: path }
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome' }
  const directory = await unpacked()
  const libraries = [join(directory, 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean)
  return {
    executablePath: join(directory, 'chromium'),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: libraries.join(':'),
      FONTCONFIG_FILE: join(directory, 'fonts.conf'),
    },
  }
}

/** The directory with the package's files, unpacked at the first call after `npm ci`. */
async function unpacked(): Promise<string> {
  const packed = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')))
  const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8')) as {
    readonly version: string
  }
  const directory = resolve('node_modules/.cache/chromium', version)
  if (existsSync(directory)) return directory
  // Unpacked beside and then renamed: a directory of that name is whole, whoever made it.
  const making = `${directory}.${process.pid}`
  mkdirSync(making, { recursive: true })
  const bytes = async (file: string) => decompress(readFileSync(join(packed, 'bin', file)))
  writeFileSync(join(making, 'chromium'), await bytes('chromium.br'), { mode: 0o755 })
  for (const archive of ['al2023.tar.br', 'fonts.tar.br'])
    execFileSync('tar', ['-x', '-C', making], { input: await bytes(archive) })
  writeFileSync(join(making, 'fonts.conf'), fontConfiguration(directory))
  try {
    renameSync(making, directory)
  } catch (error) {
    rmSync(making, { recursive: true })
    if (!existsSync(directory)) throw error // else another process was faster
  }
  return directory
}

/** The package's own names a directory of the serverless platform. */
const fontConfiguration = (directory: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(directory, 'fonts')}</dir>
  <cachedir>${join(directory, 'fonts-cache')}</cachedir>
</fontconfig>
`
