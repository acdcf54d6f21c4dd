import { describe, expect, it } from 'vitest'
import { greyLevel } from '../../src/rendering/levels.ts'
import { renderAt } from '../../src/rendering/upsample.ts'
import { IMAGE, RING as RING_LOGITS } from './digits.ts'

const RING = { ...IMAGE, logits: RING_LOGITS }

/** Mean grey level of each block that one of the model's pixels became. */
function shrunk(
  { levels, width }: { levels: Uint8Array; width: number },
  columns: number,
): number[] {
  const block = width / columns
  return Array.from({ length: columns * columns }, (_, pixel) => {
    const left = (pixel % columns) * block
    const top = Math.floor(pixel / columns) * block
    let total = 0
    for (let y = top; y < top + block; y++)
      for (let x = left; x < left + block; x++) total += levels[y * width + x] ?? NaN
    return total / block ** 2
  })
}

describe('greyLevel', () => {
  it.each([
    [0, 128],
    [-100, 0],
    [100, 255],
    [Math.log(3), 191], // p = 3/4
  ])('of logit %f is %i', (logit, level) => {
    expect(greyLevel(logit)).toBe(level)
  })
})

describe('renderAt', () => {
  it("gives the model's own pixels at its own size", () => {
    const { levels, width, height } = renderAt(RING, 28)
    expect({ width, height }).toEqual({ width: 28, height: 28 })
    expect([...levels]).toEqual(Array.from(RING.logits, greyLevel))
  })

  it.each([29, 56, 100, 280, 1024])('is square at %i pixels', (size) => {
    const { levels, width, height } = renderAt(RING, size)
    expect([width, height, levels.length]).toEqual([size, size, size * size])
  })

  it.each([28, 29, 31, 40, 56, 100, 1024])('has black paper and white ink at %i pixels', (size) => {
    const certain = { ...RING, logits: RING.logits.map((logit) => (logit > 0 ? 20 : -20)) }
    const { levels } = renderAt(certain, size)
    expect(levels[0]).toBe(0)
    expect(Math.max(...levels.subarray(0, 3 * size))).toBe(0)
    expect(levels.includes(255)).toBe(true)
  })

  it('does not depend on what was drawn before', () => {
    const sizes = [29, 56, 1024]
    const alone = sizes.map((size) => renderAt(RING, size).levels)
    const again = sizes.toReversed().map((size) => renderAt(RING, size).levels)
    expect(again.toReversed()).toEqual(alone)
  })

  it('keeps the drawing whatever the size', () => {
    const own = renderAt(RING, 28).levels
    for (const size of [56, 280, 1008]) {
      const back = shrunk(renderAt(RING, size), 28)
      const difference = back.reduce((sum, level, i) => sum + Math.abs(level - (own[i] ?? NaN)), 0)
      expect(difference / 784 / 255).toBeLessThan(0.03)
    }
  })

  it('is crisp: along a row, an edge takes a few pixels at any size', () => {
    for (const size of [112, 280, 1008]) {
      const { levels } = renderAt(RING, size)
      const middle = levels.subarray((size / 2) * size, (size / 2 + 1) * size)
      const soft = middle.filter((level) => level > 12 && level < 243).length
      expect(soft).toBeLessThanOrEqual(4 * 4) // four edges
      expect(soft).toBeGreaterThan(0) // and none is a staircase
    }
  })

  it('has the mirror symmetry of its logits', () => {
    const { levels, width } = renderAt(RING, 280)
    const mirrored = levels.map(
      (_, pixel) => levels[Math.floor(pixel / width) * width + (width - 1 - (pixel % width))] ?? 0,
    )
    const differences = levels.filter((level, i) => Math.abs(level - (mirrored[i] ?? 0)) > 8)
    expect(differences).toHaveLength(0)
  })

  it('keeps a stroke that is grey at the own size whole in a large picture', () => {
    const faint = Float32Array.from({ length: 784 }, (_, pixel) =>
      [13, 14].includes(pixel % 28) ? -0.5 : -15,
    )
    const { levels, width } = renderAt({ ...RING, logits: faint }, 280)
    for (let y = 0; y < width; y++) expect(levels[y * width + 140]).toBeGreaterThan(128)
    expect(levels[100 * width + 100]).toBe(0)
  })

  it('handles other shapes: the longer side has the size', () => {
    const wide = { rows: 2, columns: 4, logits: new Float32Array(8).fill(20) }
    const { width, height, levels } = renderAt(wide, 40)
    expect([width, height]).toEqual([40, 20])
    expect(new Set(levels)).toEqual(new Set([255]))
  })
})
