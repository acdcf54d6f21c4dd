/** @file The README's tables of endpoints and parameters, from the schemas that validate them. */
import { drawingEndpoints } from '../src/http/endpoints/all.ts'
import type { Endpoint } from '../src/http/endpoint.ts'
import { LIMITS } from '../src/http/limits.ts'
import { documentation } from '../src/http/parameters.ts'
import { pathForm } from '../src/http/target.ts'
import type { CompletionSampler } from '../src/sampling/completion.ts'
import type { DigitSampler } from '../src/sampling/sampler.ts'

const BEGIN = '<!-- endpoints: written by npm run docs -->'
const END = '<!-- end of endpoints -->'

/** The README with its tables renewed. */
export function withEndpointTables(
  readme: string,
  sampler: DigitSampler,
  completion: CompletionSampler,
): string {
  const [before, rest = ''] = readme.split(BEGIN)
  const [, after] = rest.split(END)
  if (before === undefined || after === undefined)
    throw new Error(`README.md: expected tables between "${BEGIN}" and "${END}"`)
  return `${before}${BEGIN}\n\n${tables(drawingEndpoints(sampler, completion))}\n\n${END}${after}`
}

/** What only one endpoint takes, then what all take. */
function tables(endpoints: readonly Endpoint[]): string {
  const shared = namesInAll(endpoints)
  return [
    table(
      ['endpoint', 'what it returns', 'path style', 'formats'],
      endpoints.map(({ name, summary, segments, formats }) => [
        `\`/${name}\``,
        summary,
        `\`${pathForm(name, segments)}.${formats[0]}\``,
        formats.join(', '),
      ]),
    ),
    'No picture and no request has more than:',
    table(
      ['limit', 'most'],
      LIMITS.map(({ limit, most }) => [limit, most.toLocaleString('en')]),
    ),
    'All of them take `format`, one of their formats (the extension of a path goes before it; without both it is what Accept prefers, or the first), and:',
    parameterTable(endpoints[0], (name) => shared.has(name) && name !== 'format'),
    ...endpoints.flatMap((endpoint) => [
      `\`/${endpoint.name}\` takes also:`,
      parameterTable(endpoint, (name) => !shared.has(name)),
    ]),
  ].join('\n\n')
}

/** Parameters that all have; the values of `format` are others in each. */
function namesInAll(endpoints: readonly Endpoint[]): ReadonlySet<string> {
  const [first, ...others] = endpoints.map(({ schema }) => Object.keys(schema.entries))
  return new Set((first ?? []).filter((name) => others.every((names) => names.includes(name))))
}

const parameterTable = (endpoint: Endpoint | undefined, isShown: (name: string) => boolean) =>
  table(
    ['parameter', 'meaning', 'allowed', 'default'],
    documentation(endpoint?.schema.entries ?? {})
      .filter(({ name }) => isShown(name))
      .map(({ name, meaning, allowed, fallback }) => [`\`${name}\``, meaning, allowed, fallback]),
  )

function table(header: readonly string[], body: readonly (readonly string[])[]): string {
  const widths = header.map((_, column) =>
    Math.max(...[header, ...body].map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join(
    '\n',
  )
}
