/** @file The loss by epoch from the log of a training run. */
import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { DataError } from '../data/idx.ts'
import { parseJson } from '../json.ts'
import type { TrainingEpoch } from './report.ts'

const parts = v.object({ reconstruction: v.number(), kl: v.number() })
/** An objective may have other parts, or these and others. */
const trained = v.record(v.string(), v.number())
const line = v.variant('event', [
  v.object({
    event: v.literal('epoch'),
    epoch: v.number(),
    training: trained,
    validation: parts,
  }),
  v.object({ event: v.pipe(v.string(), v.notValue('epoch')) }),
])

/**
 * Reads `log.jsonl`. Of an epoch that was trained twice, after an end without warning, the
 * second counts.
 *
 * @throws {DataError} When a line is not of a training log.
 */
export function readLosses(path: string): TrainingEpoch[] {
  const epochs = new Map<number, TrainingEpoch>()
  for (const text of readFileSync(path, 'utf8').trim().split('\n')) {
    const parsed = v.safeParse(line, parseJson(path, Buffer.from(text), DataError))
    if (!parsed.success)
      throw new DataError(`${path}: ${v.summarize(parsed.issues)}: not the log of a training run`)
    const event = parsed.output
    if (!('epoch' in event)) continue
    const { epoch, training, validation } = event
    epochs.set(epoch, { epoch, training: elboOf(training), validation: total(validation) })
  }
  return [...epochs.values()]
}

const total = ({ reconstruction, kl }: v.InferOutput<typeof parts>): number => reconstruction + kl

const elboOf = (training: v.InferOutput<typeof trained>): number | null =>
  v.is(parts, training) ? total(training) : null
