/** @file What a deployment may ask of requests for drawings: a signature, and patience. */
import type { Problem } from './problem.ts'
import { readKeys, verify, type Verdict } from './signature.ts'

/** What Cloudflare's rate limiting binding offers, as far as it is used. */
interface RateLimiter {
  limit(options: { key: string }): Promise<{ success: boolean }>
}

/** Secrets and bindings of the Worker, all optional. */
export interface Bindings {
  /** See {@link readKeys}. */
  readonly SIGNING_KEYS?: string
  readonly RATE_LIMITER?: RateLimiter
}

/** The binding's period, as the README configures it; it does not tell its own. */
const RATE_PERIOD_SECONDS = 10

/** Whether a request may be answered; `expires` is when its URL ends, in seconds since 1970. */
export async function admit(request: Request, url: URL, bindings: Bindings): Promise<Verdict> {
  const keys = readKeys(bindings.SIGNING_KEYS)
  if (keys.length > 0) {
    const verdict = verify(url, keys, Date.now() / 1000)
    if (!verdict.ok) return verdict
    return (await refusal(request, bindings)) ?? verdict
  }
  return (await refusal(request, bindings)) ?? { ok: true }
}

async function refusal(
  request: Request,
  { RATE_LIMITER: limiter }: Bindings,
): Promise<{ readonly ok: false; readonly problem: Problem } | undefined> {
  if (limiter === undefined) return undefined
  const key = request.headers.get('CF-Connecting-IP') ?? ''
  if ((await limiter.limit({ key })).success) return undefined
  return {
    ok: false,
    problem: { kind: 'too-many-requests', retryAfterSeconds: RATE_PERIOD_SECONDS },
  }
}
