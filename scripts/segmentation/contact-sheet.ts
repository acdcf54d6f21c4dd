/** @file Scenes at a glance: image, image with blocks and mask side by side. */
import type { Scenes } from './files.ts'
import { pictureSheet } from './picture-sheet.ts'

/** Scenes beside each other, and how many rows of them. */
const ACROSS = 6
const DOWN = 12

/**
 * A PNG of the first scenes, each as three pictures.
 *
 * @param occluded The same scenes with blocks.
 */
export function contactSheet(clean: Scenes, occluded: Scenes): Uint8Array {
  const size = clean.rows * clean.columns
  const count = Math.min(ACROSS * DOWN, clean.labels.length)
  const rows = Array.from({ length: Math.ceil(count / ACROSS) }, (_, down) =>
    Array.from({ length: Math.min(ACROSS, count - down * ACROSS) }, (_scene, place) => {
      const start = (down * ACROSS + place) * size
      return [clean.images, occluded.images, clean.masks].map((pictures) =>
        pictures.subarray(start, start + size),
      )
    }).flat(),
  )
  return pictureSheet(clean, rows)
}
