import { describe, expect, it } from 'vitest'
import { check } from '../../../scripts/bench/regression.ts'

describe('a check against regressions', () => {
  it.each([
    ['met', [1, 2, 2, 3]],
    ['undecided', [2, 3, 4, 5]],
    ['missed', [4, 5, 6, 7]],
  ] as const)('is %s by three quarters of its rounds: %j at most 3.5', (verdict, values) => {
    expect(check('ratio', 3.5, values)).toMatchObject({ verdict, atMost: 3.5 })
  })

  it.each([[[]], [[NaN, NaN]], [[1, Infinity]]])('refuses what was not measured: %j', (values) => {
    expect(() => check('ratio', 3.5, values)).toThrow(/ratio: .* not measured/)
  })
})
