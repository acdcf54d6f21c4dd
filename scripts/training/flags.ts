/** @file The command line of `train`, derived from the options' schema. */
import { availableParallelism } from 'node:os'
import { Command, Option } from 'commander'
import * as v from 'valibot'
import { finiteNumber, positiveInteger, trueOrFalse } from '../flags.ts'
import { PRESETS, type PresetName } from '../presets/presets.ts'
import { trainingOptions, type TrainingOptions } from './options.ts'

interface TrainFlags {
  readonly out: string
  readonly data: string | undefined
  readonly labels: number | undefined
  readonly workers: number
  readonly resume: boolean
  /** Folder of a run whose parameters this one begins with. */
  readonly from: string | undefined
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
    .option(
      '--workers <n>',
      'threads that share each step',
      positiveInteger,
      availableParallelism(),
    )
    .option('--from <dir>', 'begin with the parameters of that run, of the same sizes')
    .option('--resume', 'go on with the run in --out, with the options that it began with', false)
    .addOption(
      new Option('--preset <name>', 'recipe that the options below change')
        .choices(Object.keys(PRESETS))
        .default('served'),
    )
  const names = Object.keys(trainingOptions.entries) as (keyof TrainingOptions)[]
  for (const name of names) command.addOption(optionOf(name, PRESETS.served[name]))
  const { out, data, labels, workers, resume, from, preset, ...given } = command.parse(argv).opts()
  const changed = Object.keys(given)
  for (const name of ['preset', 'workers', 'from'])
    if (command.getOptionValueSource(name) === 'cli') changed.push(name)
  if (resume && changed.length > 0)
    command.error(`error: --resume keeps the options of the run: leave out ${changed.join(', ')}`)
  const parsed = v.safeParse(trainingOptions, { ...PRESETS[preset as PresetName], ...given })
  if (!parsed.success) command.error(`error: ${v.summarize(parsed.issues)}`)
  return { out, data, labels, workers, resume, from, options: parsed.output as TrainingOptions }
}

/** @param served Its value in the preset `served`: its type is the option's, and help shows it. */
function optionOf(name: keyof TrainingOptions, served: TrainingOptions[typeof name]): Option {
  const flag = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  const kind = Array.isArray(served) ? 'n,n,...' : typeof served === 'number' ? 'n' : 'text'
  const description = v.getDescription(trainingOptions.entries[name]) ?? ''
  const option = new Option(`--${flag} <${kind}>`, `${description} (served: ${String(served)})`)
  if (typeof served === 'number') option.argParser(finiteNumber)
  if (typeof served === 'boolean') option.argParser((text) => trueOrFalse(text))
  if (Array.isArray(served))
    option.argParser((text) => (text === '' ? [] : text.split(',').map(finiteNumber)))
  return option
}
