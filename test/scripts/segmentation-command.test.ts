import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readTraining } from '../../scripts/data/dataset.ts'
import { stripes, temporaryDirectory, writeDataset } from './datasets.ts'

const COMMAND = 'scripts/segmentation-data.ts'

describe('npm run segmentation:data', () => {
  const data = writeDataset(stripes({ count: 24, rows: 8, columns: 6, labels: 3 }))
  const made = (seed: string) => {
    const out = join(temporaryDirectory(), 'segmentation')
    const flags = ['--out', out, '--data', data, '--seed', seed]
    const output = execFileSync(process.execPath, [COMMAND, ...flags], { encoding: 'utf8' })
    const lines = output.trim().split('\n')
    return { out, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) }
  }
  const { out, lines } = made('0')

  it('writes two variants of two splits, and a sheet', () => {
    expect(lines.map(({ variant, split, images }) => [variant, split, images])).toEqual([
      ['clean', 'train', 24],
      ['occluded', 'train', 24],
      ['clean', 't10k', 24],
      ['occluded', 't10k', 24],
    ])
    for (const variant of ['clean', 'occluded'])
      for (const split of ['train', 't10k'])
        for (const name of ['images-idx3', 'masks-idx3', 'labels-idx1'])
          expect(existsSync(join(out, variant, `${split}-${name}-ubyte`))).toBe(true)
    expect(existsSync(join(out, 'sheet.png'))).toBe(true)
  })

  it('writes what training reads, in the order of the digits', () => {
    const read = readTraining(join(out, 'occluded'))
    expect([read.training.rows, read.training.columns]).toEqual([8, 6])
    expect(read.training.labels).toEqual(readTraining(data).training.labels)
    expect(read.validation.labels).toEqual(readTraining(data).validation.labels)
  })

  it('makes the same of a seed, and other scenes of another', () => {
    expect(made('0').lines).toEqual(lines)
    const hashes = (all: typeof lines) => all.map(({ sha256 }) => sha256)
    expect(new Set([...hashes(lines), ...hashes(made('1').lines)]).size).toBe(8)
  })

  it('ends with one line where there is no data', () => {
    const flags = ['--out', temporaryDirectory(), '--data', temporaryDirectory()]
    const { status, stderr } = spawnSync(process.execPath, [COMMAND, ...flags], {
      encoding: 'utf8',
    })
    expect(status).toBe(1)
    expect(stderr.trim()).toMatch(/^Error: .*no train-images-idx3-ubyte.*$/)
  })
})
