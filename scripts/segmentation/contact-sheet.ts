/** @file Scenes at a glance: image, image with blocks and mask side by side. */
import { encodeGreyPng } from '../../src/rendering/png.ts'
import type { Scenes } from './files.ts'

/** Scenes beside each other, and how many rows of them. */
const ACROSS = 6
const DOWN = 12
/** Pixels of the sheet for one of a scene, and between two pictures. */
const ZOOM = 2
const GAP = 4
const GREY = 96

/**
 * A PNG of the first scenes, each as three pictures.
 *
 * @param occluded The same scenes with blocks.
 */
export function contactSheet(clean: Scenes, occluded: Scenes): Uint8Array {
  const { rows, columns, labels } = clean
  const cell = { height: ZOOM * rows + GAP, width: ZOOM * columns + GAP }
  const sheet = { width: 3 * ACROSS * cell.width + GAP, height: DOWN * cell.height + GAP }
  const levels = new Uint8Array(sheet.width * sheet.height).fill(GREY)
  const size = rows * columns
  for (let scene = 0; scene < Math.min(ACROSS * DOWN, labels.length); scene++) {
    const pictures = [clean.images, occluded.images, clean.masks]
    pictures.forEach((picture, place) => {
      const top = GAP + Math.floor(scene / ACROSS) * cell.height
      const left = GAP + (3 * (scene % ACROSS) + place) * cell.width
      for (let row = 0; row < ZOOM * rows; row++)
        for (let column = 0; column < ZOOM * columns; column++)
          levels[(top + row) * sheet.width + left + column] = picture[
            scene * size + Math.floor(row / ZOOM) * columns + Math.floor(column / ZOOM)
          ] as number
    })
  }
  return encodeGreyPng(levels, sheet.width, sheet.height)
}
