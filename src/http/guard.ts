/** @file What a deployment may ask of requests for drawings: a signature, and patience. */
import { addressOf } from './address.ts'
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

const TOO_MANY: Verdict = {
  ok: false,
  problem: { kind: 'too-many-requests', retryAfterSeconds: RATE_PERIOD_SECONDS },
}

/** Whether a request may be answered. Without a rate limit it is known at once. */
export function admit(
  request: Request,
  { SIGNING_KEYS, RATE_LIMITER: limiter }: Bindings = {},
): Verdict | Promise<Verdict> {
  const keys = readKeys(SIGNING_KEYS)
  const verdict: Verdict =
    keys.length > 0
      ? verify(new URL(request.url), keys, Date.now() / 1000)
      : { ok: true, ...addressOf(request.url) }
  if (!verdict.ok || limiter === undefined) return verdict
  const key = request.headers.get('CF-Connecting-IP') ?? ''
  return limiter.limit({ key }).then(({ success }) => (success ? verdict : TOO_MANY))
}
