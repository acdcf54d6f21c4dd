/** @file A scene in levels of ink, and the box of each digit's ink. */
import { slantReach } from './field.ts'
import type { PlacedDigit, Scene } from './scene.ts'
import { drawDigit, type GreyImage } from './upsample.ts'

/** Pixels; x and y from the picture's left and top edges. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Level of half ink. */
const HALF_INK = 128

/** Draws every digit; where they meet, the more ink shows. */
export function paint(scene: Scene): GreyImage {
  const picture = blank(scene.width, scene.height)
  for (const { logits, left, top } of scene.digits)
    drawDigit(picture, { logits, ...scene.image }, { ...scene.cell, left, top })
  return picture
}

/**
 * The box of each digit's ink, in the order of the scene's digits: the pixels of at least half ink, or
 * the digit's whole cell where there are none.
 */
export function inkBoxes(scene: Scene): Box[] {
  return scene.digits.map((digit) => inkBox(scene, digit))
}

function inkBox({ image, cell }: Scene, { logits, left, top }: PlacedDigit): Box {
  const margin = slantReach(cell)
  const picture = blank(cell.width + 2 * margin, cell.height)
  drawDigit(picture, { logits, ...image }, { ...cell, left: margin, top: 0 })
  const tight = tightBox(picture)
  return tight === undefined
    ? { x: left, y: top, width: cell.width, height: cell.height }
    : { ...tight, x: left - margin + tight.x, y: top + tight.y }
}

const blank = (width: number, height: number): GreyImage => ({
  levels: new Uint8Array(width * height),
  width,
  height,
})

function tightBox({ levels, width, height }: GreyImage): Box | undefined {
  let [left, right, top, bottom] = [width, 0, height, 0]
  for (let y = 0; y < height; y++) {
    const start = y * width
    let first = 0
    while (first < width && (levels[start + first] as number) < HALF_INK) first++
    if (first === width) continue
    let last = width - 1
    while ((levels[start + last] as number) < HALF_INK) last--
    left = Math.min(left, first)
    right = Math.max(right, last + 1)
    top = Math.min(top, y)
    bottom = y + 1
  }
  return bottom === 0 ? undefined : { x: left, y: top, width: right - left, height: bottom - top }
}
