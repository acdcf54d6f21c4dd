/** @file Small pictures of one size in rows, enlarged pixel by pixel. */
import { encodeGreyPng } from '../../src/rendering/png.ts'
import type { ImageSize } from './painting.ts'

/** Pixels of the sheet for one of a picture, and between two pictures. */
const ZOOM = 2
const GAP = 4
const GREY = 96

/**
 * The rows as one PNG, on grey.
 *
 * @param pictures Grey levels 0-255, [rows * columns] each.
 */
export function pictureSheet(
  { rows, columns }: ImageSize,
  pictures: readonly (readonly Uint8Array[])[],
): Uint8Array {
  const cell = { height: ZOOM * rows + GAP, width: ZOOM * columns + GAP }
  const across = Math.max(0, ...pictures.map(({ length }) => length))
  const width = across * cell.width + GAP
  const height = pictures.length * cell.height + GAP
  const levels = new Uint8Array(width * height).fill(GREY)
  pictures.forEach((line, down) =>
    line.forEach((picture, place) => {
      const top = GAP + down * cell.height
      const left = GAP + place * cell.width
      for (let row = 0; row < ZOOM * rows; row++)
        for (let column = 0; column < ZOOM * columns; column++)
          levels[(top + row) * width + left + column] = picture[
            Math.floor(row / ZOOM) * columns + Math.floor(column / ZOOM)
          ] as number
    }),
  )
  return encodeGreyPng(levels, width, height)
}
