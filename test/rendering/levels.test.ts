import { describe, expect, it } from 'vitest'
import { greyLevel, logitOfLevel, withObserved } from '../../src/rendering/levels.ts'

const ALL = Array.from({ length: 256 }, (_, level) => level)

describe('observed levels as logits', () => {
  it('give each of the 256 levels back, as numbers and as float32', () => {
    expect(ALL.map((level) => greyLevel(logitOfLevel(level)))).toEqual(ALL)
    expect(Array.from(Float32Array.from(ALL, logitOfLevel), greyLevel)).toEqual(ALL)
  })

  it('are finite and rise with the level', () => {
    const logits = ALL.map(logitOfLevel)
    expect(logits.every(Number.isFinite)).toBe(true)
    expect(logits).toEqual(logits.toSorted((a, b) => a - b))
  })

  it('replace the logits of observed pixels alone, in a new array', () => {
    const logits = Float32Array.of(1, 2, 3)
    const kept = withObserved(logits, Uint8Array.of(0, 255, 77), Uint8Array.of(1, 0, 1))
    expect([greyLevel(kept[0] ?? 1), kept[1], greyLevel(kept[2] ?? 1)]).toEqual([0, 2, 77])
    expect(logits).toEqual(Float32Array.of(1, 2, 3))
  })
})
