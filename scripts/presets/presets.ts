/** @file The presets by their names on the command line. */
import { blog } from './blog.ts'
import { gsnn } from './gsnn.ts'
import { hybrid } from './hybrid.ts'
import { paperMlp } from './paper-mlp.ts'
import { served } from './served.ts'

export const PRESETS = { served, 'paper-mlp': paperMlp, gsnn, hybrid, blog }

export type PresetName = keyof typeof PRESETS
