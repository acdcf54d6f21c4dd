import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readTraining } from '../../scripts/data/dataset.ts'
import { PRESETS } from '../../scripts/presets/presets.ts'
import { newRun } from '../../scripts/training/new-run.ts'
import { loadState, saveState, StateError } from '../../scripts/training/state.ts'
import { stripes, temporaryDirectory, writeDataset } from './datasets.ts'

const data = readTraining(writeDataset(stripes({ count: 240, rows: 6, columns: 5, labels: 4 })))
const options = {
  ...PRESETS.served,
  fineTuneEpochs: 0,
  acceptance: [],
  latent: 3,
  recognition: [16],
  generation: [16, 16],
  priorHidden: [8],
  couplings: 2,
}

describe('the state on disk', () => {
  const state = newRun(options, data, 1)

  it('is read back as it was written, the one before removed', () => {
    const directory = temporaryDirectory()
    saveState(directory, state)
    saveState(directory, { ...state, step: 5, epochTotals: { reconstruction: 1.5, kl: 2.5 } })
    expect(loadState(directory)).toEqual({
      ...state,
      step: 5,
      epochTotals: { reconstruction: 1.5, kl: 2.5 },
    })
    expect(existsSync(join(directory, 'state-0.bin'))).toBe(false)
  })

  it('is refused when its vectors are of other networks', () => {
    const directory = temporaryDirectory()
    saveState(directory, state)
    const path = join(directory, 'state.json')
    const { configuration, ...rest } = JSON.parse(readFileSync(path, 'utf8')) as {
      configuration: object
    }
    const other = { ...rest, configuration: { ...configuration, recognition: [17] } }
    writeFileSync(path, JSON.stringify(other))
    expect(() => loadState(directory)).toThrow(/values, expected 5 x \d+/)
  })

  it('is refused when it is missing or damaged', () => {
    const directory = temporaryDirectory()
    expect(() => loadState(directory)).toThrow(StateError)
    saveState(directory, state)
    const vectors = join(directory, 'state-0.bin')
    const bytes = readFileSync(vectors)
    writeFileSync(vectors, bytes.fill(1, 100, 101))
    expect(() => loadState(directory)).toThrow(/SHA-256 .* damaged/)
    rmSync(vectors)
    expect(() => loadState(directory)).toThrow(/state-0\.bin: missing/)
    writeFileSync(join(directory, 'state.json'), '{')
    expect(() => loadState(directory)).toThrow(/not JSON/)
    writeFileSync(join(directory, 'state.json'), '{"format":"other"}')
    expect(() => loadState(directory)).toThrow(/not a state of this version/)
  })
})
