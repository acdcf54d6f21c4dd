import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { imagesAt } from '../../scripts/data/batches.ts'
import { readTest } from '../../scripts/data/dataset.ts'
import type { LabelledImages } from '../../scripts/data/labelled-images.ts'
import { readIdx } from '../../scripts/data/idx.ts'
import { sceneOf } from '../../scripts/segmentation/clutter.ts'
import { contactSheet } from '../../scripts/segmentation/contact-sheet.ts'
import { joined, scenesOf, writeScenes } from '../../scripts/segmentation/files.ts'
import { bestThreshold, intersectionOverUnion } from '../../scripts/segmentation/overlap.ts'
import { gradient, paint, rectangleIn } from '../../scripts/segmentation/painting.ts'
import { seededGenerator } from '../../src/sampling/random.ts'
import { temporaryDirectory } from './datasets.ts'

const test = readTest(undefined, { image: { rows: 28, columns: 28 }, labels: 10 })
const first = (count: number): LabelledImages =>
  imagesAt(
    test,
    Uint32Array.from({ length: count }, (_, index) => index),
  )
const CLEAN = { occluded: false }
const OCCLUDED = { occluded: true }

describe('what scenes are painted with', () => {
  it('covers the ground as much as a piece is white', () => {
    const levels = Float64Array.from([0.5, 0.5, 0.5, 0.5])
    const piece = Uint8Array.from([0, 0, 255, 51])
    const [from, to] = [
      { top: 1, left: 0, height: 1, width: 2 },
      { top: 0, left: 0, height: 1, width: 2 },
    ]
    paint(levels, { rows: 2, columns: 2 }, piece, from, to, 1)
    expect(levels[0]).toBe(1)
    expect(levels[1]).toBeCloseTo(0.6, 12)
    expect([...levels.subarray(2)]).toEqual([0.5, 0.5])
  })

  it('is linear along every row and column of a gradient, inside its range', () => {
    const image = { rows: 3, columns: 3 }
    const levels = gradient(image, { least: 0.2, most: 0.4 }, seededGenerator('clutter', '0'))
    const at = (row: number, column: number) => levels[3 * row + column] as number
    for (const line of [0, 1, 2]) {
      expect(at(line, 1)).toBeCloseTo((at(line, 0) + at(line, 2)) / 2, 12)
      expect(at(1, line)).toBeCloseTo((at(0, line) + at(2, line)) / 2, 12)
    }
    expect(Math.min(...levels)).toBeGreaterThanOrEqual(0.2)
    expect(Math.max(...levels)).toBeLessThanOrEqual(0.4)
    expect(new Set(levels).size).toBeGreaterThan(4)
  })

  it('keeps rectangles inside the image, of at least one pixel', () => {
    const generator = seededGenerator('clutter', '0')
    for (let draw = 0; draw < 1000; draw++) {
      const image = { rows: 1 + (draw % 5), columns: 7 }
      const { top, left, height, width } = rectangleIn(image, { least: 0, most: 1 }, generator)
      expect(Math.min(height, width)).toBeGreaterThanOrEqual(1)
      expect(Math.min(top, left)).toBeGreaterThanOrEqual(0)
      expect(top + height).toBeLessThanOrEqual(image.rows)
      expect(left + width).toBeLessThanOrEqual(image.columns)
    }
  })
})

describe('a scene', () => {
  const digits = first(40)

  it('has the whole digit as its mask, with blocks or without', () => {
    const whole = Array.from(digits.images.subarray(0, 784), (level) => (level >= 128 ? 255 : 0))
    expect([...sceneOf(digits, 0, 'seed', CLEAN).mask]).toEqual(whole)
    expect([...sceneOf(digits, 0, 'seed', OCCLUDED).mask]).toEqual(whole)
  })

  it('differs by its blocks alone: a part of the image, and some of the digit', () => {
    const shares = Array.from({ length: 40 }, (_, index) => {
      const [clean, occluded] = [CLEAN, OCCLUDED].map((variant) =>
        sceneOf(digits, index, 'seed', variant),
      ) as [ReturnType<typeof sceneOf>, ReturnType<typeof sceneOf>]
      const changed = [...clean.image.keys()].filter(
        (pixel) => clean.image[pixel] !== occluded.image[pixel],
      )
      return {
        ofImage: changed.length / 784,
        ofDigit:
          changed.filter((pixel) => clean.mask[pixel] !== 0).length /
          clean.mask.filter((value) => value !== 0).length,
      }
    })
    const mean = (values: readonly number[]) =>
      values.reduce((sum, value) => sum + value, 0) / values.length
    // Three blocks of 12 x 12 pixels at most.
    expect(Math.max(...shares.map(({ ofImage }) => ofImage))).toBeLessThanOrEqual(432 / 784)
    expect(Math.min(...shares.map(({ ofImage }) => ofImage))).toBeGreaterThan(0)
    expect(mean(shares.map(({ ofDigit }) => ofDigit))).toBeGreaterThan(0.1)
    expect(mean(shares.map(({ ofDigit }) => ofDigit))).toBeLessThan(0.5)
  })

  it('depends on the seed and its place', () => {
    const scene = (index: number, seed: string) => sceneOf(digits, index, seed, CLEAN).image
    expect(scene(3, 'seed')).toEqual(scene(3, 'seed'))
    expect(scene(3, 'other')).not.toEqual(scene(3, 'seed'))
  })

  it('has clutter where there is no other digit than its own', () => {
    expect(sceneOf(first(1), 0, 'seed', CLEAN).image).toHaveLength(784)
  })
})

describe('all scenes of a split', () => {
  it('are pinned', () => {
    const hash = createHash('sha256')
    for (const variant of [CLEAN, OCCLUDED]) {
      const { images, masks } = scenesOf(first(50), '0', variant)
      hash.update(images).update(masks)
    }
    expect(hash.digest('hex')).toBe(
      'ccc9b05731258b26deb990e4865343c745b42990e350c472e10edfc7cae78f95',
    )
  })

  it.each([
    ['clean', CLEAN],
    ['occluded', OCCLUDED],
  ])('cannot be thresholded, %s', (_name, variant) => {
    const { images, masks } = scenesOf(first(1000), '0', variant)
    expect(bestThreshold(images, masks, 784).meanIou).toBeLessThan(0.6)
  })

  it('are read as they were written', () => {
    const scenes = joined(scenesOf(first(3), '0', CLEAN), scenesOf(first(2), '1', CLEAN))
    const directory = join(temporaryDirectory(), 'clean')
    writeScenes(directory, 't10k', scenes)
    const masks = readIdx(join(directory, 't10k-masks-idx3-ubyte'), 3)
    expect(masks.sizes).toEqual([5, 28, 28])
    expect(masks.values).toEqual(Buffer.from(scenes.masks))
    const read = readTest(directory, { image: { rows: 28, columns: 28 }, labels: 10 })
    expect([...read.labels]).toEqual([7, 2, 1, 7, 2])
    expect(read.images).toEqual(Buffer.from(scenes.images))
    expect(contactSheet(scenes, scenes).subarray(1, 4)).toEqual(Uint8Array.from(Buffer.from('PNG')))
  })
})

describe('intersection over union', () => {
  it.each([
    ['the same', [255, 0, 1], [1, 0, 1], 1],
    ['nothing in common', [1, 0], [0, 1], 0],
    ['a third', [1, 1, 0], [0, 1, 1], 1 / 3],
    ['both empty', [0, 0], [0, 0], 1],
    ['an empty prediction', [0, 0], [1, 0], 0],
  ])('%s', (_what, predicted, mask, expected) => {
    expect(intersectionOverUnion(Uint8Array.from(predicted), Uint8Array.from(mask))).toBe(expected)
  })

  it('of the best threshold, by hand', () => {
    // From 100 on: 2/2 and 1/2; from 200 on: 1/2 and 1/1; from 50 on: 2/3 and 1/2.
    const images = Uint8Array.from([200, 100, 50, 250, 150, 0])
    const masks = Uint8Array.from([1, 1, 0, 1, 0, 0])
    expect(bestThreshold(images, masks, 3)).toEqual({ level: 51, meanIou: 0.75 })
  })

  it('of the best threshold is that of its masks', () => {
    const { images, masks } = scenesOf(first(20), '0', CLEAN)
    const { level, meanIou } = bestThreshold(images, masks, 784)
    const found = images.map((value) => (value >= level ? 255 : 0))
    const ious = Array.from({ length: 20 }, (_, index) =>
      intersectionOverUnion(
        found.subarray(784 * index, 784 * (index + 1)),
        masks.subarray(784 * index, 784 * (index + 1)),
      ),
    )
    expect(ious.reduce((sum, iou) => sum + iou, 0) / 20).toBeCloseTo(meanIou, 12)
  })
})
