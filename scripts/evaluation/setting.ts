/** @file What the tasks of an evaluation have in common. */
import type { ImageSize } from '../../src/networks/image-size.ts'
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import type { Budget } from './budget.ts'
import type { Source } from './source.ts'

/** What all tasks of an evaluation share. */
export interface Setting {
  /** Folder of the dataset; MNIST when left out. */
  readonly data?: string | undefined
  readonly image: ImageSize
  /** Number of labels. */
  readonly labels: number
  /** What x is; the label when left out. With another image than y, the data have masks. */
  readonly condition?: CvaeConfiguration['condition']
  readonly seed: string
  readonly budget: Budget
}

/** Digits to be measured: drawn by networks, or real ones. */
export type Origin =
  | { readonly kind: 'drawn'; readonly source: Source; readonly temperature: number }
  | { readonly kind: 'training' }
  | { readonly kind: 'test' }

/** Whether the judge can read these digits: it knows MNIST's, and would misread any others. */
export const judged = ({ data }: Setting): boolean => data === undefined
