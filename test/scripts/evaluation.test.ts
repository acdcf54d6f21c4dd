import { execFile } from 'node:child_process'
import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { readTraining } from '../../scripts/data/dataset.ts'
import { QUICK_BUDGET } from '../../scripts/evaluation/budget.ts'
import { withTaskPool } from '../../scripts/evaluation/pool.ts'
import { reportSchema } from '../../scripts/evaluation/report.ts'
import { readReport } from '../../scripts/evaluation/report-file.ts'
import { PRESETS } from '../../scripts/presets/presets.ts'
import { newRun } from '../../scripts/training/new-run.ts'
import { saveState } from '../../scripts/training/state.ts'
import { stripes, temporaryDirectory, writeDataset } from './datasets.ts'

const data = writeDataset(stripes({ count: 120, rows: 8, columns: 8, labels: 3 }))

/** A run that has not made a step: its networks are all that an evaluation needs. */
function untrainedRun(seed: string): string {
  const directory = join(temporaryDirectory(), `run-${seed}`)
  // One kernel is large: layers of variables take another way from 65,536 values on.
  const generation = [256, 256]
  const sizes = { latent: 4, recognition: [16], generation, priorHidden: [8], couplings: 2 }
  saveState(
    directory,
    newRun(
      { ...PRESETS.served, ...sizes, seed, fineTuneEpochs: 0, priorEpochs: 0, acceptance: [] },
      readTraining(data),
      1,
    ),
  )
  return directory
}

const evaluate = (...flags: string[]) =>
  promisify(execFile)(process.execPath, ['scripts/evaluate.ts', '--data', data, ...flags])

describe('evaluate --quick on a dataset of 8 x 8 pixels and 3 labels', () => {
  const runs = [untrainedRun('a'), untrainedRun('b')] as const

  it('gives the same figures with one worker and with two, one model after the other', async () => {
    const [together, apart] = [temporaryDirectory(), temporaryDirectory()]
    const [{ stdout }] = await Promise.all([
      evaluate('--quick', '--workers', '2', '--out', together, '--run', ...runs),
      evaluate('--quick', '--workers', '1', '--out', apart, '--run', runs[0]).then(() =>
        evaluate('--quick', '--workers', '1', '--out', apart, '--add', '--run', runs[1]),
      ),
    ])
    const [one, two] = [together, apart].map((out) =>
      readReport(join(out, 'evaluation.json'), reportSchema),
    )
    const milliseconds = {
      single: expect.any(Number) as number,
      batch: expect.any(Number) as number,
    }
    expect(two?.models).toEqual(
      one?.models.map((model) => ({ ...model, cost: { ...model.cost, milliseconds } })),
    )
    expect(two?.real).toEqual(one?.real)

    expect(one?.models.map(({ name }) => name)).toEqual(['run-a', 'run-b'])
    for (const { likelihood, drawn, training } of one?.models ?? []) {
      const samples = likelihood.dynamic.calibration.monteCarlo.map((point) => point.samples)
      expect(samples).toEqual(QUICK_BUDGET.sampleCounts)
      expect([drawn, training]).toEqual([null, []])
    }
    const page = readFileSync(join(together, 'evaluation.md'), 'utf8')
    expect(page).toMatch(/\| figure +\| run-a +\| run-b/)
    const lines = stdout.trim().split('\n').slice(-2)
    expect(lines.map((line) => (JSON.parse(line) as { model: string }).model)).toEqual([
      'run-a',
      'run-b',
    ])
  })

  it('refuses two models of one name, in a line', async () => {
    await expect(evaluate('--quick', '--run', runs[0], runs[0])).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Error: two models are named run-a/) as string,
    })
  })

  it('refuses a log that is none, in a line', async () => {
    const run = join(temporaryDirectory(), 'run')
    cpSync(runs[0], run, { recursive: true })
    cpSync(join(data, 't10k-labels-idx1-ubyte'), join(run, 'log.jsonl'))
    await expect(evaluate('--quick', '--run', run)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Error: .*not JSON/) as string,
    })
  })
})

describe('the pool', () => {
  const setting = {
    data,
    image: { rows: 8, columns: 8 },
    labels: 3,
    seed: '0',
    budget: QUICK_BUDGET,
  }

  it('ends with the error of a task', async () => {
    const source = { kind: 'run', directory: '/nowhere' } as const
    const origin = { kind: 'drawn', source, temperature: 1 } as const
    await expect(
      withTaskPool(1, (run) =>
        Promise.all([run('nearest', { setting, origin }), run('judgeOnTest', { setting })]),
      ),
    ).rejects.toThrow('/nowhere: no state.json')
  })
})
