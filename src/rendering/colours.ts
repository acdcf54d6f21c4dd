/** @file Colours of ink and paper in CSS's hex notations and names (CSS Color Level 4, sections 5.2 and 6). */
import names from 'color-name'

/** A colour in sRGB with straight alpha, each 0 to 255. */
export interface Rgba {
  readonly red: number
  readonly green: number
  readonly blue: number
  /** 0 is transparent, 255 opaque. */
  readonly alpha: number
}

export const BLACK: Rgba = { red: 0, green: 0, blue: 0, alpha: 255 }
export const WHITE: Rgba = { red: 255, green: 255, blue: 255, alpha: 255 }

/** Every colour of alpha 0 is this one: they look the same. */
export const TRANSPARENT: Rgba = { red: 0, green: 0, blue: 0, alpha: 0 }

const HEX_FORM = String.raw`#?([\dA-Fa-f]{3,4}|[\dA-Fa-f]{6}|[\dA-Fa-f]{8})`
const HEX = new RegExp(`^${HEX_FORM}$`)

/** What {@link parseColour} reads, names in small letters: a pattern of JSON Schema has no flags. */
export const COLOUR_PATTERN = `^(${HEX_FORM}|transparent|${Object.keys(names).join('|')})$`

/** Those of most pictures, by their one spelling. */
const USUAL: ReadonlyMap<string, Rgba> = new Map([
  ['ffffff', WHITE],
  ['000000', BLACK],
])

/**
 * Reads a colour: `#rgb`, `#rgba`, `#rrggbb` or `#rrggbbaa`, with or without `#` (which a URL
 * must escape), a CSS name, or `transparent`, in capitals or not.
 */
export function parseColour(text: string): Rgba | undefined {
  const usual = USUAL.get(text)
  if (usual !== undefined) return usual
  const lower = text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()) // ASCII alone, as CSS
  if (lower === 'transparent') return TRANSPARENT
  const named = (names as Readonly<Record<string, readonly [number, number, number]>>)[lower]
  if (Object.hasOwn(names, lower) && named !== undefined) {
    const [red, green, blue] = named
    return { red, green, blue, alpha: 255 }
  }
  const digits = HEX.exec(lower)?.[1]
  if (digits === undefined) return undefined
  const [red = 0, green = 0, blue = 0, alpha = 255] = Array.from(
    (digits.length <= 4 ? digits.replaceAll(/./g, '$&$&') : digits).matchAll(/../g),
    ([pair]) => Number.parseInt(pair, 16),
  )
  return alpha === 0 ? TRANSPARENT : { red, green, blue, alpha }
}

/** The one spelling of a colour in URLs: `rrggbb`, `rrggbbaa` or `transparent`. */
export function colourText(colour: Rgba): string {
  if (colour.alpha === 0) return 'transparent'
  const rgb = hexPairs([colour.red, colour.green, colour.blue])
  return colour.alpha === 255 ? rgb : rgb + hexPairs([colour.alpha])
}

const hexPairs = (values: readonly number[]): string =>
  values.map((value) => value.toString(16).padStart(2, '0')).join('')
