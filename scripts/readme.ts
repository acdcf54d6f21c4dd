/** @file The README's table of parameters, from the schema that validates them. */
import { digitParameters, documentation } from '../src/http/digit-parameters.ts'
import type { CvaeConfiguration } from '../src/networks/configuration.ts'

const BEGIN = '<!-- parameters: written by npm run docs -->'
const END = '<!-- end of parameters -->'

/** The README with its table renewed. */
export function withParameterTable(readme: string, configuration: CvaeConfiguration): string {
  const [before, rest = ''] = readme.split(BEGIN)
  const [, after] = rest.split(END)
  if (before === undefined || after === undefined)
    throw new Error(`README.md: expected a table between "${BEGIN}" and "${END}"`)
  return `${before}${BEGIN}\n\n${parameterTable(configuration)}\n\n${END}${after}`
}

function parameterTable(configuration: CvaeConfiguration): string {
  const cells = [
    ['parameter', 'meaning', 'allowed', 'default'],
    ...documentation(digitParameters(configuration)).map(({ name, meaning, allowed, fallback }) => [
      `\`${name}\``,
      meaning,
      allowed,
      fallback,
    ]),
  ]
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const [header = [], ...body] = cells
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join(
    '\n',
  )
}
