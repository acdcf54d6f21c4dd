/** @file A small picture of an error, for clients that show pictures alone. */
import { GLYPH_COLUMNS, GLYPH_ROWS, isInked } from './bitmap-font.ts'
import { WHITE, type Rgba } from './colours.ts'
import type { Inks } from './inks.ts'
import { fill, svgDocument } from './svg.ts'
import type { GreyImage } from './upsample.ts'
import { xmlText } from './xml.ts'

const DARK_RED: Rgba = { red: 0xb0, green: 0x00, blue: 0x20, alpha: 255 }

export const ERROR_INKS: Inks = { ink: DARK_RED, paper: WHITE }

/** Pixels of the picture for one of the font, in the first line and in the others. */
const TITLE_SCALE = 4
const TEXT_SCALE = 2

/** Longer lines are cut: an error is read in problem details, and only hinted at here. */
export const LONGEST_LINE_CHARACTERS = 32
const MOST_LINES = 6

const MARGIN_PIXELS = 8

/** Pixels of the font from one character, and from one line, to the next. */
const ADVANCE = GLYPH_COLUMNS + 1
const LEADING = GLYPH_ROWS + 3

interface Line {
  readonly characters: readonly string[]
  readonly scale: number
  /** Pixels from the picture's upper edge. */
  readonly top: number
}

interface Layout {
  readonly lines: readonly Line[]
  readonly width: number
  readonly height: number
}

/**
 * Draws lines of text in a bitmap font, as levels of ink for any encoder.
 *
 * @param texts The first is drawn large, such as `400`; six lines of 32 characters at most show, and
 *   other characters than ASCII as `?`.
 */
export function errorPicture(texts: readonly string[]): GreyImage {
  const { lines, width, height } = layout(texts)
  const levels = new Uint8Array(width * height)
  for (const { characters, scale, top } of lines)
    for (let y = 0; y < GLYPH_ROWS * scale; y++)
      for (let x = 0; x < characters.length * ADVANCE * scale; x++) {
        const column = Math.floor(x / scale)
        const character = characters[Math.floor(column / ADVANCE)] ?? ' '
        const inGlyph = column % ADVANCE
        if (inGlyph < GLYPH_COLUMNS && isInked(character, inGlyph, Math.floor(y / scale)))
          levels[(top + y) * width + MARGIN_PIXELS + x] = 255
      }
  return { levels, width, height }
}

/** The same as an SVG of the same size, in the reader's own font. */
export function errorSvg(texts: readonly string[]): string {
  const { lines, width, height } = layout(texts)
  const shown = lines.map(({ characters, scale, top }) => {
    const text = characters.join('')
    // Stretched to the bitmap's width, so that any font fits.
    const length = characters.length * ADVANCE * scale
    return `<text x="${MARGIN_PIXELS}" y="${top + GLYPH_ROWS * scale}" font-size="${(GLYPH_ROWS + 2) * scale}" textLength="${length}" lengthAdjust="spacingAndGlyphs" xml:space="preserve">${xmlText(text)}</text>`
  })
  return svgDocument({
    width,
    height,
    title: texts.join(' '),
    content: `<path${fill(ERROR_INKS.paper)} d="M0 0h${width}v${height}H0z"/><g${fill(ERROR_INKS.ink)} font-family="monospace">${shown.join('')}</g>`,
  })
}

function layout(texts: readonly string[]): Layout {
  let top = MARGIN_PIXELS
  const lines = texts.slice(0, MOST_LINES).map((text, index): Line => {
    const line = { characters: cut(text), scale: index === 0 ? TITLE_SCALE : TEXT_SCALE, top }
    top += LEADING * line.scale
    return line
  })
  const width = Math.max(
    0,
    ...lines.map(({ characters, scale }) => characters.length * ADVANCE * scale),
  )
  return { lines, width: width + 2 * MARGIN_PIXELS, height: top + MARGIN_PIXELS }
}

function cut(text: string): readonly string[] {
  const characters = Array.from(text)
  return characters.length <= LONGEST_LINE_CHARACTERS
    ? characters
    : [...characters.slice(0, LONGEST_LINE_CHARACTERS - 3), '.', '.', '.']
}
