import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
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

describe('train and evaluate on scenes of 8 x 8 pixels', () => {
  const node = (script: string, ...flags: string[]) =>
    promisify(execFile)(process.execPath, [`scripts/${script}.ts`, ...flags])
  const folder = temporaryDirectory()
  const run = join(folder, 'run-clean')
  const digits = writeDataset(stripes({ count: 48, rows: 8, columns: 8, labels: 3 }))

  it('writes table, figures and pictures', async () => {
    await node('segmentation-data', '--data', digits, '--out', folder)
    const sizes = '--baseline 8 --recognition 8 --generation 8 --prior-hidden 8 --latent 3'.split(
      ' ',
    )
    const rest = ['--out', run, '--epochs', '2', '--batch', '10', '--scales', '2']
    const preset = ['--preset', 'segmentation', '--data', join(folder, 'clean')]
    await node('train', ...preset, ...sizes, ...rest)
    expect(existsSync(join(run, 'samples', 'epoch-002.png'))).toBe(true)

    const out = join(folder, 'page')
    const evaluated = ['--task', 'segmentation', '--data', folder, '--run', run, '--out', out]
    const { stdout } = await node('evaluate', ...evaluated, '--quick', '--workers', '1')
    expect(stdout).toContain('CVAE, importance sampling')
    const written = JSON.parse(readFileSync(join(out, 'segmentation.json'), 'utf8')) as object
    expect(written).toMatchObject({
      models: [{ name: 'run-clean', figures: { clean: {}, occluded: {} } }],
    })
    expect(readFileSync(join(out, 'segmentation.md'), 'utf8')).toContain('figures/run-clean.png')
    expect(existsSync(join(out, 'figures/run-clean.png'))).toBe(true)
  }, 120_000)

  it.each([
    [
      'masks are missing',
      ['train', '--preset', 'segmentation', '--data', digits],
      /no train-masks/,
    ],
    ['it is not of masks', ['evaluate', '--task', 'segmentation'], /segments no images/],
  ])('ends with one line where %s', (_why, [script, ...flags], message) => {
    const out = ['--out', join(folder, 'refused')]
    const argv = [`scripts/${script}.ts`, ...flags, ...out]
    const { status, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8' })
    expect(status).toBe(1)
    expect(stderr.trim()).toMatch(message)
  })
})
