/**
 * @file PLTE and tRNS, the chunks of a PNG that colours are in beside the pixels (W3C PNG, third edition, sections
 * 11.2.2 and 11.3.1.1): what is wrong with them, before anything is decoded.
 */
import type { ReadChunk } from './png-chunks.ts'
import { COLOUR, GREY, INDEXED, type Header } from './png-header.ts'

/** What was expected of them, if it is not what they are. */
export function coloursError(chunks: readonly ReadChunk[], header: Header): string | undefined {
  const dataOf = (name: string) => chunks.find(({ type }) => type === name)?.data
  const palette = dataOf('PLTE')
  return paletteError(palette, header) ?? transparencyError(dataOf('tRNS'), palette, header)
}

/** Bytes of a colour of the palette. */
const COLOUR_BYTES = 3

function paletteError(
  palette: Uint8Array | undefined,
  { colourType, depth, channels }: Header,
): string | undefined {
  if (palette === undefined) return colourType === INDEXED ? 'a palette (PLTE)' : undefined
  if (channels < 3 && colourType !== INDEXED)
    return `no palette (PLTE) beside grey, colour type ${colourType}`
  // Of colours beside a palette's indices, it is what they may be reduced to.
  const most = colourType === INDEXED ? 2 ** depth : 256
  const colours = palette.length / COLOUR_BYTES
  return Number.isInteger(colours) && colours >= 1 && colours <= most
    ? undefined
    : `a palette (PLTE) of 1 to ${most} colours, ${COLOUR_BYTES} bytes each; this one has ${palette.length} bytes`
}

/**
 * Of a palette, tRNS has an alpha for each of the first colours. Of a grey or a colour, it names one that is
 * transparent: two bytes a channel, whatever the depth. From a part of it, pixels would be taken away that no one
 * named.
 */
function transparencyError(
  transparency: Uint8Array | undefined,
  palette: Uint8Array | undefined,
  { colourType, channels }: Header,
): string | undefined {
  if (transparency === undefined) return undefined
  const { length } = transparency
  if (colourType === GREY || colourType === COLOUR)
    return length === 2 * channels
      ? undefined
      : `a tRNS of ${2 * channels} bytes; this one has ${length}`
  if (colourType !== INDEXED) return `no tRNS beside alpha, colour type ${colourType}`
  const most = (palette?.length ?? 0) / COLOUR_BYTES
  return length <= most
    ? undefined
    : `a tRNS of at most ${most} bytes, one for each colour of the palette; this one has ${length}`
}
