/** @file What the benchmark of training found, beside how long the run of the served weights took: its page. */
import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { DataError } from '../data/idx.ts'
import { markdownTable } from '../evaluation/format.ts'
import { parseJson } from '../json.ts'
import type { Machine } from './machine.ts'
import { othersReasons } from './noise.ts'
import { VERDICTS } from './page.ts'
import {
  spreadOf,
  spreadText,
  verdictAtLeast,
  verdictOf,
  type Spread,
  type Verdict,
} from './statistics.ts'

export const TRAINING_FORMAT = 'edge-digits-bench-training-1'

/** Medians over rounds; ratios are medians of each round's own. */
export interface StepFigures {
  readonly workers: number
  /** Of one thread, GFLOP/s. */
  readonly matMulGigaflops: number
  readonly millisecondsAStep: { readonly one: number; readonly all: number }
  /** Time of a step with one worker over that with all. */
  readonly speedUp: number
  /** Of all workers together, GFLOP/s. */
  readonly gigaflops: number
  /** Of as many threads that multiply matrices and do nothing else. */
  readonly shareOfMatMul: number
}

/** Minutes of a run, from its first step on. */
export interface RunTimes {
  readonly workers: number
  readonly first40Epochs: number
  readonly whole: number
}

export interface TrainingReport {
  readonly format: typeof TRAINING_FORMAT
  readonly date: string
  /** Of Git; absent where there was none. */
  readonly commit?: string
  readonly machine: Machine
  readonly rounds: number
  readonly step: StepFigures
  /** What has a bar, with its quartiles; reports of before have none. */
  readonly spreads?: { readonly speedUp: Spread; readonly shareOfMatMul: Spread }
  /** CPU time of other processes meanwhile, in parts of a core; reports of before have none. */
  readonly others?: number
  /** Of the served weights, by the log beside them, on the machine that trained them; null where it was stopped. */
  readonly run: RunTimes | null
}

const COUNTED_EPOCHS = 40

const line = v.variant('event', [
  v.object({ event: v.literal('start'), time: v.string(), workers: v.number() }),
  v.object({ event: v.literal('epoch'), time: v.string(), epoch: v.number() }),
  v.object({ event: v.picklist(['readers', 'acceptance epoch']), time: v.string() }),
  v.object({ event: v.literal('end'), time: v.string() }),
])

/**
 * Reads how long a run took: null where the log is not of one run from start to end, since the time between two
 * is not training, or has too few epochs.
 *
 * @throws {DataError} When a line is not JSON.
 */
export function runTimes(path: string): RunTimes | null {
  const parsed = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((text) => v.safeParse(line, parseJson(path, Buffer.from(text), DataError)))
  const lines = parsed.flatMap(({ success, output }) => (success ? [output] : []))
  const [start, ...others] = lines
  const counted = lines.find((one) => one.event === 'epoch' && one.epoch === COUNTED_EPOCHS)
  const end = lines.at(-1)
  if (
    lines.length < parsed.length ||
    start?.event !== 'start' ||
    others.some(({ event }) => event === 'start') ||
    counted === undefined ||
    end?.event !== 'end'
  )
    return null
  const minutes = ({ time }: { time: string }) =>
    (Date.parse(time) - Date.parse(start.time)) / 60_000
  return { workers: start.workers, first40Epochs: minutes(counted), whole: minutes(end) }
}

/** A figure, and what it must be at least or at most. */
interface Bar {
  readonly title: string
  /** Of a figure that is measured once, all three are the same. */
  readonly value: Spread
  readonly atLeast?: number
  readonly atMost?: number
}

const barsOf = ({ step, spreads, run }: TrainingReport): readonly Bar[] => [
  {
    title: `a step with one worker / with ${step.workers}`,
    value: spreads?.speedUp ?? spreadOf([step.speedUp]),
    atLeast: 1.7,
  },
  {
    title: `GFLOP/s of a step / of ${step.workers} threads of products`,
    value: spreads?.shareOfMatMul ?? spreadOf([step.shareOfMatMul]),
    atLeast: 0.5,
  },
  ...(run === null
    ? []
    : [
        {
          title: `minutes of the first ${COUNTED_EPOCHS} epochs of the served weights, ${run.workers} workers`,
          value: spreadOf([run.first40Epochs]),
          atMost: 20,
        },
        { title: 'minutes of their whole run', value: spreadOf([run.whole]), atMost: 45 },
      ]),
]

function verdictOfBar({ value, atLeast, atMost }: Bar): Verdict {
  return atMost === undefined ? verdictAtLeast(value, atLeast ?? NaN) : verdictOf(value, atMost)
}

const valueText = (value: Spread): string =>
  value.low === value.high ? value.median.toFixed(2) : spreadText(value, 2)

function othersText({ others }: TrainingReport): string {
  if (others === undefined) return ''
  const reasons = othersReasons({ title: 'them', others })
  return reasons.length === 0
    ? ` Other processes took ${(100 * others).toFixed(0)} % of a core meanwhile.`
    : ` **The machine was noisy: ${reasons.join('; ')}.**`
}

/** training.md. */
export function trainingPage(report: TrainingReport): string {
  const { date, commit, machine, rounds, step, spreads, run } = report
  return [
    '# Benchmark of training',
    `Written by \`npm run bench:training\` on ${date.slice(0, 10)}${commit === undefined ? '' : ` of commit ${commit}`} from [training.json](training.json); never by hand. ${machine.cpu}, ${machine.cores} cores, Linux ${machine.kernel}, Node ${machine.node}. Medians of ${rounds} rounds in which all take turns: steps of the served recipe with one worker, with all, and products of its largest layer on one thread${spreads === undefined ? '' : '; in brackets, the quartiles'}.${othersText(report)}`,
    markdownTable(
      ['figure', 'value', 'bar', 'verdict'],
      barsOf(report).map((bar) => [
        bar.title,
        valueText(bar.value),
        bar.atMost === undefined ? `>= ${bar.atLeast}` : `<= ${bar.atMost}`,
        VERDICTS[verdictOfBar(bar)],
      ]),
    ),
    `A step takes ${step.millisecondsAStep.one.toFixed(0)} ms with one worker and ${step.millisecondsAStep.all.toFixed(0)} with ${step.workers}, which do ${step.gigaflops.toFixed(1)} GFLOP/s in its dense layers; one thread of products does ${step.matMulGigaflops.toFixed(1)}. ${run === null ? 'The run of the served weights was stopped on its way, so that its log does not tell how long it takes.' : 'The minutes are by the log of the run, [weights/digits.log.jsonl](../../weights/digits.log.jsonl), on the machine that trained them.'}`,
  ].join('\n\n')
}
