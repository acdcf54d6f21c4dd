/** @file The presets by their names on the command line. */
import { blog } from './blog.ts'
import { complete } from './complete.ts'
import { completion } from './completion.ts'
import { gsnn } from './gsnn.ts'
import { hybrid } from './hybrid.ts'
import { paperMlp } from './paper-mlp.ts'
import { segmentation } from './segmentation.ts'
import { served } from './served.ts'

export const PRESETS = {
  served,
  'paper-mlp': paperMlp,
  gsnn,
  hybrid,
  blog,
  completion,
  complete,
  segmentation,
}

export type PresetName = keyof typeof PRESETS
