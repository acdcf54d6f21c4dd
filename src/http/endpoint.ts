/** @file An endpoint that draws: declared once, read from query and path alike. */
import * as v from 'valibot'
import type { CvaeConfiguration } from '../networks/configuration.ts'
import { cellSize } from '../rendering/upsample.ts'
import { outputOf, type Drawing, type Extent, type Output } from './drawing.ts'
import { excess } from './excess.ts'
import type { Format, Formats } from './formats.ts'
import type { Described } from './json-schema.ts'
import {
  appearance,
  canonicalQuery,
  type Appearance,
  type AppearanceEntries,
} from './parameters.ts'
import { defaultsOf, queryParser, type ParameterError, type QueryParser } from './query.ts'
import type { RequestBody } from './target.ts'

type Values<Own extends v.ObjectEntries> = v.InferOutput<v.StrictObjectSchema<Own, undefined>>

/** What an endpoint declares beside what all of them have. */
interface Definition<
  Own extends v.ObjectEntries,
  Complete extends Values<Own>,
  Offered extends Formats,
  Told,
> {
  /** The first segment of its paths. */
  readonly name: string
  readonly summary: string
  /** Paragraphs of plain text for readers of the documentation. */
  readonly notes?: readonly string[]
  /** The weights that it draws with, where they are not the release's digits alone. */
  readonly model?: string
  /** What POST takes; without it there is no POST. */
  readonly body?: RequestBody
  /** The parameters that the other segments of a path may give, in order. */
  readonly segments: readonly (keyof Own & string)[]
  /** What it returns; the first is the usual one. */
  readonly formats: Offered
  /** Those of the formats that Accept may choose from, given the values; left out: all. */
  readonly negotiable?: (values: Values<Own>) => readonly Format[]
  readonly own: Own
  /** Queries that show what it does; each answers 200. Told on demand: drawing needs none. */
  readonly examples: () => readonly Example[]
  /** The same values, and what the client left open. */
  readonly complete: (values: Values<Own>) => Complete
  /** What is wrong with parameters that are valid one by one. */
  readonly conflict?: (values: Complete, format: Format) => ParameterError | undefined
  readonly extent: (values: Complete, cell: ReturnType<typeof cellSize>, output: Output) => Extent
  readonly draw: (values: Complete, output: Output) => Drawing<NoInfer<Told>>
  /** Its own part of the JSON. Told on demand, as examples are. */
  readonly json: () => Described<Told>
  /** Headers that tell of the drawing, and the name of a file without extension. */
  readonly headers: (values: Complete) => Readonly<Record<string, string>>
  readonly fileName: (values: Complete) => string
}

interface Example {
  readonly title: string
  /** From the endpoint's name on, without the first slash: `digit?label=7`. */
  readonly urls: readonly string[]
}

/** What a URL asks for, before anything is drawn. */
export interface Plan {
  /** The one URL of what is asked for, from the endpoint's name on. */
  readonly canonical: string
  /** That of the same drawing in the usual format. */
  readonly picture: () => string
  /** Whether the URL that was asked for gives the same bytes each time. */
  readonly isReproducible: boolean
  readonly headers: () => Readonly<Record<string, string>>
  readonly fileName: () => string
  readonly look: Appearance
  /** CSS pixels, where they are known before it is drawn. */
  readonly shownSize: () => ShownSize | undefined
  /** Runs the networks. */
  readonly draw: () => Drawing
}

/** How large a page shows a picture. */
export type ShownSize = Pick<Extent, 'width' | 'height'>

type PlanResult =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly errors: readonly ParameterError[] }

/**
 * @typeParam Query What a client may give, as text: for typed clients alone.
 * @typeParam Told Its own part of the JSON.
 */
export interface Endpoint<Query = unknown, Told = unknown> {
  readonly query?: Query
  readonly name: string
  readonly summary: string
  readonly notes: readonly string[]
  readonly model?: string | undefined
  readonly body?: RequestBody | undefined
  readonly segments: readonly string[]
  readonly formats: Formats
  /** Those of them that Accept may choose from. */
  readonly negotiable: (values: Readonly<Record<string, unknown>>) => readonly Format[]
  readonly examples: () => readonly Example[]
  readonly json: () => Described<Told>
  readonly schema: v.StrictObjectSchema<v.ObjectEntries, undefined>
  /** Parses its queries. */
  readonly parse: QueryParser<Readonly<Record<string, unknown>>>
  /** @param values What the schema gave. */
  readonly plan: (values: Readonly<Record<string, unknown>>) => PlanResult
}

/** An endpoint from its definition. */
export function defineEndpoint<
  const Own extends v.ObjectEntries,
  Complete extends Values<Own>,
  const Offered extends Formats,
  Told extends object,
>(
  configuration: CvaeConfiguration,
  definition: Definition<Own, Complete, Offered, Told>,
): Endpoint<v.InferInput<v.StrictObjectSchema<Own & AppearanceEntries<Offered>, undefined>>, Told> {
  const { name, summary, notes = [], model, body, segments, formats, examples, json } = definition
  const shared = appearance(configuration, formats)
  const schema = v.strictObject({ ...definition.own, ...shared })
  const defaults = defaultsOf(schema.entries)
  const canonical = canonicalQuery(schema.entries, defaults)
  const extentOf = (values: Complete & Appearance): Extent => {
    const output = outputOf(values)
    return definition.extent(values, cellSize(configuration.image, output.size), output)
  }
  return {
    name,
    summary,
    notes,
    model,
    body,
    segments,
    formats,
    negotiable: (parsed) => definition.negotiable?.(parsed as Values<Own>) ?? formats,
    examples,
    json,
    schema,
    parse: queryParser(schema, defaults),
    plan: (parsed) => {
      // The schema is that of both parts.
      const look = parsed as Appearance
      const values = definition.complete(parsed as Values<Own>) as Complete & Appearance
      const { format } = look
      const error =
        definition.conflict?.(values, format) ?? excess(values, extentOf, shared, definition.own)
      if (error !== undefined) return { ok: false, errors: [error] }
      const urlAs = (given: Format) =>
        `${name}?${canonical(given === format ? values : { ...values, format: given })}`
      return {
        ok: true,
        plan: {
          canonical: urlAs(format),
          picture: () => urlAs(formats[0]),
          isReproducible: !('seed' in schema.entries) || parsed['seed'] !== undefined,
          headers: () => definition.headers(values),
          fileName: () => definition.fileName(values),
          look,
          shownSize: () => {
            const { width, height, isLargest = false } = extentOf(values)
            const { dpr } = outputOf(values)
            return isLargest ? undefined : { width: width / dpr, height: height / dpr }
          },
          draw: () => definition.draw(values, outputOf(look)),
        },
      }
    },
  }
}
