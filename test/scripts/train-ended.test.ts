import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { loadNetworks } from '../../scripts/evaluation/source.ts'
import { PRESETS } from '../../scripts/presets/presets.ts'
import { loadState } from '../../scripts/training/state.ts'
import { run, SMALL_NETWORKS, start } from './command.ts'
import { stripes, temporaryDirectory, writeDataset } from './datasets.ts'
import { readLog } from './run-log.ts'

/** Of the saved state, 0 when there is none. */
function savedStep(directory: string): number {
  const path = join(directory, 'state.json')
  if (!existsSync(path)) return 0
  return (JSON.parse(readFileSync(path, 'utf8')) as { step: number }).step
}

describe('a run that is killed', () => {
  it('ends with the same bytes when it was killed in each of its stages and resumed', async () => {
    // The guides' convolutions need images of some size.
    const larger = writeDataset(stripes({ count: 1200, rows: 12, columns: 10, labels: 3 }))
    const stages =
      '--epochs 2 --fine-tune-epochs 2 --prior-epochs 4 --acceptance 8 --acceptance-digits 4000'.split(
        ' ',
      )
    const flags = ['--data', larger, '--workers', '2', ...SMALL_NETWORKS, ...stages]
    const [whole, killed] = [0, 1].map(() => join(temporaryDirectory(), 'run')) as [string, string]
    expect(await run('train', '--out', whole, ...flags)).toMatchObject({ code: 0 })
    const { totalSteps } = loadState(whole)
    let more = flags
    for (const epoch of [1, 3, 5]) {
      const { child, ended } = start('train', '--out', killed, ...more)
      while (child.exitCode === null && savedStep(killed) < epoch * (totalSteps / 8))
        await setTimeout(5)
      await setTimeout(20) // of the next epoch
      child.kill('SIGKILL')
      expect(await ended).toMatchObject({
        code: null,
        stderr: expect.not.stringContaining('Error') as string,
      })
      expect(savedStep(killed)).toBe(epoch * (totalSteps / 8))
      more = ['--data', larger, '--resume']
    }
    expect(await run('train', '--out', killed, ...more)).toMatchObject({ code: 0 })
    expect(loadState(killed)).toEqual(loadState(whole))
    const acceptance = join(killed, 'acceptance.bin')
    rmSync(acceptance)
    const { child, ended } = start('train', '--out', killed, ...more)
    const log = join(killed, 'log.jsonl')
    while (child.exitCode === null && readLog(log).at(-1)?.event !== 'readers') await setTimeout(5)
    child.kill('SIGKILL') // while it is fitted
    await ended
    expect(existsSync(acceptance)).toBe(false)
    expect(await run('train', '--out', killed, ...more)).toMatchObject({ code: 0 })
    const [one, other] = [join(whole, 'acceptance.bin'), acceptance].map((path) =>
      readFileSync(path),
    )
    expect(other).toEqual(one)

    const weights = temporaryDirectory()
    const quantized = ['--run', whole, '--data', larger, '--out', weights, '--model', 'own-1']
    expect(await run('quantize', ...quantized)).toMatchObject({ code: 0 })
    const [floats, bytes] = [
      await loadNetworks({ kind: 'run', directory: whole }),
      await loadNetworks({ kind: 'weights', directory: weights }),
    ]
    expect(bytes.acceptance).toEqual({ hidden: [8], threshold: PRESETS.served.acceptanceThreshold })
    expect(floats.acceptance).toEqual(bytes.acceptance)
    const digits = [{ label: 1, seed: 'ada', temperature: 1 }]
    const [ofFloats = [], ofBytes = []] = [floats, bytes].map(({ sampler }) =>
      Array.from(sampler.sample(digits)[0] ?? []),
    )
    expect(ofBytes).toHaveLength(120)
    ofBytes.forEach((logit, pixel) =>
      expect(Math.abs(logit - (ofFloats[pixel] ?? NaN))).toBeLessThan(0.2),
    )
  }, 180_000)
})

describe('a run that fails', () => {
  it('ends with its error and keeps no process alive', async () => {
    const data = writeDataset(stripes({ count: 240, rows: 8, columns: 8, labels: 3 }))
    const out = join(temporaryDirectory(), 'run')
    const rates = '--peak-learning-rate 1e30 --gradient-norm-limit 1e30'.split(' ')
    const flags = ['--data', data, '--out', out, ...SMALL_NETWORKS, ...rates]
    const { code, stderr } = await run('train', ...flags)
    expect(code).toBe(1)
    expect(stderr).toContain('the gradient is not finite')
  })
})
