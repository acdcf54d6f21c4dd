/** @file A problem as a picture, for clients that show nothing else. */
import {
  ERROR_INKS,
  errorPicture,
  errorSvg,
  LONGEST_LINE_CHARACTERS,
} from '../rendering/error-picture.ts'
import { encodePng } from '../rendering/png.ts'
import { encodeWebp } from '../rendering/webp.ts'
import { utf8 } from './text.ts'
import { isFormat, isPicture, type Format } from './formats.ts'
import { negotiate, prefersPicture } from './negotiation.ts'

/** What a client gets that asked for no format, or for one that is not offered. */
const USUAL_FORMATS = ['png', 'svg', 'webp'] as const

/** The format of a problem's picture: the one asked for; undefined where problem details are better. */
export function problemFormat(request: Request): Format | undefined {
  if (!prefersPicture(request)) return undefined
  const asked = askedFormat(new URL(request.url))
  if (asked === undefined) return negotiate(request.headers.get('Accept'), USUAL_FORMATS) ?? 'png'
  return isPicture(asked) ? asked : undefined
}

/** That of the extension, else of the query, of any URL: also of one that is bad or has no such path. */
function askedFormat({ pathname, searchParams }: URL): Format | undefined {
  const named = /\.([^./]+)$/.exec(pathname)?.[1] ?? searchParams.get('format') ?? ''
  return isFormat(named) ? named : undefined
}

/** A title such as `400 Bad Request`, and a text whose words are laid in lines. */
export function problemPicture(
  title: string,
  text: string,
  format: Format,
): Uint8Array<ArrayBuffer> {
  const lines = [title, ...wrapped(text)]
  if (format === 'svg') return utf8(errorSvg(lines))
  const encode = format === 'webp' ? encodeWebp : encodePng
  return encode(errorPicture(lines), ERROR_INKS)
}

function wrapped(text: string): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= LONGEST_LINE_CHARACTERS)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
