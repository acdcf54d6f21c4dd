/** @file The body of POST /complete: a PNG, or JSON. It says what the query of a GET would say. */
import type { ImageSize } from '../../networks/image-size.ts'
import { MAX_BODY_BYTES, MAX_JSON_BYTES } from '../limits.ts'
import { encodePartialImage } from '../partial-image/encode.ts'
import { parameterError, type ParameterError } from '../query.ts'
import type { TargetResult } from '../target.ts'
import { readJson } from './json.ts'
import { readPng } from './png.ts'
import { readBytes } from './read-bytes.ts'

const MEDIA_TYPES = 'image/png, application/json'

/** The parameters that a body gives. */
export async function readPartialImageBody(
  request: Request,
  size: ImageSize,
): Promise<TargetResult> {
  const coding = request.headers.get('Content-Encoding') ?? 'identity'
  if (coding.toLowerCase() !== 'identity')
    return { ok: false, problem: { kind: 'unsupported-coding', coding } }
  const mediaType = request.headers.get('Content-Type') ?? ''
  const essence = mediaType.split(';')[0]?.trim().toLowerCase() ?? ''
  const isPng = essence === 'image/png'
  if (!isPng && essence !== 'application/json')
    return {
      ok: false,
      problem: { kind: 'unsupported-media-type', mediaType, accept: MEDIA_TYPES },
    }
  const mostBytes = isPng ? MAX_BODY_BYTES : MAX_JSON_BYTES
  const bytes = await readBytes(request, mostBytes)
  if (bytes === 'too large') return { ok: false, problem: { kind: 'content-too-large', mostBytes } }
  if (bytes === 'broken off') return refused(parameterError('(body)', 'a part', 'a whole body'))
  return isPng ? fromPng(bytes, size) : fromJson(bytes, size)
}

function fromPng(bytes: Uint8Array, size: ImageSize): TargetResult {
  const image = readPng(bytes, size)
  return typeof image === 'string'
    ? refused(parameterError('(body)', `${bytes.length} bytes`, `a PNG: ${image}`))
    : { ok: true, target: { parameters: new Map([['x', encodePartialImage(image)]]) } }
}

function fromJson(bytes: Uint8Array, size: ImageSize): TargetResult {
  const result = readJson(bytes, size)
  return result.ok
    ? { ok: true, target: { parameters: result.parameters } }
    : refused(...result.errors)
}

const refused = (...errors: readonly ParameterError[]): TargetResult => ({
  ok: false,
  problem: { kind: 'bad-query', errors },
})
