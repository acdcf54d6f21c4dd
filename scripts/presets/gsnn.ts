/** @file The Gaussian stochastic neural network over the networks of `paper-mlp`. */
import type { TrainingOptions } from '../training/options.ts'
import { paperMlp } from './paper-mlp.ts'

export const gsnn: TrainingOptions = { ...paperMlp, objective: 'gsnn' }
