import { describe, expect, it } from 'vitest'
import { encodeCheckpoint } from '../../scripts/checkpoint.ts'
import { initialParameters, parameterLayout } from '../../scripts/training/parameters.ts'
import { loadVerified } from '../../src/checkpoint/checkpoint.ts'
import { CheckpointError } from '../../src/checkpoint/weight-file.ts'
import { encodeWeight } from '../../src/checkpoint/quantization.ts'
import { cvaeNetworks } from '../../src/networks/cvae.ts'
import { fillNormal, seededGenerator } from '../../src/sampling/random.ts'
import { io, type Tensor } from '../../src/tensor/ops.ts'
import { TINY_FLOW } from '../networks/tiny.ts'

const configuration = { ...TINY_FLOW, generation: [64, 64] }
const layout = parameterLayout(configuration)
const values = initialParameters(
  configuration,
  {
    rows: 2,
    columns: 2,
    labelCount: 2,
    images: Uint8Array.of(0, 50, 100, 255),
    labels: Uint8Array.of(0),
  },
  'test',
)
const encoded = () =>
  encodeCheckpoint(
    'tiny',
    {
      model: 'tiny-1',
      configuration,
      contrast: 1,
      provenance: { options: {}, workers: 1, dataset: '0'.repeat(64), steps: 0 },
      metrics: {
        float32: { reconstruction: 1, kl: 1 },
        quantized: { reconstruction: 1, kl: 1 },
      },
    },
    layout,
    values,
  )

describe('8-bit affine weights', () => {
  const weights = new Float32Array(2000)
  fillNormal(seededGenerator('test', 'weights'), weights, 1)

  it('come back from TensorFlow.js within half a step', () => {
    const { entry, bytes } = encodeWeight('kernel', [40, 50], weights)
    expect(bytes).toHaveLength(2000)
    const decoded = io.decodeWeights(new Uint8Array(bytes).buffer, [entry])['kernel']
    expect(decoded?.shape).toEqual([40, 50])
    const half = (entry.quantization?.scale ?? 0) / 2
    decoded?.dataSync().forEach((value, index) => {
      expect(Math.abs(value - (weights[index] ?? NaN))).toBeLessThanOrEqual(half * 1.0001)
    })
    const range = Math.max(...weights) - Math.min(...weights)
    expect(half).toBeCloseTo(range / 510, 6)
  })

  it('keep small tensors as 32-bit floats, and constant ones exact', () => {
    const small = encodeWeight('bias', [3], Float32Array.of(0.1, -0.2, 0.3))
    expect(small).toMatchObject({ entry: { dtype: 'float32' }, bytes: { length: 12 } })
    expect(small.entry.quantization).toBeUndefined()
    const constant = encodeWeight('kernel', [2000], new Float32Array(2000).fill(0.7))
    const decoded = io.decodeWeights(new Uint8Array(constant.bytes).buffer, [constant.entry])
    expect(new Set(decoded['kernel']?.dataSync())).toEqual(new Set([Math.fround(0.7)]))
  })
})

describe('a checkpoint', () => {
  it('gives every parameter of its configuration', async () => {
    const { manifest, weights } = encoded()
    const { parameter } = await loadVerified(manifest, weights.buffer)
    cvaeNetworks(parameter, configuration)
    const bias = (parameter('generation/2/bias', [4]) as Tensor).dataSync()
    expect(bias[1]).toBeCloseTo(Math.log(50 / 205), 4)
  })

  it('keeps the kernels of layers in 8 bits, small ones in floats', async () => {
    const { manifest, weights } = encoded()
    const { parameter } = await loadVerified(manifest, weights.buffer)
    // 64 x 64 weights are quantized, 5 x 64 are not.
    expect(parameter('generation/1/kernel', [64, 64], 'kernel')).toHaveProperty('packed')
    expect(parameter('generation/0/kernel', [5, 64], 'kernel')).not.toHaveProperty('packed')
    expect(parameter('generation/1/kernel', [64, 64])).not.toHaveProperty('packed')
    expect(() => parameter('generation/1/kernel', [64, 60], 'kernel')).toThrow(/is \[64, 64\]/)
    expect(() => parameter('generation/9/kernel', [64, 64], 'kernel')).toThrow(/no parameter/)
  })

  it('survives JSON', async () => {
    const { manifest, weights } = encoded()
    const { manifest: read } = await loadVerified(
      JSON.parse(JSON.stringify(manifest)),
      weights.buffer,
    )
    expect(read).toEqual(manifest)
  })

  it.each([
    [
      'truncated',
      (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, -1),
      /tiny\.bin: \d+ bytes, expected \d+ .*truncated/,
    ],
    ['empty', () => new Uint8Array(), /tiny\.bin: 0 bytes/],
    [
      'one bit off',
      (bytes: Uint8Array<ArrayBuffer>) => bytes.map((byte, i) => (i === 99 ? byte ^ 1 : byte)),
      /tiny\.bin: SHA-256 .*, expected .*: damaged/,
    ],
  ])('is refused when its weights are %s', async (_what, damage, message) => {
    const { manifest, weights } = encoded()
    const loading = loadVerified(manifest, damage(weights).buffer)
    await expect(loading).rejects.toThrow(CheckpointError)
    await expect(loading).rejects.toThrow(message)
  })

  it('is refused when its parameters are not all of its weights', async () => {
    const { manifest, weights } = encoded()
    const [{ paths, weights: entries }] = manifest.weightsManifest
    const weightsManifest = [{ paths, weights: entries.slice(1) }]
    const loading = loadVerified({ ...manifest, weightsManifest }, weights.buffer)
    await expect(loading).rejects.toThrow(/\(its parameters take \d+\)/)
  })

  it.each([
    ['of another format', { format: 'other' }],
    ['without a configuration', { configuration: undefined }],
    ['without contrast', { contrast: 0 }],
    ['whose noise has a scale of deviation 0', { scaleDeviation: 0 }],
    ['that accepts no z', { acceptance: { hidden: [4], threshold: 1 } }],
    [
      'with a permutation that is none',
      {
        configuration: {
          ...configuration,
          prior: { kind: 'flow', hidden: [4, 4], permutations: [[0, 0, 2]] },
        },
      },
    ],
    ['that is no object', null],
  ])('is refused when its manifest is one %s', async (_what, changes) => {
    const { manifest, weights } = encoded()
    const changed = changes === null ? 'text' : { ...manifest, ...changes }
    await expect(loadVerified(changed, weights.buffer)).rejects.toThrow(/manifest is not valid/)
  })

  it('is refused when its parameters do not fit its configuration', async () => {
    const { manifest, weights } = encoded()
    const { parameter } = await loadVerified(manifest, weights.buffer)
    expect(() =>
      cvaeNetworks(parameter, {
        ...configuration,
        latent: 5,
        prior: { kind: 'gaussian', hidden: [] },
      }),
    ).toThrow(/parameter recognition\/2\/kernel is \[4, 6\], expected \[4, 10\]/)
    expect(() =>
      cvaeNetworks(parameter, { ...configuration, generation: [64, 64, 64, 64] }),
    ).toThrow(CheckpointError)
  })
})
