import { describe, expect, it } from 'vitest'
import { readOptions } from '../../../scripts/bench/options.ts'

const read = (...flags: readonly string[]) => readOptions(['node', 'bench', ...flags])

describe('the flags of the benchmark', () => {
  it('write the committed report of a whole run alone', () => {
    expect(read()).toMatchObject({ out: 'docs/bench', rounds: 11, quick: false, page: false })
    expect(read('--rounds', '3').out).toBe('docs/bench')
    expect(read('--quick').out).toBe('build/bench')
    expect(read('--cases', 'digit').out).toBe('build/bench')
    expect(read('--quick', '--out', 'docs/bench').out).toBe('docs/bench')
  })

  it('are less by --quick, where they are not given', () => {
    expect(read('--quick')).toMatchObject({ rounds: 3, minutes: 0, requests: 2000, quick: true })
    expect(read('--quick', '--rounds', '7', '--minutes', '1')).toMatchObject({
      rounds: 7,
      minutes: 1,
      requests: 2000,
    })
  })

  it('always measure hello world', () => {
    expect(read('--cases', 'digit').cases).toEqual(['hello', 'digit'])
  })
})
