/** @file The flags of `npm run capacity`: what no measurement and no document says. */
import { Command } from 'commander'
import { positiveInteger, positiveNumber } from '../flags.ts'
import type { Assumptions } from './model.ts'

export interface Options {
  readonly bench: string
  readonly out: string
  readonly assumptions: Assumptions
}

export function readOptions(): Options {
  const { bench, out, ...assumptions } = new Command('capacity')
    .option('--bench <file>', 'what npm run bench wrote', 'docs/bench/bench.json')
    .option('--out <folder>', 'where page, report and figures go', 'docs/capacity')
    .option('--locations <n>', 'data centres that traffic comes to', positiveInteger, 300)
    .option('--caches <n>', 'caches that the Worker is behind', positiveInteger, 1)
    .option('--kept-days <d>', 'that a cache keeps what no one asks for', positiveNumber, 1)
    .option('--peak <x>', 'requests at the busiest time, in parts of the mean', positiveNumber, 3)
    .option('--idle-minutes <m>', 'that an isolate is kept that no one asks', positiveNumber, 5)
    .option('--may-wait <p>', 'share that may find all isolates busy', positiveNumber, 0.01)
    .parse()
    .opts<Omit<Options, 'assumptions'> & Assumptions>()
  return { bench, out, assumptions }
}
