/** @file A document: made with the first request at an origin, and told again only to who has another one. */
import { bytesToHex } from '@noble/hashes/utils.js'
import { isFresh, NOT_FOR_OTHER_HOSTS } from './caching.ts'
import { FIVE_MINUTES_SECONDS } from './limits.ts'
import { respond, respondNotModified } from './respond.ts'
import { utf8 } from './text.ts'

interface Document {
  /** For a service at an origin. */
  readonly text: (origin: string) => string | Promise<string>
  /** Whether there are URLs of that origin in it. */
  readonly namesHost: boolean
  /** Of its kind. */
  readonly headers: () => Readonly<Record<string, string>>
}

interface Made {
  readonly body: Uint8Array<ArrayBuffer>
  /** What a 304 tells too (RFC 9110, section 15.4.5). */
  readonly caching: Readonly<Record<string, string>>
}

/** A Worker has a few hosts; who makes up others makes it forget, not grow. */
const MOST_ORIGINS = 8

/** Answers requests for a document. */
export function documentHandler({
  text,
  namesHost,
  headers,
}: Document): (request: Request) => Promise<Response> {
  // Not promises: in workerd one request cannot wait for what another one began.
  const madeFor = new Map<string, Made>()
  const make = async (origin: string): Promise<Made> => {
    const body = utf8(await text(origin))
    const caching = {
      ETag: await etagOf(body),
      'Cache-Control': `public, max-age=${FIVE_MINUTES_SECONDS}`,
      ...(namesHost ? NOT_FOR_OTHER_HOSTS : {}),
    }
    if (madeFor.size >= MOST_ORIGINS) madeFor.clear()
    madeFor.set(origin, { body, caching })
    return { body, caching }
  }
  return async (request) => {
    const { origin } = new URL(request.url)
    const { body, caching } = madeFor.get(origin) ?? (await make(origin))
    return isFresh(request.headers.get('If-None-Match'), caching['ETag'])
      ? respondNotModified(caching)
      : respond(body, 200, { ...headers(), ...caching })
  }
}

/**
 * A strong validator (RFC 9110, section 8.8.1): the bytes themselves, without a content coding. Who adds one on the
 * way makes it weak, and If-None-Match compares weakly (section 13.1.2).
 */
async function etagOf(body: Uint8Array<ArrayBuffer>): Promise<string> {
  return `"${bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', body)))}"`
}
