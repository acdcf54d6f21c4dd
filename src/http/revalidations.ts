/**
 * @file Requests that were answered with 304. Who has a picture asks for it again and again: to read the
 * URL each time is a seventh of what such an answer costs.
 */
import type { DrawingRequest } from './drawing-handler.ts'

/** Together they keep a megabyte at most. */
const MOST_REQUESTS = 500
const MOST_CHARACTERS = 500

type Headers = Readonly<Record<string, string>>

/** What 304s of one endpoint told, by request. */
export class Revalidations {
  readonly #headers = new Map<string, Headers>()

  /** What a 304 to the same request told, if its condition is met again. */
  find(asked: DrawingRequest, wanted: string | null): Headers | undefined {
    if (wanted === null) return undefined
    const headers = this.#headers.get(keyOf(asked) ?? '')
    return headers?.['ETag'] === wanted ? headers : undefined
  }

  /** Keeps what a 304 tells; when there are too many, all others are forgotten. */
  keep(asked: DrawingRequest, headers: Headers): void {
    const key = keyOf(asked)
    if (key === undefined) return
    if (this.#headers.size >= MOST_REQUESTS) this.#headers.clear()
    this.#headers.set(key, headers)
  }
}

/**
 * All that the headers depend on, as no part has a line break of its own. None where they depend on more: a
 * body, or the time until which a URL is good.
 */
function keyOf({ request, rest, search, body, goodForSeconds }: DrawingRequest) {
  if (body !== undefined || goodForSeconds !== undefined) return undefined
  const key = `${rest}\n${search}\n${request.headers.get('Accept')}`
  return key.length > MOST_CHARACTERS ? undefined : key
}
