import { describe, expect, it } from 'vitest'
import { loadJudge } from '../../scripts/classifier/judge.ts'
import { readTest } from '../../scripts/data/dataset.ts'
import { legibilityMarkdown } from '../../scripts/evaluation/legibility-page.ts'
import { exactAnswers, randomlyCompleted } from '../../scripts/evaluation/exact.ts'
import { LEGIBILITY_FORMAT } from '../../scripts/evaluation/legibility-report.ts'
import { measureLegibility } from '../../scripts/evaluation/legibility.ts'
import { appOver } from '../../scripts/app.ts'
import { servedSampler } from '../../scripts/checkpoint.ts'
import type { CompletionSampler } from '../../src/sampling/completion.ts'
import { fakeCompletion } from '../http/fake-completion.ts'

const test = readTest(undefined, { image: { rows: 28, columns: 28 }, labels: 10 })
const judge = await loadJudge()
const sampler = await servedSampler()
const budget = { digits: 30, comparedDigits: 4, comparedSamples: 3, randomCompletions: 40 }

/** Paper wherever nothing is given; with `noise`, other pixels for other seeds. */
const paper = (noise: boolean): CompletionSampler => ({
  ...fakeCompletion,
  complete: (requests) =>
    fakeCompletion
      .complete(requests)
      .map((logits) => logits.map((logit) => (noise ? 10 * logit : -20))),
})

describe('the legibility of completions', () => {
  it('is what the judge reads of the given pixels and those that are drawn', () => {
    const figures = measureLegibility(paper(false), judge, test, budget, '0')
    expect(figures.real.value).toBeGreaterThan(0.9)
    const share = (part: string) => figures.parts.find((one) => one.part === part)?.legible.value
    // Three quadrants of a digit are legible on their own, one is less so.
    expect(share('all but the upper right quadrant')).toBeGreaterThan(
      share('lower left quadrant') ?? NaN,
    )
    for (const { legible, legibleOfLabel, distance } of figures.parts) {
      expect(legibleOfLabel).toEqual(legible)
      expect(distance.value).toBe(0)
    }
  })

  it('has the distance of completions that differ', () => {
    const figures = measureLegibility(paper(true), judge, test, budget, '0')
    const distance = (part: string) =>
      figures.parts.find((one) => one.part === part)?.distance.value
    // Pixels are black or white at random: half of the missing ones differ.
    expect(distance('left half')).toBeCloseTo(Math.sqrt(392 / 2), -1)
    expect(distance('lower left quadrant')).toBeCloseTo(Math.sqrt(588 / 2), -1)
    expect(
      legibilityMarkdown({ format: LEGIBILITY_FORMAT, ...figures, sha256: '', exact: 39 }),
    ).toContain('Of 40 completions of random masks, asked for by links, 39')
  })
})

describe('what is given', () => {
  const digits = randomlyCompleted(test, budget, '0')

  const app = appOver(sampler, paper(true))

  it('comes back in the pictures of the service, whatever is drawn beside it', async () => {
    expect(await exactAnswers((path) => app.request(path), digits, '0')).toBe(40)
  })

  it('is missed in pictures of another part', async () => {
    const ofNothing = (path: string) =>
      app.request(path.replace(/^\/complete\/[\w-]+/, '/complete/IpAG'))
    expect(await exactAnswers(ofNothing, digits, '0')).toBeLessThan(20)
  })

  it('is not looked for in pictures of another size', async () => {
    const larger = (path: string) => app.request(`${path}?size=56`)
    await expect(exactAnswers(larger, digits, '0')).rejects.toThrow('56 x 56 pixels')
  })
})
