/** @file Reports as they are made, read from disk and put together. */
import { existsSync, readFileSync } from 'node:fs'
import * as v from 'valibot'
import { DataError } from '../data/idx.ts'
import { parseJson } from '../json.ts'
import { REPORT_FORMAT, reportSchema, type Report } from './report.ts'

/** Name of the report in its folder. */
export const REPORT_FILE = 'evaluation.json'

/** A report of these parts; a figure that is missing or not a number is thrown. */
export const newReport = (parts: Omit<Report, 'format'>): Report =>
  v.parse(reportSchema, { format: REPORT_FORMAT, ...parts })

/**
 * Reads and checks a report.
 *
 * @throws {DataError} When it is missing or not what it should be.
 */
export function readReport(path: string): Report {
  if (!existsSync(path))
    throw new DataError(`${path}: missing, expected a report: npm run evaluate writes one`)
  const parsed = v.safeParse(reportSchema, parseJson(path, readFileSync(path), DataError))
  if (!parsed.success)
    throw new DataError(
      `${path}: not a report of this version, expected ${REPORT_FORMAT}:\n${v.summarize(parsed.issues)}`,
    )
  return parsed.output
}

/**
 * An earlier report with the models of another: those of the same name are replaced, others
 * added. The first model stays the first.
 *
 * @param same What both must have been measured with.
 * @throws {DataError} When the two did not measure the same.
 */
export function withModels<One extends { readonly models: readonly { readonly name: string }[] }>(
  before: One,
  after: One,
  same: readonly (keyof One & string)[],
): One {
  for (const part of same) {
    const [found, expected] = [after[part], before[part]].map((value) => JSON.stringify(value))
    if (found !== expected)
      throw new DataError(
        `the report in --out: ${part} ${expected}, but measured with ${found}: their models do not compare; leave out --add`,
      )
  }
  const renewed = new Map(after.models.map((model) => [model.name, model]))
  const kept = before.models.map((model) => {
    const next = renewed.get(model.name) ?? model
    renewed.delete(model.name)
    return next
  })
  return { ...before, ...after, models: [...kept, ...renewed.values()] }
}
