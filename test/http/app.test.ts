import { afterEach, describe, expect, it, vi } from 'vitest'
import { DigitSampler } from '../../src/sampling/sampler.ts'
import { appOver } from '../../scripts/app.ts'
import { encodeCheckpoint } from '../../scripts/checkpoint.ts'
import { initialParameters, parameterLayout } from '../../scripts/training/parameters.ts'
import { loadCheckpoint } from '../../src/checkpoint/checkpoint.ts'
import { TINY_FLOW } from '../networks/tiny.ts'

/** A model of 3 labels and 10 x 5 pixels that was never trained. */
async function otherModel(): Promise<DigitSampler> {
  const configuration = { ...TINY_FLOW, image: { rows: 10, columns: 5 }, labels: 3 }
  const data = {
    ...configuration.image,
    labelCount: 3,
    images: new Uint8Array(50).fill(99),
    labels: Uint8Array.of(0),
  }
  const loss = { reconstruction: 1, kl: 1 }
  const { manifest, weights } = encodeCheckpoint(
    'other',
    {
      model: 'other-1',
      configuration,
      contrast: 1,
      provenance: { options: {}, workers: 1, dataset: '0'.repeat(64), steps: 0 },
      metrics: { float32: loss, quantized: loss },
    },
    parameterLayout(configuration),
    initialParameters(configuration, data, 'test'),
  )
  return new DigitSampler(await loadCheckpoint(manifest, weights.buffer))
}

describe('the application over another model', () => {
  it('has its limits, and a landing page whose pictures and snippets answer', async () => {
    const app = appOver(await otherModel())
    const page = await (await app.request('/')).text()
    const docs = await (await app.request('/docs')).text()
    const sources = [...(page + docs).matchAll(/(?:src|href)="(\/[^"]*)"/g)].map(
      ([, source = '']) => source,
    )
    expect(sources.length).toBeGreaterThan(50)
    for (const source of sources)
      expect([source, (await app.request(source.replaceAll('&amp;', '&'))).status]).toEqual([
        source,
        200,
      ])
    expect(page).toContain('A handwritten 2')
    expect((await app.request('/digit?label=3')).status).toBe(400)
    const picture = new DataView(await (await app.request('/digit?label=2')).arrayBuffer())
    expect([picture.getUint32(16), picture.getUint32(20)]).toEqual([5, 10])
  })
})

describe('an unexpected failure', () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })

  it('is logged whole and answered without detail, not cached', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const sampler = await otherModel()
    vi.spyOn(sampler, 'sample').mockImplementation(() => {
      throw new Error('secret detail')
    })
    const response = await appOver(sampler).request('/digit?label=1&seed=a')
    expect(response.status).toBe(500)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
    })
    expect(await response.text()).not.toContain('secret')
    expect(log.mock.calls[0]?.[0]).toMatchObject({ message: 'secret detail' })
  })
})
