import { describe, expect, it } from 'vitest'
import { averagePool, multiScaleTargets } from '../../scripts/completion/multi-scale.ts'
import { DataError } from '../../scripts/data/idx.ts'

describe('targets of the multi-scale objective', () => {
  // Two images of 4 x 4: a bright square of 2 x 2 above right; columns of 0, 1/4, 1/2 and 1.
  const y = Float32Array.from(
    [
      [0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0],
      Array.from({ length: 4 }, () => [0, 0.25, 0.5, 1]).flat(),
    ].flat(),
  )
  // Of the first all but one pixel is missing, of the second the right half.
  const missing = Float32Array.from(
    [
      [0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
      Array.from({ length: 4 }, () => [0, 0, 1, 1]).flat(),
    ].flat(),
  )
  const targets = multiScaleTargets(y, missing, { batch: 2, rows: 4, columns: 4 })

  it('are y itself, and means over squares of 2 and 4 pixels', () => {
    expect(targets[0]).toEqual({ pool: 1, rows: 4, columns: 4, y, missing })
    expect(targets[1]).toMatchObject({ pool: 2, rows: 2, columns: 2 })
    expect([...(targets[1]?.y ?? [])]).toEqual([0, 1, 0, 0, 0.125, 0.75, 0.125, 0.75])
    expect(targets[2]).toMatchObject({ pool: 4, rows: 1, columns: 1 })
    expect([...(targets[2]?.y ?? [])]).toEqual([0.25, 0.4375])
  })

  it('weigh by the share of a square that is missing', () => {
    expect([...(targets[1]?.missing ?? [])]).toEqual([0.75, 1, 1, 1, 0, 1, 0, 1])
    expect([...(targets[2]?.missing ?? [])]).toEqual([15 / 16, 0.5])
  })

  it('are of the images in order where rows and columns differ', () => {
    const values = Float32Array.from({ length: 2 * 4 * 8 }, (_, index) => Math.floor(index / 32))
    const [, , coarsest] = multiScaleTargets(values, values, { batch: 2, rows: 4, columns: 8 })
    expect(coarsest).toMatchObject({ rows: 1, columns: 2 })
    expect([...(coarsest?.y ?? [])]).toEqual([0, 0, 1, 1])
  })

  it('keep the sum of y', () => {
    const sums = targets.map((target) => target.y.reduce((sum, value) => sum + value, 0))
    expect(sums.map((sum, scale) => sum * (targets[scale]?.pool ?? 0) ** 2)).toEqual([11, 11, 11])
  })

  it('do not change what they are given', () => {
    const before = y.slice()
    averagePool(y, { batch: 2, rows: 4, columns: 4 }, 2)
    expect(y).toEqual(before)
  })

  it.each([
    { rows: 6, columns: 8 },
    { rows: 8, columns: 6 },
    { rows: 5, columns: 5 },
  ])('refuse $rows x $columns, the size named', ({ rows, columns }) => {
    const values = new Float32Array(rows * columns)
    const pool = () => multiScaleTargets(values, values, { batch: 1, rows, columns })
    expect(pool).toThrow(DataError)
    expect(pool).toThrow(`images of ${rows} x ${columns} pixels, expected both to divide by 4`)
  })

  it('refuse an array of another length', () => {
    const values = new Float32Array(16)
    expect(() =>
      multiScaleTargets(values, new Float32Array(15), { batch: 1, rows: 4, columns: 4 }),
    ).toThrow('missing of 15 values, expected 16: 1 x 4 x 4')
  })
})
