/**
 * @file The judge: the classifier that scores drawn digits; no network learns from what it reads. It learned
 * from all training digits, those kept for validation too, of which it reads 99.74 %: what it reads of pictures
 * that hold parts of these is a little better than of test digits.
 */
import { readClassifier } from './checkpoint.ts'
import type { Classifier } from './network.ts'

/** Name of its weight files. */
export const JUDGE_FILE = 'judge'

/**
 * The committed judge.
 *
 * @throws {CheckpointError} When a file is missing or not what it should be.
 */
export function loadJudge(directory = 'weights'): Promise<Classifier> {
  return readClassifier(directory, JUDGE_FILE)
}
