/** @file The paper's family beside the served weights: every preset trained, all in one table. */
import type { PresetName } from '../presets/presets.ts'
import { trainingStep, type Step } from './step.ts'

/**
 * The presets, and what else their training is told. The served recipe is not among them: its weights are
 * committed. A batch of 8 images is too small to be shared by two workers.
 */
const PRESETS: Partial<Record<PresetName, readonly string[]>> = {
  'paper-mlp': [],
  gsnn: [],
  hybrid: [],
  blog: ['--workers', '1'],
}

const runOf = (preset: string) => `build/${preset}`

export const family: readonly Step[] = [
  ...Object.entries(PRESETS).map(([preset, options]) =>
    trainingStep(runOf(preset), ['--preset', preset, ...options]),
  ),
  {
    name: 'evaluation',
    argv: [
      'scripts/evaluate.ts',
      '--weights',
      'weights',
      '--run',
      ...Object.keys(PRESETS).map(runOf),
      '--out',
      'docs',
    ],
  },
  { name: 'pages', argv: ['scripts/card.ts'] },
]
