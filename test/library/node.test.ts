import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtPackage, goldenPaths, goldenPictures } from './built.ts'

let directory = ''
beforeAll(async () => {
  ;({ directory } = await builtPackage())
})
afterAll(() => rmSync(directory, { recursive: true }))

/** Runs a module in a plain Node process, of the project that has the package, so that its `exports` are followed. */
function run(source: string, ...parameters: readonly string[]): unknown {
  const flags = ['--input-type=module', '--eval', source, '--', ...parameters]
  return JSON.parse(execFileSync(process.execPath, flags, { cwd: directory, encoding: 'utf8' }))
}

const DRAW = `
  import { createHash } from 'node:crypto'
  import { createDigits } from 'edge-digits/node'
  const digits = await createDigits()
  const hashes = JSON.parse(process.argv[1]).map(({ path, picture }) => [
    path,
    createHash('sha256').update(digits.png(picture)).digest('hex'),
  ])
  console.log(JSON.stringify(Object.fromEntries(hashes)))`

const FETCH = `
  import { createHash } from 'node:crypto'
  import { createDigits } from 'edge-digits/node'
  const digits = await createDigits()
  const hashes = JSON.parse(process.argv[1]).map(async (path) => {
    const bytes = new Uint8Array(await (await digits.fetch(path)).arrayBuffer())
    return [path, createHash('sha256').update(bytes).digest('hex')]
  })
  console.log(JSON.stringify(Object.fromEntries(await Promise.all(hashes))))`

const INSPECT = `
  import { createDigits } from 'edge-digits/node'
  const digits = await createDigits()
  const refusals = [
    { seed: 'a', label: 10 },
    { seed: 'a', label: 0.5 },
    { seed: 'a', temperature: -1 },
    { seed: 'a', temperature: NaN },
    { seed: 'a', label: '7' },
    { seed: 'a', label: null },
    { seed: 'a', temperature: 2.5 },
    { seed: 'a', temperature: '1' },
    { seed: 'a', temperature: null },
    { seed: 'a', temperature: true },
    { seed: 'a', size: 27 },
    { seed: 'a', size: 1025 },
    { seed: 'a', size: 56.5 },
    { seed: 'a', size: '64' },
    { seed: 'a', size: null },
    { seed: 'a', invert: 'false' },
    { seed: 'a', invert: null },
    { seed: 'a\\ud800' },
    { seed: 0 },
    { seed: '' },
    {},
  ].map((picture) => {
    try {
      return digits.png(picture).length
    } catch (error) {
      return String(error)
    }
  })
  const first = digits.logits({ seed: 'ada', label: 7 })
  console.log(JSON.stringify({
    model: digits.model,
    pixels: first.length,
    own: first.buffer.byteLength,
    same: Buffer.compare(Buffer.from(first.buffer), Buffer.from(digits.logits({ seed: 'ada', label: 7 }).buffer)),
    globals: ['_tfengine', '_tfGlobals'].filter((name) => name in globalThis),
    refusals,
    largest: digits.png({ seed: 'a', size: 1024 }).length > 1024,
  }))`

const POST = `
  import { createDigits } from 'edge-digits/node'
  const digits = await createDigits()
  const pixels = Array.from({ length: 28 }, () => Array(28).fill(null))
  const body = JSON.stringify({ pixels, seed: 'ada' })
  const headers = { 'Content-Type': 'application/json' }
  const posted = await digits.fetch('/complete', { method: 'POST', body, headers })
  const location = posted.headers.get('Content-Location')
  const bytes = (response) => response.arrayBuffer().then((buffer) => Buffer.from(buffer).toString('hex'))
  const [first, again] = [await bytes(posted), await bytes(await digits.fetch(location))]
  console.log(JSON.stringify({ status: posted.status, png: first.slice(2, 8), same: first === again }))`

const ENCODE = `
  import { createDigits, encodePartialImage } from 'edge-digits/node'
  import { encodePartialImage as alone } from 'edge-digits/partial-image'
  const digits = await createDigits()
  const rows = Array.from({ length: 28 }, (_, row) =>
    Array.from({ length: 28 }, (_, column) => (column < 14 ? (28 * row + column) % 256 : null)))
  const x = encodePartialImage(rows)
  const answer = await digits.fetch('/complete/' + x + '/ada.json')
  const { x: read, pixels } = await answer.json()
  console.log(JSON.stringify({
    one: x === alone(rows) && x === read,
    kept: rows.every((row, y) => row.every((level, x) => level === null || level === pixels[y][x])),
  }))`

describe('the library in Node', () => {
  it('writes partial images for links, in a module of its own too', () => {
    expect(run(ENCODE)).toStrictEqual({ one: true, kept: true })
  })

  it('completes what is posted, as the link to it does', () => {
    expect(run(POST)).toStrictEqual({ status: 200, png: '504e47', same: true })
  })

  it('draws the golden pictures, seed 0 among them', () => {
    const pictures = goldenPictures(7)
    expect(pictures.length).toBeGreaterThanOrEqual(20)
    expect(pictures.map(({ picture }) => picture.seed)).toContain('0')
    const expected = Object.fromEntries(pictures.map(({ path, hash }) => [path, hash]))
    expect(run(DRAW, JSON.stringify(pictures))).toStrictEqual(expected)
  })

  it('answers paths of every endpoint and format with the golden bytes', () => {
    const expected = goldenPaths()
    expect(Object.keys(expected).length).toBeGreaterThan(15)
    expect(run(FETCH, JSON.stringify(Object.keys(expected)))).toStrictEqual(expected)
  })

  it("gives logits, refuses what the model cannot draw and leaves a program's own TensorFlow.js alone", () => {
    expect(run(INSPECT)).toStrictEqual({
      model: expect.stringMatching(/^digits-\d+$/),
      pixels: 784,
      own: 784 * 4,
      same: 0,
      globals: [],
      largest: true,
      refusals: [
        'RangeError: Got label 10, expected an integer from 0 to 9',
        'RangeError: Got label 0.5, expected an integer from 0 to 9',
        'RangeError: Got temperature -1, expected a number from 0 to 2',
        'RangeError: Got temperature NaN, expected a number from 0 to 2',
        'RangeError: Got label "7", expected an integer from 0 to 9',
        'RangeError: Got label null, expected an integer from 0 to 9',
        'RangeError: Got temperature 2.5, expected a number from 0 to 2',
        'RangeError: Got temperature "1", expected a number from 0 to 2',
        'RangeError: Got temperature null, expected a number from 0 to 2',
        'RangeError: Got temperature true, expected a number from 0 to 2',
        'RangeError: Got size 27, expected an integer from 28 to 1024',
        'RangeError: Got size 1025, expected an integer from 28 to 1024',
        'RangeError: Got size 56.5, expected an integer from 28 to 1024',
        'RangeError: Got size "64", expected an integer from 28 to 1024',
        'RangeError: Got size null, expected an integer from 28 to 1024',
        'RangeError: Got invert "false", expected true or false',
        'RangeError: Got invert null, expected true or false',
        String.raw`RangeError: Got seed "a\ud800", expected a text of Unicode characters`,
        'RangeError: Got a seed of type number, expected a text of a character or more',
        'RangeError: Got an empty seed, expected a text of a character or more',
        'RangeError: Got a seed of type undefined, expected a text of a character or more',
      ],
    })
  })
})
