/** @file A table of models: a row for each figure, a column for each model. */
import { markdownTable, NOT_MEASURED } from './format.ts'
import type { EvaluatedModel, RealFigures, Report } from './report.ts'

/** One figure: its name, and its text for a model and for real digits. */
export interface Row {
  readonly name: string
  readonly of: (model: EvaluatedModel) => string
  readonly real?: (real: RealFigures) => string
}

/**
 * The table of the rows.
 *
 * @param realColumn Header of a last column, of real digits; none when left out.
 */
export function tableOf(
  { models, real }: Report,
  rows: readonly Row[],
  realColumn?: string,
): string {
  const realHeader = realColumn === undefined ? [] : [realColumn]
  return markdownTable(
    ['figure', ...models.map(({ name }) => name), ...realHeader],
    rows.map((row) => [
      row.name,
      ...models.map(row.of),
      ...realHeader.map(() => row.real?.(real) ?? NOT_MEASURED),
    ]),
  )
}

/** The text of a figure, where it was measured. */
export const optional = <Value>(
  value: Value | null | undefined,
  text: (value: Value) => string,
): string => (value === null || value === undefined ? NOT_MEASURED : text(value))
