import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { servedCompleter, servedSampler } from '../../scripts/checkpoint.ts'
import { committedReports } from '../../scripts/evaluation/committed.ts'
import { withEndpointTables } from '../../scripts/readme.ts'

const README = readFileSync('README.md', 'utf8')

it('the README shows the parameters as they are (npm run docs renews it)', async () => {
  const sampler = await servedSampler()
  expect(withEndpointTables(README, sampler, await servedCompleter())).toBe(README)
})

describe('figures of the README are those of the reports:', () => {
  const text = README.replace(/\s+/g, ' ')
  const { evaluation, completion } = committedReports()
  const drawn = evaluation.models[0]?.drawn

  it('likelihoods of completions', () => {
    const [one, two, three] = [1, 2, 3].map((quadrants) => {
      const model = completion.models.find(({ name }) => name === `cvae-grey-${quadrants}`)
      return model?.figures.grey?.importanceSampled?.value.toFixed(1)
    })
    expect(text).toContain(`${one}, ${two} and ${three} nats with one, two and three quadrants`)
  })

  it('legibility by temperature', () => {
    const at = (temperature: number) =>
      1 /
      (1 -
        (drawn?.temperatures.find((one) => one.temperature === temperature)?.agreement.value ?? 1))
    expect(text).toContain(`at a temperature of 1.2, one in ${at(1.2).toFixed(0)},`)
    expect(at(0.9)).toBeGreaterThan(1000)
  })

  it('how many digits are refused', () => {
    expect(text).toContain(`one digit in ${(1 / (drawn?.refused?.value ?? NaN)).toFixed(0)} is`)
  })

  it('what a classifier learns from drawn digits, and from real ones', () => {
    const [onDrawn, onReal] = [drawn?.synthetic, evaluation.real.synthetic].map((share) =>
      (100 * (share?.value ?? NaN)).toFixed(1),
    )
    expect(text).toContain(
      `reads ${onDrawn} % of MNIST's test digits, trained on real ones ${onReal} %`,
    )
  })
})
