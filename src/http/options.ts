/** @file GET /options.json: every parameter with its limits and its default. */
import type { Endpoint } from './endpoint.ts'
import { MEDIA_TYPES } from './formats.ts'
import { LIMITS } from './limits.ts'
import { documentation } from './parameters.ts'
import { pathForm } from './target.ts'
import { isOfColours } from './values.ts'
import { drawingVersion } from './version.ts'

/** What each endpoint takes and gives. */
export const optionsOf = (endpoints: readonly Endpoint[], version: string) => ({
  model: version,
  limits: LIMITS,
  endpoints: endpoints.map(
    ({ name, summary, notes, model, body, segments, formats, schema, examples }) => ({
      path: `/${name}`,
      summary,
      model: model === undefined ? version : drawingVersion({ model }),
      ...(notes.length === 0 ? {} : { notes }),
      ...(body === undefined ? {} : { takes: Object.keys(body.content) }),
      pathStyle: `${pathForm(name, segments)}.{format}`,
      formats: Object.fromEntries(formats.map((format) => [format, MEDIA_TYPES[format]])),
      parameters: documentation(schema.entries).map(({ json, fallback, ...told }) => ({
        ...told,
        default: fallback,
        // What is allowed is told beside: of colours, a pattern is long and knows no capitals.
        schema: isOfColours(json) ? { type: 'string' } : json,
      })),
      examples: examples().flatMap(({ urls }) => urls.map((url) => `/${url}`)),
    }),
  ),
})
