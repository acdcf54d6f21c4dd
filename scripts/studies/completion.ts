/**
 * @file The study of completion: the paper's table (Sohn et al. 2015, table 1), and what its parts are
 * worth.
 *
 * The large networks learn one condition each, on grey pixels and on those cut at 0.5, without the scales
 * and the omission noise, which cost likelihood (the ablations say how much). They overfit, most where the
 * least is missing: images are moved in all but their last epochs, or there are few. Three go on with the
 * importance-weighted bound, which is nearer to the likelihood than the ELBO: on validation digits it was
 * worth 0.9 nats. Distortion lets wider networks learn more without overfitting, and more if distorted images are
 * normalized as MNIST's are (of three quadrants, cut, 18 passes over these took 0.7 nats off the negative ELBO of
 * validation digits, three more of the importance-weighted bound, with the contrast that they lose, 0.07 off that
 * of K = 50, and four more 0.06). Of one quadrant, cut, the KL counts 1.6
 * times: p(z|x) is nearer to q(z|x,y), and Monte Carlo to importance sampling (2.4 times bring it 2 nats nearer
 * still, and cost as many).
 * The others are small networks, alike in all but what is compared, under both protocols.
 */
import { PROTOCOLS } from '../evaluation/completion-report.ts'
import { trainingStep, type Step } from './step.ts'

const FOLDER = 'build/completion'

/** One worker, since the bytes depend on their number: what is in the table had one. */
const LARGE =
  '--preset completion --compact true --scales 1 --omission 0 --kl-anneal-epochs 2 --batch 128 --peak-learning-rate 0.003 --average-decay 0.997 --workers 1'

const WEIGHTED =
  '--objective importance-weighted --samples 5 --kl-anneal-epochs 0 --dropout 0.02 --peak-learning-rate 0.0004'

const WIDE =
  '--baseline 640,640,640 --recognition 640,640 --generation 640,640,640 --prior-hidden 640,640'

const MOVED = '--shift 1 --distortion 0.15 --unshifted-epochs 5'

/** These images are like those that are not moved: no epochs without are needed. */
const NORMALIZED = '--distortion 0.2 --normalized true'

/** As many grey pixels as MNIST has. */
const CONTRAST = '--distorted-contrast 1.12'

/** What each large network learned: a run, and those that went on from it. */
const LARGE_RUNS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  'cvae-grey-1': [
    `--epochs 28 ${MOVED}`,
    `${WEIGHTED} --epochs 3`,
    `${WEIGHTED} --epochs 6 --shift 1 --distortion 0.15 --unshifted-epochs 3 --peak-learning-rate 0.001`,
    `${WEIGHTED} --epochs 4 --shift 1 --distortion 0.15 --unshifted-epochs 2 --peak-learning-rate 0.001`,
  ],
  'cvae-grey-2': ['--epochs 20 --shift 1 --unshifted-epochs 6'],
  'cvae-threshold-1': [`--epochs 24 ${MOVED} --dropout 0.02 --kl-weight 1.6`],
  'cvae-threshold-2': [`--epochs 22 ${MOVED}`],
  'cvae-threshold-3': [
    `${WIDE} --epochs 32 ${MOVED} --dropout 0.02`,
    `${WIDE} ${WEIGHTED} --epochs 2`,
    `${WIDE} --epochs 18 ${NORMALIZED} --kl-anneal-epochs 0 --dropout 0.05 --peak-learning-rate 0.002`,
    `${WIDE} ${WEIGHTED} --epochs 3 ${NORMALIZED}`,
    `${WIDE} ${WEIGHTED} --epochs 3 ${NORMALIZED} ${CONTRAST} --peak-learning-rate 0.0005`,
    `${WIDE} ${WEIGHTED} --epochs 4 ${NORMALIZED} ${CONTRAST} --peak-learning-rate 0.0005`,
  ],
  // Cut, the pixels bring out strokes sooner than grey ones do: it goes on from what was learned there.
  'cvae-grey-3': [
    `${WIDE} --from ${FOLDER}/part-4/cvae-threshold-3 --epochs 16 ${NORMALIZED} ${CONTRAST} --kl-anneal-epochs 0 --dropout 0.05 --peak-learning-rate 0.002`,
    `${WIDE} ${WEIGHTED} --epochs 3 ${NORMALIZED} ${CONTRAST} --dropout 0.05 --peak-learning-rate 0.0005`,
  ],
}

const SMALL =
  '--preset completion --epochs 4 --baseline 256,256 --recognition 256 --generation 256,256 --prior-hidden 256 --batch 768 --peak-learning-rate 0.0055 --average-decay 0.997 --workers 1'

/** The small networks: what is changed of the CVAE, and of how many quadrants. */
const SMALL_MODELS: Readonly<
  Record<string, { readonly options: string; readonly of: readonly number[] }>
> = {
  'small-cvae': { options: '', of: [1] },
  'small-gsnn': { options: '--objective gsnn', of: [1, 2, 3] },
  'small-hybrid': { options: '--objective hybrid --alpha 0.5', of: [1] },
  'small-cvae-no-recurrent-connection': { options: '--baseline=', of: [1] },
  'small-cvae-one-scale': { options: '--scales 1', of: [1] },
  'small-cvae-no-omission': { options: '--omission 0', of: [1] },
  'small-cvae-more-omission': { options: '--omission 0.4', of: [1] },
  'small-cvae-standard-prior': { options: '--prior standard', of: [1] },
}

/** Each under both protocols. */
const SMALL_RUNS: Readonly<Record<string, string>> = Object.fromEntries(
  PROTOCOLS.flatMap((pixels) =>
    Object.entries(SMALL_MODELS).flatMap(([model, { options, of }]) =>
      of.map((quadrants) => [`${model}-${pixels}-${quadrants}`, options]),
    ),
  ),
)

/** Flags of what a run of this name learns: its number of quadrants, and its pixels. */
function learned(name: string): string[] {
  const quadrants = Number(name.at(-1))
  const condition = quadrants === 1 ? '1 quadrant' : `${quadrants} quadrants`
  return [
    '--condition',
    condition,
    ...(name.includes('threshold') ? ['--pixels', 'threshold'] : []),
  ]
}

const flags = (text: string): string[] => text.split(' ').filter((flag) => flag !== '')

/** A run and those that go on from it; the last one has the name. */
function runs(name: string, [first, ...others]: readonly [string, ...string[]]): Step[] {
  const folders = [
    ...others.map((_, index) => `${FOLDER}/part-${index + 1}/${name}`),
    `${FOLDER}/${name}`,
  ]
  return [first, ...others].map((options, index) =>
    trainingStep(folders[index] as string, [
      ...flags(`${LARGE} ${options}`),
      ...(index === 0 ? [] : ['--from', folders[index - 1] as string]),
      ...learned(name),
    ]),
  )
}

const EVALUATE = 'scripts/evaluate.ts --task completion --out docs/completion'

const evaluation = (names: readonly string[], more: string): Step => ({
  name: 'evaluation',
  argv: [...flags(`${EVALUATE} ${more} --run`), ...names.map((name) => `${FOLDER}/${name}`)],
})

/** Takes hours, one run after the other: the large networks some ten. */
export const completion: readonly Step[] = [
  ...Object.entries(LARGE_RUNS).flatMap(([name, parts]) => runs(name, parts)),
  ...Object.entries(SMALL_RUNS).map(([name, options]) =>
    trainingStep(`${FOLDER}/${name}`, [...flags(`${SMALL} ${options}`), ...learned(name)]),
  ),
  evaluation(Object.keys(LARGE_RUNS), '--curve 100000'),
  // Of the least that is given Monte Carlo needs the most samples: an hour and a half on one core.
  evaluation(['cvae-threshold-1'], '--add --curve 1500000'),
  evaluation(Object.keys(SMALL_RUNS), '--add'),
  {
    name: 'evaluation of what is served',
    argv: flags(`${EVALUATE} --add --weights weights --curve 100000`),
  },
  { name: 'pages', argv: ['scripts/card.ts'] },
]
