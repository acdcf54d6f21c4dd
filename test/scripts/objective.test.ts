import { describe, expect, it } from 'vitest'
import { PRESETS } from '../../scripts/presets/presets.ts'
import { noiseStream } from '../../scripts/training/noise.ts'
import { objectiveAt, pixelsAt } from '../../scripts/training/objective.ts'
import type { TrainingOptions } from '../../scripts/training/options.ts'
import type { Stage } from '../../scripts/training/stages.ts'
import { conditionFrom, cvaeNetworks } from '../../src/networks/cvae.ts'
import { randomParameters } from '../networks/tiny.ts'
import { COMPLETION, given, y } from '../networks/two-by-two.ts'

const cvae = cvaeNetworks(randomParameters, COMPLETION)
const { baseline: _, ...withoutBaseline } = cvae
const x = conditionFrom(cvae, given)

type Changed = Partial<TrainingOptions>
const optionsWith = (changed: Changed): TrainingOptions => ({
  ...PRESETS['paper-mlp'],
  samples: 2,
  klWeight: 0.5,
  ...changed,
})

/** The objective of the networks on two images: loss and parts of the first, and how often it asks for noise. */
function objectiveOf(changed: Changed, kind: Stage['kind'], progress = 1, networks = cvae) {
  const stream = noiseStream('test', 'objective')
  let draws = 0
  const noise = () => {
    draws++
    return stream(2, COMPLETION.latent)
  }
  const { loss, parts } = objectiveAt(optionsWith(changed), kind, progress)(networks, x, y, noise)
  const named = Object.entries(parts).map(([name, part]) => [name, part.dataSync()[0] ?? NaN])
  return {
    loss: loss.dataSync()[0] ?? NaN,
    parts: Object.fromEntries(named) as Record<string, number>,
    draws,
  }
}

/** What each option logs, what its loss is of that, and how many samples of z it takes. */
const OBJECTIVES: readonly {
  changed: Changed
  kind: Stage['kind']
  names: readonly string[]
  loss: (...parts: number[]) => number
  draws: number
}[] = [
  {
    changed: { objective: 'cvae' },
    kind: 'training',
    names: ['reconstruction', 'kl'],
    loss: (reconstruction = NaN, kl = NaN) => reconstruction + 0.5 * kl,
    draws: 2,
  },
  {
    changed: { objective: 'gsnn' },
    kind: 'training',
    names: ['gsnn', 'reconstruction', 'kl'],
    // The recognition network beside it learns from the bound itself, one sample.
    loss: (gsnn = NaN, reconstruction = NaN, kl = NaN) => gsnn + reconstruction + kl,
    draws: 3,
  },
  {
    changed: { objective: 'hybrid', alpha: 0.3 },
    kind: 'training',
    names: ['reconstruction', 'kl', 'gsnn'],
    loss: (reconstruction = NaN, kl = NaN, gsnn = NaN) =>
      0.3 * (reconstruction + 0.5 * kl) + 0.7 * gsnn,
    draws: 4,
  },
  {
    changed: { objective: 'importance-weighted' },
    kind: 'training',
    names: ['importanceWeighted'],
    loss: (bound = NaN) => bound,
    draws: 2,
  },
  ...(['cvae', 'gsnn', 'hybrid', 'importance-weighted'] as const).map((objective) => ({
    changed: { objective, fineTuneSamples: 5 },
    kind: 'fine-tuning' as const,
    names: ['importanceWeighted'],
    loss: (bound = NaN) => bound,
    draws: 5,
  })),
]

describe('the objective', () => {
  it.each(OBJECTIVES)('of $kind with $changed logs $names', ({ changed, kind, names, ...of }) => {
    const { loss, parts, draws } = objectiveOf(changed, kind, 1, withoutBaseline)
    expect(Object.keys(parts).toSorted()).toEqual(names.toSorted())
    expect(loss).toBeCloseTo(of.loss(...names.map((name) => parts[name] ?? NaN)), 4)
    expect(draws).toBe(of.draws)
  })

  it.each(OBJECTIVES)('of $kind with $changed adds the loss of a baseline', ({ changed, kind }) => {
    const alone = objectiveOf(changed, kind, 1, withoutBaseline)
    const { loss, parts } = objectiveOf(changed, kind)
    expect(parts).toEqual({ ...alone.parts, baseline: expect.any(Number) as number })
    expect(loss).toBeCloseTo(alone.loss + (parts['baseline'] ?? NaN), 4)
  })

  it('of the prior is its own, whatever the option, without the baseline', () => {
    for (const objective of ['cvae', 'gsnn'] as const) {
      const { loss, parts, draws } = objectiveOf({ objective }, 'prior')
      expect([parts, draws]).toEqual([{ prior: loss }, 1])
    }
  })

  it('weights the KL by how far its rise has come', () => {
    const anneal = { objective: 'cvae', klAnnealEpochs: 4 } as const
    const { loss, parts } = objectiveOf(anneal, 'training', 1, withoutBaseline)
    expect(loss).toBeCloseTo((parts['reconstruction'] ?? NaN) + 0.125 * (parts['kl'] ?? NaN), 4)
  })
})

describe('the pixels', () => {
  const PIXELS = ['grey', 'drawn', 'half-drawn', 'threshold'] as const

  it.each(['training', 'prior'] as const)('of %s are those of the option', (kind) => {
    for (const condition of ['label', '1 quadrant', 'any mask'] as const)
      expect(PIXELS.map((pixels) => pixelsAt(optionsWith({ pixels, condition }), kind))).toEqual(
        PIXELS,
      )
  })

  it('of labels are drawn in fine-tuning, unless they are cut', () => {
    const found = PIXELS.map((pixels) => pixelsAt(optionsWith({ pixels }), 'fine-tuning'))
    expect(found).toEqual(['drawn', 'drawn', 'drawn', 'threshold'])
  })

  it('of partial images are those of the option in fine-tuning too', () => {
    for (const condition of ['1 quadrant', 'quadrants', 'any mask'] as const)
      expect(
        PIXELS.map((pixels) => pixelsAt(optionsWith({ pixels, condition }), 'fine-tuning')),
      ).toEqual(PIXELS)
  })
})
