/** @file The flags of `npm run bench`. */
import { Command, InvalidArgumentError } from 'commander'
import { positiveNumber, positiveInteger, wholeNumber } from '../flags.ts'
import { BUILD } from './bundles.ts'
import { CASES, type CaseName } from './cases.ts'

export interface Options {
  readonly rounds: number
  /** Of a cell in a round. */
  readonly seconds: number
  /** What is asked; hello world is always measured, as the control. */
  readonly cases: readonly CaseName[]
  /** Cold starts of each Worker. */
  readonly starts: number
  /** Requests of the endurance run; 0 leaves it out. */
  readonly requests: number
  /** Of the sustained load; 0 leaves it out. */
  readonly minutes: number
  /** Requests of each profile; 0 leaves them out. */
  readonly profile: number
  /** Whether it is no more than a trial. */
  readonly quick: boolean
  /** Whether only the page is written, from the report that is there. */
  readonly page: boolean
  readonly out: string
}

/** Enough to see that everything works; no figures to conclude from. */
const QUICK = { rounds: 3, seconds: 0.2, starts: 2, requests: 2000, minutes: 0, profile: 500 }

/** Where the committed report is: the one that README and capacity rest on. */
const COMMITTED = 'docs/bench'

/** @param arguments_ As process.argv has them. */
export function readOptions(arguments_: readonly string[] = process.argv): Options {
  const names = CASES.map(({ name }) => name)
  const command = new Command('bench')
    .option('--rounds <n>', 'rounds that the figures are medians of', positiveInteger, 11)
    .option('--seconds <s>', 'of a candidate on a case in a round', positiveNumber, 1)
    .option('--cases <list>', `some of ${names.join(',')}`, parseCases, names)
    .option('--starts <n>', 'cold starts of each Worker', positiveInteger, 11)
    .option('--requests <n>', 'of the endurance run; 0 leaves it out', wholeNumber, 100_000)
    .option('--minutes <n>', 'of sustained load; 0 leaves it out', wholeNumber, 10)
    .option('--profile <n>', 'requests of each profile; 0 leaves them out', wholeNumber, 5000)
    .option('--quick', 'a few seconds instead of many minutes, for no conclusion', false)
    .option('--page', 'measure nothing: bench.md anew from bench.json', false)
    .option(
      '--out <folder>',
      `where bench.json and bench.md go (default: ${COMMITTED}; with --quick or --cases, ${BUILD})`,
    )
    .parse(arguments_)
  const { out, ...options } = command.opts<Omit<Options, 'out'> & { readonly out?: string }>()
  const isGiven = (name: string): boolean => command.getOptionValueSource(name) === 'cli'
  const defaults = Object.entries(options.quick ? QUICK : {}).filter(([name]) => !isGiven(name))
  const isPart = options.quick || isGiven('cases')
  return { ...options, ...Object.fromEntries(defaults), out: out ?? (isPart ? BUILD : COMMITTED) }
}

function parseCases(text: string): CaseName[] {
  const known = new Map(CASES.map(({ name }) => [name as string, name]))
  const cases = text.split(',').map((name) => {
    const found = known.get(name)
    if (found === undefined)
      throw new InvalidArgumentError(`Got ${name}, expected some of ${[...known.keys()].join(',')}`)
    return found
  })
  return [...new Set<CaseName>(['hello', ...cases])]
}
