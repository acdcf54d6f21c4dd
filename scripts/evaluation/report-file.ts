/** @file Reports as they are read from disk and put together. */
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import * as v from 'valibot'
import { DataError } from '../data/idx.ts'
import { parseJson } from '../json.ts'
import { familyOf } from './completion-families.ts'
import type { EvaluatedCompletion } from './completion-report.ts'
import { writeFormatted } from './files.ts'

/** What a report calls the dataset of `--data`: MNIST when left out. */
export const nameOfData = (directory: string | undefined): string =>
  directory === undefined ? 'MNIST' : basename(directory)

/**
 * Reads and checks a report.
 *
 * @param schema Of what `npm run evaluate` writes there.
 * @throws {DataError} When it is missing or not what it should be.
 */
export function readReport<Schema extends v.GenericSchema>(
  path: string,
  schema: Schema,
): v.InferOutput<Schema> {
  if (!existsSync(path))
    throw new DataError(`${path}: missing, expected a report: npm run evaluate writes one`)
  const parsed = v.safeParse(schema, parseJson(path, readFileSync(path), DataError))
  if (!parsed.success)
    throw new DataError(
      `${path}: not a report of this version, expected what npm run evaluate writes there:\n${v.summarize(parsed.issues)}`,
    )
  return parsed.output
}

/**
 * Checks and writes a report.
 *
 * @throws {ValiError} When a figure is missing or not a number: it would be refused when it is read.
 */
export const writeReport = <Schema extends v.GenericSchema>(
  path: string,
  schema: Schema,
  report: v.InferOutput<Schema>,
): Promise<void> => writeFormatted(path, JSON.stringify(v.parse(schema, report)))

/** What two reports must have in common for their models to compare. */
const SHARED = ['data', 'seed', 'budget'] as const
type Shared = Readonly<Record<(typeof SHARED)[number], unknown>>

/**
 * The report that `--add` adds to, if there is one, before minutes of work.
 *
 * @param next What is to be measured with.
 * @throws {DataError} When it is not what it should be, or does not measure the same.
 */
export function earlierReport<Schema extends v.GenericSchema<unknown, Shared>>(
  { add }: { readonly add: boolean },
  path: string,
  schema: Schema,
  next: Shared,
): v.InferOutput<Schema> | undefined {
  if (!add || !existsSync(path)) return undefined
  const before = readReport(path, schema)
  requireComparable(before, next)
  return before
}

/** @throws {DataError} When the two do not measure the same. */
export function requireComparable(before: Shared, next: Shared): void {
  for (const part of SHARED) {
    const [found, expected] = [next[part], before[part]].map((value) => JSON.stringify(value))
    if (found !== expected)
      throw new DataError(
        `the report in --out: ${part} ${expected}, but now it would be ${found}: their models do not compare; leave out --add`,
      )
  }
}

interface Named {
  readonly name: string
  /** Of weights; runs have none. */
  readonly sha256?: string | null
  /** Of completions: the name ends with it. */
  readonly condition?: EvaluatedCompletion['condition']
}

/**
 * An earlier report with the models of another: those of the same name are replaced, and weights by another
 * version of them that was not there; others are added. The first model stays the first.
 */
export function withModels<One extends { readonly models: readonly Named[] }>(
  before: One,
  after: One,
): One {
  const next = [...after.models]
  const taken = (is: (model: Named) => boolean) => {
    const at = next.findIndex(is)
    return at === -1 ? undefined : next.splice(at, 1)[0]
  }
  const isNew = ({ name }: Named) => before.models.every((model) => model.name !== name)
  const kept = before.models.map(
    (model) =>
      taken(({ name }) => name === model.name) ??
      taken((other) => isNew(other) && isVersionOf(other, model)) ??
      model,
  )
  return { ...before, ...after, models: [...kept, ...next] }
}

/** Whether both are weights, of one name but for the number at its end, and measured under one condition. */
const isVersionOf = (one: Named, other: Named): boolean =>
  Boolean(one.sha256 && other.sha256) &&
  one.condition === other.condition &&
  stem(one) === stem(other)

const stem = ({ name, condition }: Named): string =>
  (condition === undefined ? name : familyOf({ name, condition })).replace(/-\d+$/, '')
