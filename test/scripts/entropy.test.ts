import { describe, expect, it } from 'vitest'
import { entropyFloor } from '../../scripts/evaluation/entropy.ts'

describe('the floor of grey pixels', () => {
  it('is the entropy of those that are missing', () => {
    const grey = Uint8Array.of(51, 51, 255, 51) // 0.2, and the lower left one is observed
    const data = { rows: 2, columns: 2, labelCount: 1, images: grey, labels: Uint8Array.of(0) }
    const entropy = -0.2 * Math.log(0.2) - 0.8 * Math.log(0.8)
    const floorOf = (condition: '1 quadrant' | '2 quadrants' | '3 quadrants') =>
      entropyFloor(data, condition, Uint32Array.of(0)).value
    expect(floorOf('1 quadrant')).toBeCloseTo(3 * entropy, 6)
    expect(floorOf('2 quadrants')).toBeCloseTo(2 * entropy, 6)
    expect(floorOf('3 quadrants')).toBeCloseTo(entropy, 6)
  })
})
