/**
 * @file The chunks of a PNG that a client sent (W3C PNG, third edition, sections 5 and 11), looked over
 * before anything is decoded: what cannot be the picture that is expected costs no memory.
 */
import { concatenate, SIGNATURE } from '../../rendering/png-chunks.ts'

export interface ReadChunk {
  readonly type: string
  readonly data: Uint8Array
  /** With length, type and CRC. */
  readonly whole: Uint8Array
}

/** What shows the pixels. Others may be left out by who does not need them, some of them compressed too. */
const NEEDED: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'])

/** No encoder cuts the pixels of a small picture into so many; each takes its time, an empty one too. */
const MAX_IDATS = 64

/** The chunks that show the pixels, or what was expected of the file. */
export function readChunks(png: Uint8Array): readonly ReadChunk[] | string {
  if (SIGNATURE.some((byte, index) => png[index] !== byte)) return "a PNG's signature first"
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const chunks: ReadChunk[] = []
  for (let position = SIGNATURE.length; chunks.at(-1)?.type !== 'IEND';) {
    if (position + 12 > png.length) return 'a PNG that ends with IEND; this one is cut off'
    const length = view.getUint32(position)
    const end = position + 12 + length
    const type = String.fromCharCode(...png.subarray(position + 4, position + 8))
    if (!/^[A-Za-z]{4}$/.test(type)) return 'chunks whose types are letters'
    if (end > png.length) return `a whole ${type}; the file is cut off`
    // Section 5.4: the case of the first letter says whether it can be left out.
    if (!NEEDED.has(type) && /^[A-Z]/.test(type))
      return `no ${type}: a critical chunk of no known type`
    chunks.push({
      type,
      data: png.subarray(position + 8, end - 4),
      whole: png.subarray(position, end),
    })
    position = end
  }
  const needed = chunks.filter(({ type }) => NEEDED.has(type))
  const pixels = needed.filter(({ type }) => type === 'IDAT')
  if (pixels.length > MAX_IDATS) return `at most ${MAX_IDATS} IDAT; these are ${pixels.length}`
  return orderError(chunks.map(({ type }) => type)) ?? needed
}

/** Section 5.6: IHDR first, each but IDAT once, the palette before the pixels, nothing between two IDAT. */
function orderError(types: readonly string[]): string | undefined {
  const needed = types.filter((type) => NEEDED.has(type)).join(' ')
  const pixels = types.slice(types.indexOf('IDAT'), types.lastIndexOf('IDAT') + 1)
  return types[0] === 'IHDR' &&
    /^IHDR( PLTE)?( tRNS)?( IDAT)+ IEND$/.test(needed) &&
    pixels.every((type) => type === 'IDAT')
    ? undefined
    : 'IHDR first, PLTE and tRNS if any, IDAT with nothing between and IEND, in this order'
}

/** A PNG of these chunks alone. */
export const rebuilt = (chunks: readonly ReadChunk[]): Uint8Array<ArrayBuffer> =>
  concatenate([SIGNATURE, ...chunks.map(({ whole }) => whole)])
