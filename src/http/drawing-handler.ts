/** @file A request for a drawing: parameters, the answer without drawing where there is one, then the picture. */
import { isFresh, NOT_FOR_OTHER_HOSTS } from './caching.ts'
import type { Endpoint, Plan } from './endpoint.ts'
import { formatHeaders, MEDIA_TYPES, type Format } from './formats.ts'
import { YEAR_SECONDS } from './limits.ts'
import { negotiate } from './negotiation.ts'
import { problemResponse, type Problem } from './problem.ts'
import { render } from './render.ts'
import { respond, respondNotModified } from './respond.ts'
import { revalidationKey, Revalidations } from './revalidations.ts'
import { readTarget, type TargetResult } from './target.ts'

/** A request as the routes give it. */
export interface DrawingRequest {
  readonly request: Request
  /** Of its URL, from `?` on or empty, without a signature. */
  readonly search: string
  /** Percent-encoded, after the endpoint's name: empty, from a slash on, or what ends the name, as `.svg` does. */
  readonly rest: string
  /** What the body of a POST says, in place of the path. */
  readonly body?: TargetResult | undefined
  /** Before the endpoint's name: `/`, or `/v1/`. */
  readonly base: string
  /** Seconds that the URL is good for, if not for ever. */
  readonly goodForSeconds?: number | undefined
}

/**
 * Answers requests for one endpoint.
 *
 * @param version Of the drawings; ETags carry it.
 */
export function drawingHandler(
  endpoint: Endpoint,
  version: string,
): (asked: DrawingRequest) => Response {
  const revalidations = new Revalidations()
  return (drawingRequest) => {
    const { request, search, rest, body: given, base, goodForSeconds } = drawingRequest
    const wanted = request.headers.get('If-None-Match')
    const key = wanted === null ? undefined : revalidationKey(drawingRequest)
    const told = revalidations.find(key)
    if (told !== undefined && isFresh(wanted, told['ETag'])) return respondNotModified(told)

    const path = given ?? readTarget(endpoint, rest)
    const problem = (what: Problem) => problemResponse(what, request)
    if (!path.ok) return problem(path.problem)
    const query = endpoint.parse(search, path.target.parameters)
    if (!query.ok) return problem({ kind: 'bad-query', errors: query.errors })

    // The default format is no choice of the client's: negotiation comes before it.
    const asked = query.given.has('format') ? (query.values['format'] as Format) : undefined
    const named = path.target.format ?? asked
    const offered = endpoint.negotiable(query.values)
    const format = named ?? negotiate(request.headers.get('Accept'), offered)
    if (format === undefined) {
      const accept = request.headers.get('Accept') ?? ''
      const types = offered.map((one) => MEDIA_TYPES[one])
      return problem({ kind: 'not-acceptable', accept, types })
    }
    const planned = endpoint.plan({ ...query.values, format })
    if (!planned.ok) return problem({ kind: 'bad-query', errors: planned.errors })

    const { plan } = planned
    const isStored = plan.isReproducible && given === undefined
    const caching = cachingHeaders(plan, { version, base, format, goodForSeconds, isStored })
    if (named === undefined) caching['Vary'] = 'Accept'
    // Before the networks run: a revalidation costs no inference (RFC 9110, section 13.1.2).
    if (isFresh(wanted, caching['ETag'])) {
      // What is negotiated depends on a header too, which would have to be read each time.
      if (named !== undefined) revalidations.keep(key, caching)
      return respondNotModified(caching)
    }
    const body = render(plan.draw(), plan.look, format, () => ({
      model: version,
      url: new URL(base + plan.picture(), request.url).href,
    }))
    return respond(body, 200, {
      ...caching,
      ...formatHeaders(format),
      ...plan.headers(),
      'Digit-Model': version,
      'Content-Disposition': disposition(plan, format),
    })
  }
}

interface Told {
  readonly version: string
  readonly base: string
  readonly format: Format
  readonly goodForSeconds?: number | undefined
  /** Whether caches may keep it: each of its URL's answers has the same bytes. */
  readonly isStored: boolean
}

/**
 * What updates an answer that is cached, so that a 304 tells it too (RFC 9110, section 15.4.5). A plain
 * record: each change of a Headers object is a call out of JavaScript.
 */
function cachingHeaders(
  { canonical }: Plan,
  { version, base, format, goodForSeconds, isStored }: Told,
): Record<string, string> {
  const headers: Record<string, string> = { 'Content-Location': base + canonical }
  if (format === 'json') Object.assign(headers, NOT_FOR_OTHER_HOSTS) // its URL is absolute
  if (!isStored) headers['Cache-Control'] = 'no-store'
  else {
    headers['ETag'] = `"${version}/${canonical}"`
    headers['Cache-Control'] =
      goodForSeconds === undefined
        ? `public, max-age=${YEAR_SECONDS}, immutable`
        : `public, max-age=${Math.min(YEAR_SECONDS, goodForSeconds)}`
  }
  return headers
}

const disposition = ({ look, fileName }: Plan, format: Format): string =>
  `${look.download ? 'attachment' : 'inline'}; filename="${fileName()}.${format}"`
