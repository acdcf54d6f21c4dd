import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import {
  decodeClassifier,
  encodeClassifier,
  readClassifier,
} from '../../scripts/classifier/checkpoint.ts'
import { accuracy, classify } from '../../scripts/classifier/classify.ts'
import { loadJudge } from '../../scripts/classifier/judge.ts'
import { initialClassifierParameters } from '../../scripts/classifier/parameters.ts'
import { JUDGE } from '../../scripts/classifier/presets.ts'
import { readTest } from '../../scripts/data/dataset.ts'
import { writeWeightFile } from '../../scripts/weight-file.ts'
import { CheckpointError } from '../../src/checkpoint/weight-file.ts'
import { stripes, temporaryDirectory, writeDataset } from './datasets.ts'

describe("a classifier's weight file", () => {
  const configuration = {
    image: { rows: 4, columns: 4 },
    labels: 3,
    convolutions: [{ kernel: 3, stride: 1, channels: 32, pool: 1 }],
    dense: [16],
  }
  const directory = temporaryDirectory()
  const parameters = initialClassifierParameters(configuration, '0')
  const encoded = encodeClassifier(
    'tiny',
    { configuration, options: JUDGE.options, dataset: '0'.repeat(64), testAccuracy: 0.5 },
    parameters,
  )
  const path = writeWeightFile(directory, encoded)

  it('has large kernels in 8 bits and the rest in 32', () => {
    // 9 x 32 + 32, in 32 bits; 128 x 16 in 8; 16 + 16 x 3 + 3 in 32.
    expect(encoded.manifest).toMatchObject({ parameters: 2435, bytes: 4 * 320 + 2048 + 4 * 67 })
    expect(readFileSync(path)).toHaveLength(encoded.manifest.bytes)
  })

  it('reads as the network that was written', async () => {
    const image = Uint8Array.from({ length: 16 }, (_, pixel) => pixel * 17)
    const read = await readClassifier(directory, 'tiny')
    expect(read.configuration).toEqual(configuration)
    expect(classify(read, image, 1)).toEqual(classify(await decodeClassifier(encoded), image, 1))
  })

  it('is refused when it is missing, damaged, or of another network', async () => {
    await expect(readClassifier(directory, 'other')).rejects.toThrow(CheckpointError)
    const bytes = readFileSync(path)
    writeFileSync(
      path,
      bytes.map((byte, index) => (index === 9 ? byte ^ 1 : byte)),
    )
    await expect(readClassifier(directory, 'tiny')).rejects.toThrow(/tiny\.bin: SHA-256 .* damaged/)
    writeFileSync(path, bytes)
    const manifest = join(directory, 'tiny.json')
    const changed = { ...encoded.manifest, configuration: { ...configuration, dense: [17] } }
    writeFileSync(manifest, JSON.stringify(changed))
    await expect(readClassifier(directory, 'tiny')).rejects.toThrow(
      /dense\/0\/kernel is \[128, 16\], expected \[128, 17\]/,
    )
    writeFileSync(manifest, '{"format":"other"}')
    await expect(readClassifier(directory, 'tiny')).rejects.toThrow(
      /not the manifest of a classifier/,
    )
  })
})

describe('the judge', () => {
  it('is trained on a dataset by a command that ends with JSON', async () => {
    const data = writeDataset(stripes({ count: 240, rows: 20, columns: 18, labels: 4 }))
    const out = temporaryDirectory()
    const flags = ['scripts/judge.ts', '--data', data, '--epochs', '2', '--out', out]
    const { stdout } = await promisify(execFile)(process.execPath, flags)
    const [epoch, , , figures] = stdout.split('\n')
    expect(JSON.parse(epoch ?? '')).toMatchObject({ epoch: 1 })
    const judge = await loadJudge(out)
    expect(JSON.parse(figures ?? '')).toMatchObject({
      testAccuracy: { value: accuracy(judge, readTest(data, judge.configuration)) },
      labels: { length: 4 },
    })
  })

  it('reads at least 99.2 % of the real test digits, as it is committed', async () => {
    const judge = await loadJudge()
    expect(accuracy(judge, readTest(undefined, judge.configuration))).toBeGreaterThanOrEqual(0.992)
  })
})
