/** @file Half CVAE and half GSNN over the networks of `paper-mlp`. */
import type { TrainingOptions } from '../training/options.ts'
import { paperMlp } from './paper-mlp.ts'

export const hybrid: TrainingOptions = { ...paperMlp, objective: 'hybrid', alpha: 0.5 }
