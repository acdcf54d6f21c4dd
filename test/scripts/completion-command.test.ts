import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { completionReportSchema } from '../../scripts/evaluation/completion-report.ts'
import { readReport } from '../../scripts/evaluation/report-file.ts'
import { run } from './command.ts'
import { stripes, temporaryDirectory, writeDataset } from './datasets.ts'

const words = (text: string) => text.split(' ')

describe('evaluate --task completion', () => {
  const data = ['--data', writeDataset(stripes({ count: 48, rows: 8, columns: 8, labels: 3 }))]
  const folder = temporaryDirectory()
  const small = words(
    '--epochs 1 --batch 10 --workers 1 --baseline 8 --recognition 8 --generation 8 --prior-hidden 8 --latent 3',
  )
  const [one, any, weights, out] = ['one-2', 'any', 'weights', 'page'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string]
  const evaluate = (...flags: string[]) =>
    run('evaluate', '--task', 'completion', '--quick', '--out', out, ...data, ...flags)
  const models = () => readReport(join(out, 'completion.json'), completionReportSchema).models

  it('puts a run of one part and weights for any mask in one table', async () => {
    const preset = words('--preset completion --compact true --scales 1')
    await run('train', '--out', one, ...data, ...preset, '--condition', '2 quadrants', ...small)
    // The images are too small for the guides of fine-tuning.
    const unguided = words('--preset complete --fine-tune-epochs 0')
    await run('train', '--out', any, ...data, ...unguided, ...small)
    await run('quantize', '--run', any, '--out', weights, '--model', 'any-7', ...data)

    await evaluate('--run', one, '--curve', '200')
    expect(models().map(({ name }) => name)).toEqual(['one-2'])
    const curve = models()[0]?.figures.grey?.curves.monteCarlo
    expect(curve?.map(({ samples }) => samples)).toEqual([1, 4, 16, 160, 200])
    await evaluate('--weights', weights, '--add')
    expect(models().map(({ name, condition }) => [name, condition])).toEqual([
      ['one-2', '2 quadrants'],
      ['any-7-1', '1 quadrant'],
      ['any-7-2', '2 quadrants'],
      ['any-7-3', '3 quadrants'],
    ])
    // Of one quadrant, a half more pixels are missing than of two.
    const [, first, second] = models().map(({ figures }) => figures.grey)
    for (const figure of ['baseline', 'negativeElbo', 'importanceSampled'] as const)
      expect(first?.[figure]?.value).toBeGreaterThan(1.2 * (second?.[figure]?.value ?? NaN))
    const page = readFileSync(join(out, 'completion.md'), 'utf8')
    expect(page).toMatch(/\| one: NN \(baseline\) +\| - +\| [\d.]+ ± [\d.]+ +\| - +\|/)
    expect(page).toMatch(/\| any-7: NN \(baseline\) +(\| [\d.]+ ± [\d.]+ +){3}\|/)
  }, 120_000)

  it('measures nothing that it could not add', async () => {
    const { code, stderr } = await evaluate('--images', '3', '--add', '--run', one)
    expect(code).toBe(1)
    expect(stderr.trim()).toMatch(/^Error: the report in --out: budget .* leave out --add$/)
  })

  it.each([
    [['--task', 'segmentation', '--add'], '--add: for the task digits or completion'],
    [['--task', 'digits', '--curve', '10'], '--curve: for the task completion, not digits'],
    [['--task', 'legibility', '--images', '5'], '--images: for the task digits or completion'],
  ])('refuses what it would ignore: %s', async (flags, message) => {
    const { code, stderr } = await run('evaluate', ...flags)
    expect(code).toBe(1)
    expect(stderr).toContain(`error: ${message}`)
  })
})
