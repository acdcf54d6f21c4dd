/** @file The paper's second use: masks of digits on clutter, trained on clean scenes and on occluded ones. */
import { trainingStep, type Step } from './step.ts'

const FOLDER = 'build/segmentation'
const KINDS = ['clean', 'occluded'] as const
const runOf = (kind: (typeof KINDS)[number]) => `${FOLDER}/run-${kind}`

/** Takes about half an hour on two cores. */
export const segmentation: readonly Step[] = [
  {
    name: 'data',
    argv: ['scripts/segmentation-data.ts', '--out', FOLDER],
    finished: {
      files: KINDS.flatMap((kind) =>
        ['train', 't10k'].map((split) => `${FOLDER}/${kind}/${split}-labels-idx1-ubyte`),
      ),
    },
  },
  ...KINDS.map((kind) =>
    trainingStep(runOf(kind), ['--preset', 'segmentation'], `${FOLDER}/${kind}`),
  ),
  {
    name: 'evaluation',
    argv: [
      'scripts/evaluate.ts',
      '--task',
      'segmentation',
      '--data',
      FOLDER,
      '--run',
      ...KINDS.map(runOf),
      '--out',
      'docs/segmentation',
    ],
  },
]
