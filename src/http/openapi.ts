/** @file GET /openapi.json: the service in OpenAPI 3.1, from the endpoints' declarations. */
import type { Endpoint } from './endpoint.ts'
import { MEDIA_TYPES } from './formats.ts'
import { components, drawingReference, problems, referring, text } from './openapi-components.ts'
import { documentation } from './parameters.ts'
import { BODY_PROBLEMS, DRAWING_PROBLEMS } from './problem-json.ts'
import { DOTTED_SEED, pathForm } from './target.ts'

/** A media type is all that OpenAPI 3.1 says of a binary body. */
const BINARY = {}

/**
 * The document for a service at an origin.
 *
 * @param release First segment of the paths that pin its drawings.
 */
export function openApi(
  endpoints: readonly Endpoint[],
  { version, release, origin }: { version: string; release: string; origin: string },
) {
  // A path may have servers of its own (OpenAPI 3.1, section 4.8.9): these have all drawings, and no documents.
  const servers = [
    { url: origin, description: 'Drawings of the newest model' },
    {
      url: `${origin}/${release}`,
      description: 'Drawings that stay as they are when newer models come',
    },
  ]
  const paths = endpoints.flatMap((endpoint) =>
    pathsOf(endpoint).map(([path, item]) => [path, { servers, ...item }] as const),
  )
  return {
    openapi: '3.1.0',
    info: {
      title: 'edge-digits',
      summary: 'Image URLs of handwritten digits, sampled at the edge',
      version,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: origin }],
    paths: {
      ...Object.fromEntries(paths),
      '/model': { get: answering('model', 'The card of the model that draws') },
      '/options.json': { get: answering('options', 'Every parameter with its limits and default') },
      '/healthz': { get: answering('health', 'Which model is served', { ofTheMoment: true }) },
    },
    components: components(endpoints),
  }
}

/** JSON: a document, which stays as it is and has an ETag, or what is of the moment. */
function answering(operationId: string, summary: string, { ofTheMoment } = { ofTheMoment: false }) {
  const content = { 'application/json': { schema: { type: 'object' } } }
  return {
    operationId,
    summary,
    responses: ofTheMoment
      ? { '200': { description: summary, content } }
      : {
          '200': { description: summary, content, headers: { ETag: text('Strong') } },
          '304': { description: 'The document is the one that If-None-Match names' },
        },
  }
}

/** The query style, and the path style for each number of segments. */
function pathsOf(endpoint: Endpoint): (readonly [string, object])[] {
  const { name, segments } = endpoint
  const styles = [[], ...segments.map((_, index) => segments.slice(0, index + 1))]
  return styles.map((inPath) => [
    pathForm(name, inPath),
    {
      get: operation(endpoint, inPath),
      ...(endpoint.body === undefined || inPath.length > 0
        ? {}
        : { post: postOperation(endpoint, endpoint.body) }),
    },
  ])
}

/** As GET, but for the parameters whose place the body takes. */
function postOperation(endpoint: Endpoint, { replaces, content }: NonNullable<Endpoint['body']>) {
  const { parameters, responses, ...get } = operation(endpoint, [])
  const { ETag: _none, ...headers } = responses['200'].headers
  return {
    ...get,
    operationId: `${endpoint.name}-post`,
    parameters: parameters.filter(({ name }) => !replaces.includes(name)),
    requestBody: { required: true, content },
    responses: {
      '200': { ...responses['200'], headers },
      ...problems([...DRAWING_PROBLEMS, ...BODY_PROBLEMS]),
    },
  }
}

function operation(
  { name, summary, notes, formats, schema, body }: Endpoint,
  inPath: readonly string[],
) {
  // What a body replaces are ways to say one thing: with one of them in the path, the others are errors.
  const ways = body?.replaces ?? []
  const others = ways.some((way) => inPath.includes(way)) ? ways : []
  const all = documentation(schema.entries).filter(
    (parameter) => inPath.includes(parameter.name) || !others.includes(parameter.name),
  )
  const parameters = all.map((parameter) => {
    const isInPath = inPath.includes(parameter.name)
    const isRequired = isInPath || parameter.required
    return {
      name: parameter.name,
      in: isInPath ? 'path' : 'query',
      required: isRequired,
      description: [
        `${parameter.meaning}: ${parameter.allowed}`,
        ...(isRequired ? [] : [`default: ${parameter.fallback}`]),
        ...(isInPath && parameter.name === 'seed' ? [DOTTED_SEED] : []),
      ].join('; '),
      schema: referring(parameter.json),
    }
  })
  const responses = Object.fromEntries(
    formats.map((format) => [
      MEDIA_TYPES[format],
      format === 'json' ? { schema: drawingReference(name) } : BINARY,
    ]),
  )
  return {
    operationId: [name, ...inPath.map((segment) => `by-${segment}`)].join('-'),
    summary,
    ...(notes.length === 0 ? {} : { description: notes.join('\n\n') }),
    parameters,
    responses: {
      '200': {
        description: summary,
        headers: {
          ETag: text('Strong, of seeded pictures'),
          'Content-Location': text('The one URL of the picture'),
          'Content-Disposition': text(
            'A name for the file; as an attachment where download is true',
          ),
          'Digit-Model': text('Version of the drawings'),
          ...('seed' in schema.entries
            ? { 'Digit-Seed': text('The seed, drawn where none was given; percent-encoded UTF-8') }
            : {}),
          ...('label' in schema.entries || 'digits' in schema.entries
            ? { 'Digit-Label': text('The label that is drawn, or the digits of a number') }
            : {}),
        },
        content: responses,
      },
      '304': { description: 'The picture is the one that If-None-Match names' },
      ...problems(DRAWING_PROBLEMS),
    },
  }
}
