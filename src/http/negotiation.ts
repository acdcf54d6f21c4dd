/** @file Proactive negotiation of the format (RFC 9110, section 12.5.1). */
import { parseAccept, type Accept } from 'hono/utils/accept'
import { MEDIA_TYPES, type Format } from './formats.ts'

/**
 * The format that a client likes best; among equals the earliest, so that `image/*` of an <img> is
 * the usual one. Undefined when the client accepts none of them.
 *
 * @param accept The header, or null where there is none: anything is accepted.
 */
export function negotiate<Offered extends Format>(
  accept: string | null,
  formats: readonly Offered[],
): Offered | undefined {
  const ranges = parseAccept(accept || '*/*')
  let best: Offered | undefined
  let bestQuality = 0
  for (const format of formats) {
    const quality = formatQuality(ranges, format)
    if (quality <= bestQuality) continue
    best = format
    bestQuality = quality
  }
  return best
}

/**
 * The weight of a format. An APNG is a PNG (PNG, third edition), which any <img> animates: where a header has it
 * by a wildcard alone, as those of Firefox and Safari do, it weighs no less than the PNG that they name. A client
 * of `image/png` and nothing else gets a still.
 */
function formatQuality(ranges: readonly Accept[], format: Format): number {
  const quality = qualityOf(ranges, MEDIA_TYPES[format])
  if (format !== 'apng' || quality === 0 || hasRange(ranges, MEDIA_TYPES.apng)) return quality
  return Math.max(quality, qualityOf(ranges, MEDIA_TYPES.png))
}

const hasRange = (ranges: readonly Accept[], wanted: string): boolean =>
  ranges.some(({ type }) => type.toLowerCase() === wanted)

/** The weight of the most specific range that has the media type; 0 where none has. */
function qualityOf(ranges: readonly Accept[], mediaType: string): number {
  const group = `${mediaType.split('/')[0]}/*`
  for (const wanted of [mediaType, group, '*/*']) {
    const range = ranges.find(({ type }) => type.toLowerCase() === wanted)
    if (range !== undefined) return range.q
  }
  return 0
}

/** Whether a client would rather have a picture than text: an <img>, or one that accepts no text. */
export function prefersPicture(request: Request): boolean {
  const destination = request.headers.get('Sec-Fetch-Dest')
  if (destination !== null && destination !== 'empty') return destination === 'image'
  const accept = request.headers.get('Accept')
  if (accept === null) return false
  const ranges = parseAccept(accept)
  const best = (types: readonly string[]) =>
    Math.max(...types.map((type) => qualityOf(ranges, type)))
  return (
    best(['image/png', 'image/svg+xml', 'image/webp', 'image/apng']) >
    best(['application/problem+json', 'application/json', 'text/html'])
  )
}
