/**
 * @file The study of completion: the paper's table (Sohn et al. 2015, table 1), and what its parts are
 * worth.
 *
 * The large networks learn one condition each, on grey pixels and on those cut at 0.5, without the scales
 * and the omission noise, which cost likelihood (the ablations say how much). The family and the ablations
 * are small networks, alike in all but what is compared.
 */
import { trainingStep, type Step } from './step.ts'

const FOLDER = 'build/completion'
const QUADRANTS = ['1 quadrant', '2 quadrants', '3 quadrants'] as const

/** One worker: two such runs side by side take less time than one after the other on two cores. */
const LARGE =
  '--preset completion --compact true --scales 1 --omission 0 --kl-anneal-epochs 2 --batch 128 --peak-learning-rate 0.003 --workers 1'.split(
    ' ',
  )

/** Of the large networks, by condition: where the least is missing, they overfit first. */
const EPOCHS = [8, 8, 5]

const SMALL =
  '--preset completion --epochs 4 --baseline 256,256 --recognition 256 --generation 256,256 --prior-hidden 256'.split(
    ' ',
  )

/** Changes of the small CVAE of one quadrant. */
const ABLATIONS: Readonly<Record<string, readonly string[]>> = {
  'no-recurrent-connection': ['--baseline', ''],
  'one-scale': ['--scales', '1'],
  'no-omission': ['--omission', '0'],
  'standard-prior': ['--prior', 'standard'],
}

/** A run of the completion preset, by name. */
interface Run {
  readonly name: string
  readonly options: readonly string[]
}

const each = (family: string, ...options: readonly string[]): Run[] =>
  QUADRANTS.map((condition, index) => ({
    name: `${family}-${index + 1}`,
    options: [...options, '--condition', condition],
  }))

const large = (family: string, ...options: readonly string[]): Run[] =>
  each(family, ...LARGE, ...options).map((run, index) => ({
    ...run,
    options: [...run.options, '--epochs', `${EPOCHS[index]}`],
  }))

const RUNS: readonly Run[] = [
  ...large('cvae-grey'),
  ...large('cvae-threshold', '--pixels', 'threshold'),
  ...each('small-cvae', ...SMALL),
  ...each('small-gsnn', ...SMALL, '--objective', 'gsnn'),
  ...each('small-hybrid', ...SMALL, '--objective', 'hybrid', '--alpha', '0.5'),
  ...Object.entries(ABLATIONS).map(([name, options]) => ({
    name: `small-cvae-${name}-1`,
    options: [...SMALL, '--condition', '1 quadrant', ...options],
  })),
]

/** Takes some two hours on two cores. */
export const completion: readonly Step[] = [
  ...RUNS.map(({ name, options }) => trainingStep(`${FOLDER}/${name}`, options)),
  {
    name: 'evaluation',
    argv: [
      ...'scripts/evaluate.ts --task completion --out docs/completion --run'.split(' '),
      ...RUNS.map(({ name }) => `${FOLDER}/${name}`),
    ],
  },
]
