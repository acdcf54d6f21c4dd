/**
 * @file Signed URLs: HMAC-SHA256 over a path with its query. With keys configured, drawings are for
 * those alone who got the URL from the owner of the service.
 */
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { base64url } from './base64url.ts'
import { formPairs, WELL_ENCODED } from './percent.ts'
import type { Problem } from './problem.ts'

/** Query parameters of a signature; no part of the drawing. */
const SIGNATURE = 'signature'
const EXPIRES = 'expires'

/** Hex digits of 16 bytes at least: shorter keys can be guessed. */
const KEY = /^([\da-f]{2}){16,}$/i

/**
 * The keys of a secret: hex digits, several with commas between. The first signs, all are accepted,
 * so that a new key can be put first and the old one removed when its URLs are gone.
 *
 * @throws {RangeError} When a key is not of 32 hex digits at least.
 */
export function readKeys(secret: string | undefined): readonly Uint8Array[] {
  if (secret === undefined || secret.trim() === '') return []
  return secret.split(',').map((key) => {
    const trimmed = key.trim()
    if (!KEY.test(trimmed))
      throw new RangeError(
        `SIGNING_KEYS: got a key of ${trimmed.length} characters, expected 32 hex digits or more, an even number of them`,
      )
    return hexToBytes(trimmed)
  })
}

/**
 * Signs a URL: the same one with `expires`, if it is to expire, and `signature`.
 *
 * @param expires Seconds since 1970.
 * @throws {RangeError} When the query is no percent-encoded UTF-8: URLSearchParams would replace what it cannot
 *   decode, and another URL be signed. The service answers 400 to the one that was given.
 */
export function signedUrl(url: URL, key: Uint8Array, expires?: number): URL {
  if (formPairs(url.search) === undefined)
    throw new RangeError(`Got the query ${url.search}, expected ${WELL_ENCODED}`)
  const signed = new URL(url)
  if (expires !== undefined) signed.searchParams.set(EXPIRES, String(expires))
  signed.searchParams.set(SIGNATURE, base64url(mac(signed, key)))
  return signed
}

export type Verdict =
  | {
      readonly ok: true
      /** Of the URL that was verified: what is drawn must be read of no other. */
      readonly pathname: string
      /** From `?` on or empty: what there is but a signature. */
      readonly search: string
      /** When the URL ends, in seconds since 1970. */
      readonly expires?: number | undefined
    }
  | { readonly ok: false; readonly problem: Problem }

/**
 * Checks the signature of a URL.
 *
 * @param now Seconds since 1970.
 */
export function verify(url: URL, keys: readonly Uint8Array[], now: number): Verdict {
  const given = url.searchParams.getAll(SIGNATURE)
  if (given.length === 0) return { ok: false, problem: { kind: 'unsigned' } }
  const [signature = ''] = given
  // Every key is tried, and every byte compared: the time says nothing of either.
  let isOurs = false
  for (const key of keys) if (isEqual(signature, base64url(mac(url, key)))) isOurs = true
  const expiries = url.searchParams.getAll(EXPIRES)
  const [expires] = expiries
  if (!isOurs || given.length > 1 || expiries.length > 1 || !/^\d{1,12}$/.test(expires ?? '0'))
    return { ok: false, problem: { kind: 'bad-signature' } }
  const asked = { pathname: url.pathname, search: withoutSignature(url.search) }
  if (expires === undefined) return { ok: true, ...asked }
  const end = Number(expires)
  if (end <= now) return { ok: false, problem: { kind: 'expired', expires: end } }
  return { ok: true, ...asked, expires: end }
}

/** A query, from `?` on or empty, without the parameters of a signature. */
function withoutSignature(search: string): string {
  // Piece by piece: what is left must stay as it was sent, bad encoding included.
  const pieces = search.slice(1).split('&')
  const left = pieces.filter((piece) => ![SIGNATURE, EXPIRES].includes(piece.split('=')[0] ?? ''))
  return left.length === 0 ? '' : `?${left.join('&')}`
}

/** Of the path and the sorted query, since proxies may reorder parameters. */
function mac(url: URL, key: Uint8Array): Uint8Array {
  const query = new URLSearchParams(url.search)
  query.delete(SIGNATURE)
  query.sort()
  return hmac(sha256, key, utf8ToBytes(`${url.pathname}?${query.toString()}`))
}

function isEqual(a: string, b: string): boolean {
  let difference = a.length ^ b.length
  for (let index = 0; index < b.length; index++)
    difference |= a.charCodeAt(index) ^ b.charCodeAt(index)
  return difference === 0
}
