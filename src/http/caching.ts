/** @file What Cloudflare's cache before a Worker may keep. */

/**
 * For answers that name the host they were asked by. That cache knows a request by its path and query
 * alone, whatever the host: under another domain of the Worker it would give the first one's URLs.
 * Browsers, for which Cache-Control is, know the host; Cloudflare removes this header.
 */
export const NOT_FOR_OTHER_HOSTS = { 'Cloudflare-CDN-Cache-Control': 'no-store' }
