/** @file The paper's family beside the served weights: every preset trained, all in one table. */
import type { PresetName } from '../presets/presets.ts'
import { trainingStep, type Step } from './step.ts'

/** The served recipe is not among them: its weights are committed. */
const PRESETS = ['paper-mlp', 'gsnn', 'hybrid', 'blog'] as const satisfies readonly PresetName[]

const runOf = (preset: (typeof PRESETS)[number]) => `build/${preset}`

export const family: readonly Step[] = [
  ...PRESETS.map((preset) => trainingStep(runOf(preset), ['--preset', preset])),
  {
    name: 'evaluation',
    argv: [
      'scripts/evaluate.ts',
      '--weights',
      'weights',
      '--run',
      ...PRESETS.map(runOf),
      '--out',
      'docs',
    ],
  },
  { name: 'pages', argv: ['scripts/card.ts'] },
]
