/** @file What caches may keep: Cloudflare's before a Worker, and those that ask whether theirs is fresh. */
import fresh from 'fresh'

/**
 * For answers that name the host they were asked by. That cache knows a request by its path and query
 * alone, whatever the host: under another domain of the Worker it would give the first one's URLs.
 * Browsers, for which Cache-Control is, know the host; Cloudflare removes this header.
 */
export const NOT_FOR_OTHER_HOSTS = { 'Cloudflare-CDN-Cache-Control': 'no-store' }

/**
 * Whether a client has what there is (RFC 9110, section 13.1.2).
 *
 * @param wanted If-None-Match.
 */
export function isFresh(wanted: string | null, etag: string | undefined): boolean {
  if (etag === undefined || wanted === null) return false
  return wanted === etag || fresh({ 'if-none-match': wanted }, { etag }) // most have the one alone
}
