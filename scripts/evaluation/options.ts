/** @file What the command `evaluate` takes. */
import { availableParallelism } from 'node:os'
import { Command, Option } from 'commander'
import { positiveInteger } from '../flags.ts'
import { FULL_BUDGET, QUICK_BUDGET, type Budget } from './budget.ts'
import type { Source } from './source.ts'

/** The command line, read. */
export interface EvaluateOptions {
  /** In the order of the table's columns. */
  readonly sources: readonly Source[]
  readonly data?: string
  readonly out: string
  readonly add: boolean
  readonly seed: string
  readonly workers: number
  readonly task: Task
  readonly quick: boolean
  /** Of completion: whether importance sampling is measured on all test images too. */
  readonly whole: boolean
  /** Of the test images and the samples, what the command line says. */
  readonly limits: {
    readonly images?: number | undefined
    readonly samples?: number | undefined
    /** Of Monte Carlo, in the curves of completion. */
    readonly curve?: number | undefined
  }
  readonly budget: Budget
}

const TASKS = ['digits', 'completion', 'legibility', 'segmentation'] as const
type Task = (typeof TASKS)[number]

const MEASURED_IN_PARTS: readonly Task[] = ['digits', 'completion', 'segmentation']

/** The tasks of the options that others would ignore; those that --add is for are put together from several runs. */
const TASKS_OF: Readonly<Record<string, readonly Task[]>> = {
  add: ['digits', 'completion'],
  curve: ['completion'],
  whole: ['completion'],
  images: MEASURED_IN_PARTS,
  samples: MEASURED_IN_PARTS,
  workers: MEASURED_IN_PARTS,
}

interface Flags extends Omit<EvaluateOptions, 'sources' | 'budget' | 'limits'> {
  readonly weights?: string[]
  readonly run?: string[]
  readonly images?: number
  readonly samples?: number
  readonly curve?: number
  readonly quick: boolean
}

/** Parses the command line of the process. */
export function parseEvaluateOptions(): EvaluateOptions {
  const command = new Command('evaluate')
    .addOption(new Option('--task <name>', 'what the networks do').choices(TASKS).default('digits'))
    .option('--weights <dirs...>', 'folders of weight files (left out: weights)')
    .option('--run <dirs...>', 'folders of training runs: their averaged 32-bit floats')
    .option(
      '--data <dir>',
      "dataset in MNIST's format (left out: MNIST, of segmentation build/segmentation)",
    )
    .option('--out <dir>', 'folder of report, page and figures', 'build/evaluation')
    .option('--add', 'keep the other models of the report that --out holds', false)
    .option('--seed <text>', 'seed of binarization, samples and choices', '0')
    .option('--workers <n>', 'threads', positiveInteger, availableParallelism())
    .option('--images <n>', 'likelihoods on the first n test images only', positiveInteger)
    .option('--samples <n>', 'importance samples an image', positiveInteger)
    .option(
      '--curve <n>',
      "of completion, samples that Monte Carlo's curve goes up to, by powers of ten",
      positiveInteger,
    )
    .option('--whole', 'of completion, importance sampling on all test images too', false)
    .option('--quick', 'few images and samples: to see that it runs', false)
    .parse()
  const { weights, run, images, samples, curve, quick, ...options } = command.opts<Flags>()
  for (const [name, tasks] of Object.entries(TASKS_OF))
    if (command.getOptionValueSource(name) === 'cli' && !tasks.includes(options.task))
      command.error(`error: --${name}: for the task ${tasks.join(' or ')}, not ${options.task}`)
  const budget = quick ? QUICK_BUDGET : FULL_BUDGET
  return {
    ...options,
    quick,
    limits: { images, samples, curve },
    sources: [
      ...sourcesOf(
        options.task === 'completion' ? 'completion weights' : 'weights',
        weights ?? (run === undefined ? ['weights'] : []),
      ),
      ...sourcesOf('run', run ?? []),
    ],
    budget: {
      ...budget,
      images: images ?? budget.images,
      importanceSamples: samples ?? budget.importanceSamples,
    },
  }
}

const sourcesOf = (kind: Source['kind'], directories: readonly string[]): Source[] =>
  directories.map((directory) => ({ kind, directory }))
