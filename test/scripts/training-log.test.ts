import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readLosses } from '../../scripts/evaluation/log.ts'
import { temporaryDirectory } from './datasets.ts'

const epoch = (number: number, loss: number, more: object = {}) => ({
  event: 'epoch',
  epoch: number,
  training: { reconstruction: loss, kl: 20 },
  validation: { reconstruction: loss + 1, kl: 21 },
  ...more,
})

function logOf(...events: readonly object[]): string {
  const path = join(temporaryDirectory(), 'log.jsonl')
  writeFileSync(path, events.map((event) => `${JSON.stringify(event)}\n`).join(''))
  return path
}

describe('the losses of a training log', () => {
  it('are of its epochs, the second time where one was trained twice', () => {
    const log = logOf({ event: 'start', step: 0 }, epoch(1, 80), epoch(2, 75), epoch(2, 70))
    expect(readLosses(log)).toEqual([
      { epoch: 1, training: 100, validation: 102 },
      { epoch: 2, training: 90, validation: 92 },
    ])
  })

  it('have no ELBO of the training where its objective has other parts', () => {
    expect(readLosses(logOf(epoch(1, 80, { training: { bound: 90 } })))).toEqual([
      { epoch: 1, training: null, validation: 102 },
    ])
  })

  it('are refused where an epoch is damaged', () => {
    const damaged = epoch(2, NaN) // null in JSON
    expect(() => readLosses(logOf(epoch(1, 80), damaged))).toThrow(/not the log of a training run/)
  })
})
