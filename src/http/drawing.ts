/** @file What an endpoint draws, whatever the format: scenes, words and numbers. */
import type { AnimationOptions } from '../rendering/apng.ts'
import type { Box } from '../rendering/paint.ts'
import type { Scene } from '../rendering/scene.ts'
import type { Format } from './formats.ts'
import type { Appearance } from './parameters.ts'

/** @typeParam Told Its own part of the JSON. */
export interface Drawing<Told = object> {
  /** One, or the frames of an animation. */
  readonly scenes: readonly [Scene, ...Scene[]]
  readonly animation?: AnimationOptions
  /** What the picture shows, for those who do not see it. */
  readonly alt: string
  /** Axes of its array before those of a digit's picture: none for a digit alone, [n] for n digits. */
  readonly arrayShape: readonly number[]
  readonly describe: (picture: Painted) => Told
}

/** What JSON may tell of the first scene's picture; each is painted when it is asked for. */
interface Painted {
  /** Of the digits' ink, in order. */
  readonly boxes: () => readonly Box[]
  /** Of a PNG. */
  readonly dataUri: () => string
}

/** What is made of a drawing; lengths in device pixels. */
export interface Output {
  readonly format: Format
  /** A digit's longer side. */
  readonly size: number
  readonly padding: number
  /** Device pixels for each pixel of a URL's lengths. */
  readonly dpr: number
}

/** An outline has no pixels of its own: it is as large as it is shown. */
export function outputOf({ format, size, padding, dpr: asked }: Appearance): Output {
  const dpr = format === 'svg' ? 1 : asked
  return { format, size: size * dpr, padding: padding * dpr, dpr }
}

/** How large a drawing can get, known before it is drawn. */
export interface Extent {
  readonly width: number
  readonly height: number
  /** In the file. */
  readonly frames: number
  /** In a frame. */
  readonly digits: number
  /** Whether a drawing may be smaller; left out, it is as large. */
  readonly isLargest?: boolean
}

/** `a` or `an`, as 8 and 11 are read. */
export const withArticle = (label: number): string =>
  `${/^(8|11$|18$)/.test(String(label)) ? 'an' : 'a'} ${label}`
