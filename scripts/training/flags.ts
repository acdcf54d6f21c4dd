/** @file The command line of `train`, derived from the options' schema. */
import { Command, Option } from 'commander'
import * as v from 'valibot'
import { finiteNumber, positiveInteger } from '../flags.ts'
import { trainingOptions, type TrainingOptions } from './options.ts'

interface TrainFlags {
  readonly out: string
  readonly data: string | undefined
  readonly labels: number | undefined
  readonly resume: boolean
  readonly options: TrainingOptions
}

/** Parses the arguments; on bad ones it prints what was expected and exits. */
export function parseTrainFlags(argv = process.argv): TrainFlags {
  const command = new Command('train')
    .option('--out <dir>', 'folder of the run', 'build/digits')
    .option('--data <dir>', "dataset in MNIST's format (left out: MNIST)")
    .option(
      '--labels <n>',
      'number of labels (left out: as many as the data have)',
      positiveInteger,
    )
    .option('--resume', 'go on with the run in --out, with the options that it began with', false)
  const names = Object.keys(trainingOptions.entries) as (keyof TrainingOptions)[]
  const defaults = v.getDefaults(trainingOptions)
  for (const name of names) command.addOption(optionOf(name, defaults[name]))
  const { out, data, labels, resume, ...options } = command.parse(argv).opts()
  if (resume) {
    const given = names.filter((name) => command.getOptionValueSource(name) === 'cli')
    if (given.length > 0)
      command.error(`error: --resume keeps the options of the run: leave out ${given.join(', ')}`)
  }
  const parsed = v.safeParse(trainingOptions, options)
  if (!parsed.success) command.error(`error: ${v.summarize(parsed.issues)}`)
  return { out, data, labels, resume, options: parsed.output as TrainingOptions }
}

function optionOf(name: keyof TrainingOptions, value: unknown): Option {
  const flag = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  const kind = Array.isArray(value) ? 'n,n,...' : typeof value === 'number' ? 'n' : 'text'
  const description = v.getDescription(trainingOptions.entries[name]) ?? ''
  const option = new Option(`--${flag} <${kind}>`, description).default(value)
  if (typeof value === 'number') option.argParser(finiteNumber)
  if (Array.isArray(value)) option.argParser((text) => text.split(',').map(finiteNumber))
  return option
}
