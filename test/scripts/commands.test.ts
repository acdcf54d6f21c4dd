import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { readCheckpoint } from '../../scripts/checkpoint.ts'
import { parameterLayout } from '../../scripts/training/parameters.ts'
import { loadState } from '../../scripts/training/state.ts'
import type { Tensor } from '../../src/tensor/ops.ts'
import { run, SMALL_NETWORKS, start } from './command.ts'
import { stripes, temporaryDirectory, writeDataset } from './datasets.ts'
import { readLog } from './run-log.ts'

const data = writeDataset(stripes({ count: 240, rows: 8, columns: 8, labels: 3 }))

const logOf = (directory: string) => readLog(join(directory, 'log.jsonl'))

describe('train, quantize, evaluate on a dataset of 8 x 8 pixels and 3 labels', () => {
  const out = join(temporaryDirectory(), 'run')
  const weights = join(temporaryDirectory(), 'weights')

  it('is stopped by Ctrl-C, keeps what it has, and goes on with --resume', async () => {
    const first = start('train', '--data', data, '--out', out, '--epochs', '60', ...SMALL_NETWORKS)
    while (!existsSync(join(out, 'state.json'))) await setTimeout(20)
    first.child.kill('SIGINT')
    const stopped = await first.ended
    expect(stopped).toMatchObject({ code: 130, stdout: expect.stringContaining('--resume') })
    const epochs = logOf(out).filter(({ event }) => event === 'epoch').length
    expect(epochs).toBeLessThan(60)

    const again = await run('train', '--data', data, '--out', out)
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('--resume') })

    const resumed = await run('train', '--data', data, '--out', out, '--resume')
    expect(resumed).toMatchObject({ code: 0, stdout: expect.stringContaining('Finished') })
    const log = logOf(out)
    expect(log.map(({ epoch }) => epoch).filter(Boolean)).toEqual(
      Array.from({ length: 60 }, (_, index) => index + 1),
    )
    expect(log.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['start', 'stop', 'resume', 'end']),
    )
    const sheets = readdirSync(join(out, 'samples'))
    expect(sheets).toHaveLength(60)
    const sheet = PNG.sync.read(readFileSync(join(out, 'samples', 'epoch-060.png')))
    expect([sheet.width, sheet.height]).toEqual([160, 24])
  })

  it.each(['paper-mlp', 'gsnn', 'hybrid', 'blog'])('trains the preset %s', async (preset) => {
    const flags = ['--data', data, '--preset', preset, '--epochs', '1', '--workers', '1']
    const small = ['--batch', '20', '--recognition', '16', '--generation', '16']
    const folder = join(temporaryDirectory(), 'run')
    const trained = await run('train', '--out', folder, ...flags, ...small)
    expect(trained).toMatchObject({ code: 0, stdout: expect.stringContaining('Finished') })
  })

  it('is quantized at little cost', async () => {
    const { code, stdout } = await run(
      'quantize',
      ...`--data ${data} --run ${out} --out ${weights} --model stripes-1`.split(' '),
    )
    expect(code).toBe(0)
    expect(stdout).toMatch(/validation, float32: [\d.]+ nats .*; 8 bits: [\d.]+ nats/)
    const manifest = JSON.parse(readFileSync(join(weights, 'digits.json'), 'utf8')) as {
      metrics: Record<'float32' | 'quantized', { reconstruction: number; kl: number }>
    }
    const { float32, quantized } = manifest.metrics
    expect(quantized.reconstruction + quantized.kl).toBeCloseTo(
      float32.reconstruction + float32.kl,
      0,
    )
  })

  it('has weights that tell of the runs before', async () => {
    const [next, other] = [join(temporaryDirectory(), 'next'), temporaryDirectory()]
    const flags = ['--data', data, '--epochs', '1', ...SMALL_NETWORKS]
    expect(await run('train', '--from', out, '--out', next, ...flags)).toMatchObject({ code: 0 })
    await run('quantize', '--data', data, '--run', next, '--out', other, '--model', 'stripes-3')
    const { provenance } = (await readCheckpoint(other, 'digits')).manifest
    expect(provenance.before?.map(({ epochs }) => epochs)).toEqual([60])
    expect(provenance.options['epochs']).toBe(1)
  })

  it('is evaluated, quantized and as floats', async () => {
    const flags = `--data ${data} --quick --out ${temporaryDirectory()}`.split(' ')
    const results = [
      await run('evaluate', ...flags, '--weights', weights),
      await run('evaluate', ...flags, '--run', out),
    ].map(
      ({ stdout }) => JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, number>,
    )
    const [quantized, floats] = results.map(({ negativeCll = NaN }) => negativeCll)
    expect(quantized).toBeGreaterThan(0)
    expect(Math.abs((quantized ?? NaN) - (floats ?? NaN))).toBeLessThan(2)
  })

  it('exports the averaged parameters, and refuses weights of two models', async () => {
    const other = join(temporaryDirectory(), 'weights')
    const flags = `--data ${data} --run ${out} --out ${other} --model stripes-2`.split(' ')
    expect(await run('quantize', ...flags)).toMatchObject({ code: 0 })
    const { parameter } = await readCheckpoint(other, 'digits')
    const { optimizer, configuration } = loadState(out)
    const block = parameterLayout(configuration).find(({ name }) => name === 'generation/1/bias')
    const { offset = 0, size = 0 } = block ?? {}
    expect([...(parameter('generation/1/bias', [size]) as Tensor).dataSync()]).toEqual([
      ...optimizer.average.subarray(offset, offset + size),
    ])
    copyFileSync(join(weights, 'recognition.json'), join(other, 'recognition.json'))
    const { code, stderr } = await run('evaluate', '--data', data, '--weights', other)
    expect(code).toBe(1)
    expect(stderr).toContain('weights of two models')
  })

  it('refuses weights that were damaged', async () => {
    const path = join(weights, 'digits.bin')
    writeFileSync(path, readFileSync(path).subarray(1))
    const { code, stderr } = await run('evaluate', '--data', data, '--weights', weights)
    expect(code).toBe(1)
    expect(stderr).toMatch(/^Error: digits\.bin: \d+ bytes, expected \d+/)
  })
})

describe('bad arguments', () => {
  it.each([
    [['--epochs', '0'], /at epochs/],
    [['--epochs', 'many'], /Not a number/],
    [['--prior', 'mixture'], /"flow" \| "gaussian" \| "standard"/],
    [['--preset', 'best'], /Allowed choices are served, paper-mlp, gsnn, hybrid, blog/],
    [['--workers', '0'], /whole number/],
    [['--residual', 'maybe'], /Expected true or false/],
    [['--prior', 'flow', '--label-code', 'scalar'], /must be one-hot/],
    [['--resume', '--preset', 'gsnn'], /leave out preset/],
    [['--labels', '2.5'], /whole number/],
    [['--epoch', '3'], /unknown option/],
    [['--resume', '--epochs', '3'], /leave out epochs/],
    [['--data', '/nowhere'], /no train-images-idx3-ubyte/],
    [['--data', data, '--acceptance='], /8 x 8 pixels are too small .* --fine-tune-epochs 0/],
    [['--data', data, '--fine-tune-epochs', '0'], /8 x 8 pixels are too small .* --acceptance=/],
    [
      ['--data', data, '--fine-tune-epochs', '0', '--acceptance=', '--shift', '8'],
      /--shift 8 moves images of 8 x 8 pixels out of sight/,
    ],
    [['--data', data, '--fine-tune-epochs', '0.5'], /at fineTuneEpochs/],
  ])('train %j is refused in a line', async (flags, message) => {
    const { code, stderr } = await run('train', '--out', temporaryDirectory(), ...flags)
    expect(code).toBe(1)
    expect(stderr).toMatch(message)
    expect(stderr).not.toContain('    at ')
  })
})
