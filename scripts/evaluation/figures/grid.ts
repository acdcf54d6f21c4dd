/** @file A sheet of groups of rows, pixels enlarged and never interpolated. */
import { encodeGreyPng } from '../../../src/rendering/png.ts'
import type { GreyImage } from '../../../src/rendering/upsample.ts'
import type { LabelledImages } from '../../data/labelled-images.ts'

/** Pixels between groups, and their grey level. */
const GAP = 6
const GAP_LEVEL = 255

/** Rows of pictures that belong together. */
export type Group = readonly (readonly GreyImage[])[]

/** One of many images as a picture. */
export const pictureOf = ({ images, rows, columns }: LabelledImages, index: number): GreyImage => ({
  levels: images.subarray(index * rows * columns, (index + 1) * rows * columns),
  width: columns,
  height: rows,
})

/**
 * Groups below each other, with white between them.
 *
 * @param groups Pictures of one size.
 * @param enlargement Pixels of the sheet for a pixel of a picture.
 */
export function gridPng(groups: readonly Group[], enlargement: number): Uint8Array {
  const sample = groups[0]?.[0]?.[0]
  if (sample === undefined) throw new Error('a sheet without pictures, expected at least one')
  const cell = { width: sample.width * enlargement, height: sample.height * enlargement }
  const columns = Math.max(...groups.flatMap((rows) => rows.map((row) => row.length)))
  const rowCount = groups.reduce((total, rows) => total + rows.length, 0)
  const width = columns * cell.width
  const height = rowCount * cell.height + (groups.length - 1) * GAP
  const levels = new Uint8Array(width * height).fill(GAP_LEVEL)
  let top = 0
  for (const rows of groups) {
    for (const row of rows) {
      row.forEach((picture, column) => {
        for (let y = 0; y < cell.height; y++)
          levels.set(
            enlargedLine(picture, Math.floor(y / enlargement), enlargement),
            (top + y) * width + column * cell.width,
          )
      })
      top += cell.height
    }
    top += GAP
  }
  return encodeGreyPng(levels, width, height)
}

/** One line of a picture, each pixel repeated. */
function enlargedLine({ levels, width }: GreyImage, y: number, times: number): Uint8Array {
  return Uint8Array.from(
    { length: width * times },
    (_, x) => levels[y * width + Math.floor(x / times)] ?? 0,
  )
}
