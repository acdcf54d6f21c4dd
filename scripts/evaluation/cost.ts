/** @file What a digit costs: parameters, bytes, operations and time. */
import { median } from 'simple-statistics'
import type { DigitSampler } from '../../src/sampling/sampler.ts'
import { isRecognition } from '../checkpoint.ts'
import { parameterLayout } from '../training/parameters.ts'
import { acceptanceLayout } from '../training/acceptance/parameters.ts'
import { parameterCount, type ParameterBlock } from '../training/trainable.ts'
import type { Cost } from './report.ts'
import type { EvaluatedNetworks } from './source.ts'

/** Digits of the larger call that is timed. */
export const TIMED_BATCH = 100

/** Networks whose sizes are told. */
type Sized = Pick<EvaluatedNetworks, 'configuration'> &
  Partial<Pick<EvaluatedNetworks, 'acceptance'>>

/** Parameters of the served networks and of the recognition network. */
export const parametersOf = (networks: Sized): Cost['parameters'] => ({
  served: parameterCount(servedBlocks(networks)),
  recognition: parameterCount(parameterLayout(networks.configuration).filter(isRecognition)),
})

function servedBlocks({ configuration, acceptance }: Sized): readonly ParameterBlock[] {
  const layout = parameterLayout(configuration).filter((block) => !isRecognition(block))
  return acceptance === undefined
    ? layout
    : [...layout, ...acceptanceLayout(configuration, acceptance.hidden)]
}

/**
 * Multiplications and additions of the served dense layers for one digit, 2 x inputs x
 * outputs each; biases, activations and the flow's permutations are left out.
 */
export const flopsOf = (networks: Sized): number =>
  servedBlocks(networks)
    .filter(({ name }) => name.endsWith('/kernel'))
    .reduce((total, { size }) => total + 2 * size, 0)

/**
 * The costs of several networks, timed in turn: what else the machine does in a round hits
 * them all alike. Nothing else must run meanwhile.
 *
 * @param rounds Rounds that the times are medians of.
 */
export function costsOf(all: readonly EvaluatedNetworks[], rounds: number): Cost[] {
  const times = all.map(() => ({
    single: [] as number[],
    batch: [] as number[],
    start: [] as number[],
  }))
  for (let round = 0; round <= rounds; round++) {
    all.forEach(({ sampler, start }, index) => {
      const single = millisecondsOf(() => draw(sampler, 1))
      const batch = millisecondsOf(() => draw(sampler, TIMED_BATCH)) / TIMED_BATCH
      const first = start === undefined ? [] : [millisecondsOf(() => draw(start(), 1))]
      if (round === 0) return // compiles the code and packs the weights
      times[index]?.single.push(single)
      times[index]?.batch.push(batch)
      times[index]?.start.push(...first)
    })
  }
  return all.map((networks, index) => ({
    parameters: parametersOf(networks),
    bytes: networks.bytes,
    gzipBytes: networks.gzipBytes,
    flops: flopsOf(networks),
    milliseconds: {
      single: median(times[index]?.single ?? []),
      batch: median(times[index]?.batch ?? []),
      ...(times[index]?.start.length ? { start: median(times[index].start) } : {}),
    },
  }))
}

function millisecondsOf(work: () => void): number {
  const began = performance.now()
  work()
  return performance.now() - began
}

function draw(sampler: DigitSampler, digits: number): void {
  const { labels } = sampler.configuration
  sampler.sample(
    Array.from({ length: digits }, (_, index) => ({
      label: index % labels,
      seed: `${index}`,
      temperature: 1,
    })),
  )
}
