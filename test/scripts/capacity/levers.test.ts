import { describe, expect, it } from 'vitest'
import { leversOf } from '../../../scripts/capacity/levers.ts'
import { ASSUMPTIONS, BENCH, measuredOf } from './measured-bench.ts'

describe('the levers of 100 million digits a day', () => {
  const levers = leversOf(measuredOf(BENCH), ASSUMPTIONS)

  // Subscription, requests beyond 10 million at $0.30 a million, ms beyond 30 million at $0.02.
  it.each([
    { name: 'none', dollars: 5 + 2990 * 0.3 + 1470 * 0.02 },
    { name: 'cache', dollars: 5 + 2990 * 0.3 },
    { name: 'cpu', dollars: 5 + 2990 * 0.3 + 720 * 0.02 },
    { name: 'sheets', dollars: 5 + 20 * 0.3 + 282 * 0.02 },
    { name: 'both', dollars: 5 + 20 * 0.3 },
  ])('have the bill of $name, worked out by hand', ({ name, dollars }) => {
    const lever = levers.find((one) => one.name === name)
    expect(lever?.dollars).toBeCloseTo(dollars, 9)
    expect(lever?.saved).toBeCloseTo(1 - dollars / 931.4, 9)
  })

  it('save more by seeds, the fewer URLs there are', () => {
    const saved = levers.filter(({ name }) => name === 'seeds').map((lever) => lever.saved)
    expect(saved).toHaveLength(3)
    expect(saved).toEqual(saved.toSorted((a, b) => b - a))
    expect(saved.at(-1)).toBeGreaterThan(0)
  })
})
