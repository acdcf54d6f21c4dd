import { readdirSync } from 'node:fs'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { appOver } from '../../scripts/app.ts'
import { servedCompleter, servedSampler } from '../../scripts/checkpoint.ts'
import { drawingVersion } from '../../src/http/version.ts'
import { greyLevel } from '../../src/rendering/levels.ts'
import type { DigitRequest } from '../../src/sampling/sampler.ts'
import { memory } from '../../src/tensor/ops.ts'
import golden from '../golden/v1.json' with { type: 'json' }
import { sha256 } from '../sha256.ts'

const sampler = await servedSampler()
const request = (index: number): DigitRequest => ({
  label: index % 10,
  seed: `batch ${index}`,
  temperature: 1 + (index % 3) / 4,
})

describe('DigitSampler', () => {
  it.each([2, 7, 64, 300])('draws the same logits alone as among %i', (count) => {
    const requests = Array.from({ length: count }, (_, index) => request(index))
    const together = sampler.sample(requests)
    expect(together).toHaveLength(count)
    for (const index of [0, 1, Math.floor(count / 2), count - 1])
      expect(sampler.sample([request(index)])[0]).toEqual(together[index])
  })

  it('draws another digit for every seed', () => {
    const drawn = Array.from({ length: 200 }, (_, index) => request(index))
    const distinct = new Set(sampler.sample(drawn).map((logits) => logits.join()))
    expect(distinct.size).toBe(200)
  })

  it('keeps the number of tensors', () => {
    sampler.sample([request(0), request(1)]) // the first ones are recorded
    const before = memory().numTensors
    sampler.sample([request(2), request(3)])
    expect(memory().numTensors).toBe(before)
  })

  it('draws no label that there is not', () => {
    const labels = Array.from({ length: 2000 }, (_, index) => sampler.labelOf(`${index}`))
    expect(new Set(labels)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]))
    for (let label = 0; label < 10; label++)
      expect(labels.filter((drawn) => drawn === label).length).toBeGreaterThan(150)
  })
})

describe('pictures in Node', async () => {
  const app = appOver(sampler, await servedCompleter())
  const picture = async (path: string) =>
    new Uint8Array(await (await app.request(path)).arrayBuffer())

  it('have the bytes of the golden list', async () => {
    expect(drawingVersion(sampler)).toBe(golden.version)
    expect(Object.keys(golden.pictures).length).toBeGreaterThan(150)
    const found: Record<string, string> = {}
    for (const path of Object.keys(golden.pictures)) found[path] = await sha256(await picture(path))
    expect(found).toEqual(golden.pictures)
  })

  it('decode, by another decoder, to the grey levels of the logits', async () => {
    for (let label = 0; label < 10; label++) {
      const png = PNG.sync.read(Buffer.from(await picture(`/digit?label=${label}&seed=ada`)))
      const [logits] = sampler.sample([{ label, seed: 'ada', temperature: 1 }])
      const levels = png.data.filter((_, index) => index % 4 === 0)
      expect([...levels]).toEqual(Array.from(logits ?? [], greyLevel))
    }
  })

  it('look like ink on paper: mostly black, a stroke of white', async () => {
    for (let label = 0; label < 10; label++) {
      const png = PNG.sync.read(Buffer.from(await picture(`/digit?label=${label}&seed=ink`)))
      const red = png.data.filter((_, index) => index % 4 === 0)
      const share = (test: (level: number) => boolean) => red.filter(test).length / red.length
      expect(share((level) => level < 30)).toBeGreaterThan(0.6)
      expect(share((level) => level > 200)).toBeGreaterThan(0.02)
    }
  })

  it('invert to black ink on white paper, pixel by pixel', async () => {
    const decode = async (query: string) =>
      PNG.sync.read(Buffer.from(await picture(`/digit?label=7&seed=ada&size=90${query}`))).data
    const [plain, inverted] = [await decode(''), await decode('&invert=true')]
    expect(
      inverted.every((value, i) => value === (i % 4 === 3 ? 255 : 255 - (plain[i] ?? 0))),
    ).toBe(true)
  })
})

describe('the folder of weights', () => {
  it('holds served, recognition and judge weights, each with its manifest, logs of training, and the card', () => {
    expect(readdirSync('weights').toSorted()).toEqual([
      'card.json',
      'complete-recognition.bin',
      'complete-recognition.json',
      'complete.bin',
      'complete.json',
      'complete.log.jsonl',
      'digits.bin',
      'digits.json',
      'digits.log.jsonl',
      'judge.bin',
      'judge.json',
      'recognition.bin',
      'recognition.json',
    ])
  })
})
