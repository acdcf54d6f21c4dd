/**
 * @file Requests that were answered with 304. To read the URL each time that one is sent again is a seventh of
 * what its answer costs.
 */
import type { DrawingRequest } from './drawing-handler.ts'

/** Of one endpoint and base, a megabyte at most, with what is told of each. */
const MOST_REQUESTS = 500
const MOST_CHARACTERS = 500

type ToldHeaders = Readonly<Record<string, string>>

/** What 304s of one endpoint told, by request. */
export class Revalidations {
  readonly #told = new Map<string, ToldHeaders>()

  /** What a 304 to the same request told; whether its condition is met again is to be seen. */
  find(asked: DrawingRequest): ToldHeaders | undefined {
    const key = keyOf(asked)
    return key === undefined ? undefined : this.#told.get(key)
  }

  /** Keeps what a 304 tells; when there are too many, all others are forgotten. */
  keep(asked: DrawingRequest, headers: ToldHeaders): void {
    const key = keyOf(asked)
    if (key === undefined) return
    if (this.#told.size >= MOST_REQUESTS) this.#told.clear()
    this.#told.set(key, headers)
  }
}

/**
 * All that the headers depend on, as no part has a line break of its own. None where they depend on more: a
 * body, or the time until which a URL is good.
 */
function keyOf({ request, rest, search, body, goodForSeconds }: DrawingRequest) {
  if (body !== undefined || goodForSeconds !== undefined) return undefined
  // Without the header anything is accepted, as with an empty one.
  const key = `${rest}\n${search}\n${request.headers.get('Accept') ?? ''}`
  return key.length > MOST_CHARACTERS ? undefined : key
}
