/**
 * @file The study of completion: the paper's table (Sohn et al. 2015, table 1), and what its parts are
 * worth.
 *
 * The large networks learn one condition each, on grey pixels and on those cut at 0.5, without the scales
 * and the omission noise, which cost likelihood (the ablations say how much). The others are small networks,
 * alike in all but what is compared.
 */
import { trainingStep, type Step } from './step.ts'

const FOLDER = 'build/completion'
const QUADRANTS = ['1 quadrant', '2 quadrants', '3 quadrants'] as const

/** One worker: two such runs side by side take less time than one after the other on two cores. */
const LARGE =
  '--preset completion --compact true --scales 1 --omission 0 --kl-anneal-epochs 2 --batch 128 --peak-learning-rate 0.003 --workers 1'.split(
    ' ',
  )

/** They overfit, most where the least is missing: they have few epochs, */
const FEW_EPOCHS = [8, 8, 5].map((epochs) => ['--epochs', `${epochs}`])

/** or images that are moved by a pixel, which are as many more. */
const MOVED = '--epochs 20 --shift 1 --unshifted-epochs 6 --average-decay 0.997'.split(' ')

const SMALL =
  '--preset completion --epochs 4 --baseline 256,256 --recognition 256 --generation 256,256 --prior-hidden 256 --batch 768 --peak-learning-rate 0.0055 --average-decay 0.997 --workers 1'.split(
    ' ',
  )

/** The small CVAE of one quadrant, and what is changed of it. */
const CHANGES: Readonly<Record<string, readonly string[]>> = {
  cvae: [],
  hybrid: ['--objective', 'hybrid', '--alpha', '0.5'],
  'cvae-no-recurrent-connection': ['--baseline', ''],
  'cvae-one-scale': ['--scales', '1'],
  'cvae-no-omission': ['--omission', '0'],
  'cvae-standard-prior': ['--prior', 'standard'],
}

/** A run of the completion preset, by name. */
interface Run {
  readonly name: string
  readonly options: readonly string[]
}

/** @param ofEach Options of the run of each number of quadrants. */
const each = (
  family: string,
  options: readonly string[],
  ofEach: readonly (readonly string[])[] = [],
): Run[] =>
  QUADRANTS.map((condition, index) => ({
    name: `${family}-${index + 1}`,
    options: [...options, '--condition', condition, ...(ofEach[index] ?? [])],
  }))

const RUNS: readonly Run[] = [
  ...each('cvae-grey', LARGE, [...FEW_EPOCHS.slice(0, 1), MOVED, MOVED]),
  ...each('cvae-threshold', [...LARGE, '--pixels', 'threshold'], FEW_EPOCHS),
  ...each('small-gsnn', [...SMALL, '--objective', 'gsnn']),
  ...Object.entries(CHANGES).map(([name, options]) => ({
    name: `small-${name}-1`,
    options: [...SMALL, '--condition', '1 quadrant', ...options],
  })),
]

/** Takes some three hours on two cores. */
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
