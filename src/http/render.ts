/** @file A drawing in each format. */
import { encodeApng } from '../rendering/apng.ts'
import { parseColour, TRANSPARENT } from '../rendering/colours.ts'
import type { Inks } from '../rendering/inks.ts'
import { greyLevel } from '../rendering/levels.ts'
import { encodeNpy } from '../rendering/npy.ts'
import { inkBoxes, paint } from '../rendering/paint.ts'
import { encodePng } from '../rendering/png.ts'
import type { Scene } from '../rendering/scene.ts'
import { renderSvg } from '../rendering/svg.ts'
import { encodeWebp } from '../rendering/webp.ts'
import type { Drawing } from './drawing.ts'
import type { Format } from './formats.ts'
import * as json from './json-schema.ts'
import type { Appearance } from './parameters.ts'
import { utf8 } from './text.ts'

/** What JSON says beside the drawing's own part. */
export interface Context {
  /** Version of the drawings. */
  readonly model: string
  /** Absolute, of the same drawing as a picture. */
  readonly url: string
}

/**
 * The bytes of a drawing.
 *
 * @param contextOf Asked for where it is told.
 */
export function render(
  drawing: Drawing,
  look: Pick<Appearance, 'ink' | 'paper' | 'invert'>,
  format: Format,
  contextOf: () => Context,
): Uint8Array<ArrayBuffer> {
  const inks = inksOf(look)
  const [first] = drawing.scenes
  switch (format) {
    case 'png':
      return encodePng(paint(first), inks)
    case 'webp':
      return encodeWebp(paint(first), inks)
    case 'svg':
      return utf8(renderSvg(first, { inks, title: drawing.alt }))
    case 'apng':
      return encodeApng(
        drawing.scenes.map(paint),
        inks,
        drawing.animation ?? { framesPerSecond: 1, plays: 1 },
      )
    case 'json':
      return utf8(JSON.stringify(description(drawing, inks, contextOf())))
    case 'npy':
      return npy(drawing)
  }
}

function inksOf({ ink, paper, invert }: Pick<Appearance, 'ink' | 'paper' | 'invert'>): Inks {
  const [strokes, ground] = invert ? [paper, ink] : [ink, paper]
  return {
    ink: parseColour(strokes) ?? TRANSPARENT,
    paper: parseColour(ground) ?? TRANSPARENT,
  }
}

/** What the JSON of every drawing tells. */
export const drawingJson = () =>
  json.object({
    model: json.text('Version of the drawings'),
    url: json.text('The same drawing as a picture', { format: 'uri' }),
    alt: json.text('What it shows, for those who do not see it'),
    width: json.integer('Pixels of the picture'),
    height: json.integer('Pixels of the picture'),
  })

function description(
  { alt, scenes, describe }: Drawing,
  inks: Inks,
  context: Context,
): json.ValueOf<typeof drawingJson> {
  const [scene] = scenes
  const { width, height } = scene
  const painted = { boxes: () => inkBoxes(scene), dataUri: () => pngDataUri(scene, inks) }
  return { ...context, alt, width, height, ...describe(painted) }
}

function pngDataUri(scene: Scene, inks: Inks): string {
  const bytes = encodePng(paint(scene), inks)
  // A call takes a limited number of arguments.
  let text = ''
  for (let start = 0; start < bytes.length; start += 4096)
    text += String.fromCharCode(...bytes.subarray(start, start + 4096))
  return `data:image/png;base64,${btoa(text)}`
}

/** The model's own pixels, white ink on black paper as in MNIST, whatever the look. */
function npy({ scenes, arrayShape }: Drawing): Uint8Array<ArrayBuffer> {
  const [{ image }] = scenes
  const digits = scenes.flatMap((scene) => scene.digits)
  const size = image.rows * image.columns
  const levels = new Uint8Array(digits.length * size)
  digits.forEach(({ logits }, index) => {
    const offset = index * size
    for (let pixel = 0; pixel < size; pixel++)
      levels[offset + pixel] = greyLevel(logits[pixel] as number)
  })
  return encodeNpy(levels, [...arrayShape, image.rows, image.columns])
}
