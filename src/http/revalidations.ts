/**
 * @file Requests that were answered with 304. To read the URL each time that one is sent again is a quarter of
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

  /**
   * What a 304 to the same request told; whether its condition is met again is to be seen.
   *
   * @param key By {@link revalidationKey}.
   */
  find(key: string | undefined): ToldHeaders | undefined {
    return key === undefined ? undefined : this.#told.get(key)
  }

  /** Keeps what a 304 tells; when there are too many, all others are forgotten. */
  keep(key: string | undefined, headers: ToldHeaders): void {
    if (key === undefined) return
    if (this.#told.size >= MOST_REQUESTS) this.#told.clear()
    this.#told.set(key, headers)
  }
}

/**
 * All that the headers depend on where the URL names the format. None where they depend on more: a body, or
 * the time until which a URL is good.
 */
export function revalidationKey({
  rest,
  search,
  body,
  goodForSeconds,
}: Omit<DrawingRequest, 'request'>): string | undefined {
  if (body !== undefined || goodForSeconds !== undefined) return undefined
  const key = rest + search // which begins with the one ? of the two
  return key.length > MOST_CHARACTERS ? undefined : key
}
