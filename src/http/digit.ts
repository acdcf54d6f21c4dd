/** @file GET /digit: one handwritten digit as a PNG. */
import { bytesToHex } from '@noble/hashes/utils.js'
import fresh from 'fresh'
import { renderPng } from '../rendering/picture.ts'
import type { DigitSampler } from '../sampling/sampler.ts'
import {
  canonicalQuery,
  digitParameters,
  type DigitQuery,
  type ResolvedDigit,
} from './digit-parameters.ts'
import { YEAR_SECONDS } from './limits.ts'
import { problemResponse } from './problem.ts'
import { parseQuery } from './query.ts'
import { drawingVersion } from './version.ts'

/** Answers requests for digits. */
export function digitHandler(sampler: DigitSampler): (request: Request) => Response {
  const schema = digitParameters(sampler.configuration)
  const version = drawingVersion(sampler)
  return (request) => {
    const query = parseQuery(schema, new URL(request.url).search)
    if (!query.ok) return problemResponse({ kind: 'bad-query', errors: query.errors })
    const digit = resolve(sampler, query.values)
    const canonical = canonicalQuery(schema, digit)
    const headers = new Headers({
      'Content-Location': `/digit?${canonical}`,
      'Digit-Label': String(digit.label),
      'Digit-Seed': encodeURIComponent(digit.seed),
      'Digit-Model': version,
    })
    if (query.values.seed === undefined) headers.set('Cache-Control', 'no-store')
    else {
      headers.set('Cache-Control', `public, max-age=${YEAR_SECONDS}, immutable`)
      headers.set('ETag', `"${version}?${canonical}"`)
      // Before the networks run: a revalidation costs no inference (RFC 9110, section 13.1.2).
      if (isFresh(request, headers)) return new Response(null, { status: 304, headers })
    }
    const png = draw(sampler, digit)
    headers.set('Content-Type', 'image/png')
    headers.set('Content-Length', String(png.byteLength))
    headers.set('Content-Disposition', `inline; filename="${fileName(digit)}"`)
    return new Response(png, { headers })
  }
}

/** Fills in what the client left open. */
function resolve(sampler: DigitSampler, query: DigitQuery): ResolvedDigit {
  const seed = query.seed ?? randomSeed()
  return { ...query, seed, label: query.label ?? sampler.labelOf(seed) }
}

function draw(sampler: DigitSampler, digit: ResolvedDigit): Uint8Array<ArrayBuffer> {
  const [logits] = sampler.sample([digit])
  if (logits === undefined) throw new Error('The sampler gave no digit for a request')
  return renderPng(logits, sampler.configuration.image, digit)
}

function isFresh(request: Request, response: Headers): boolean {
  const conditions = { 'if-none-match': request.headers.get('If-None-Match') ?? undefined }
  return fresh(conditions, { etag: response.get('ETag') ?? undefined })
}

/** 64 random bits: a billion unseeded requests share a seed with a chance of 3 %. */
function randomSeed(): string {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(8)))
}

/** ASCII without quotes, as a quoted string of RFC 6266 must be. */
const fileName = ({ label, seed }: ResolvedDigit): string =>
  `digit-${label}-${seed.replaceAll(/[^A-Za-z0-9_-]/g, '_')}.png`
