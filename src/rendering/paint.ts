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

function tightBox({ levels, width }: GreyImage): Box | undefined {
  const isInk = (level: number) => level >= HALF_INK
  const first = levels.findIndex(isInk)
  if (first === -1) return undefined
  const y = Math.floor(first / width)
  const bottom = Math.floor(levels.findLastIndex(isInk) / width) + 1
  let x = width
  let right = 0
  for (let row = y; row < bottom; row++) {
    const line = levels.subarray(row * width, (row + 1) * width)
    const from = line.findIndex(isInk)
    if (from === -1) continue
    x = Math.min(x, from)
    right = Math.max(right, line.findLastIndex(isInk) + 1)
  }
  return { x, y, width: right - x, height: bottom - y }
}
