/** @file Where digits stand on a picture: one, a sheet, a number. It knows nothing of inks and formats. */
import { inkExtent } from './extent.ts'
import { slantReach, type CellShape } from './field.ts'
import { cellSize } from './upsample.ts'

/** Pixels of the model's picture. */
export interface ImageSize {
  readonly rows: number
  readonly columns: number
}

export interface PlacedDigit {
  /** [rows * columns]. */
  readonly logits: Float32Array
  /** Pixels from the picture's edges to those of the digit's cell; what lies outside is cut off. */
  readonly left: number
  readonly top: number
}

/** Everything that a picture shows; all lengths in whole pixels. */
export interface Scene {
  readonly image: ImageSize
  readonly width: number
  readonly height: number
  /** What the model's picture of each digit is drawn to. */
  readonly cell: CellShape
  readonly digits: readonly PlacedDigit[]
}

export interface GridOptions {
  /** Pixels of a digit's longer side, at least the model's own. */
  readonly size: number
  /** Digits in a row; the last row may have fewer. */
  readonly columns: number
  /** Pixels of paper around the whole. */
  readonly padding: number
  /** Pixels of paper between digits. */
  readonly gap: number
}

/** What a grid of cells measures, in pixels. */
export function gridSize(
  cell: { readonly width: number; readonly height: number },
  grid: {
    readonly rows: number
    readonly columns: number
    readonly gap: number
    readonly padding: number
  },
): { readonly width: number; readonly height: number } {
  const length = (cells: number, side: number): number =>
    cells * side + (cells - 1) * grid.gap + 2 * grid.padding
  return { width: length(grid.columns, cell.width), height: length(grid.rows, cell.height) }
}

/** Digits row by row. One digit is a grid of one. */
export function gridScene(
  digits: readonly Float32Array[],
  image: ImageSize,
  { size, columns, padding, gap }: GridOptions,
): Scene {
  const cell = { ...cellSize(image, size), slant: 0 }
  const rows = Math.ceil(digits.length / columns)
  return {
    image,
    cell,
    ...gridSize(cell, { rows, columns, gap, padding }),
    digits: digits.map((logits, index) => ({
      logits,
      left: padding + (index % columns) * (cell.width + gap),
      top: padding + Math.floor(index / columns) * (cell.height + gap),
    })),
  }
}

export interface NumberOptions {
  /** Pixels of a digit's longer side, at least the model's own. */
  readonly size: number
  /** From the ink of a digit to that of the next, in parts of a digit's width. */
  readonly spacing: number
  /** See {@link CellShape.slant}. */
  readonly slant: number
  /** Pixels of paper around the whole. */
  readonly padding: number
}

/** Paper before the first digit's ink and after the last's, in parts of a digit's width: as MNIST, whose ink is 20 pixels of 28. */
const MARGIN = 4 / 28

/**
 * Digits side by side as handwriting: each stands as far from the ink before it, whatever its own
 * width. The widths are measured on the logits, so that the line is the same at every size.
 */
export function numberScene(
  digits: readonly Float32Array[],
  image: ImageSize,
  { size, spacing, slant, padding }: NumberOptions,
): Scene {
  const cell = { ...cellSize(image, size), slant }
  const scale = cell.width / image.columns
  // Slanted strokes reach beyond their upright width, by as much on both sides.
  const margin = padding + slantReach(cell) + Math.round(MARGIN * cell.width)
  let pen = 0 // where the next ink begins, in the model's pixels
  const placed = digits.map((logits) => {
    const { left, right } = inkExtent(logits, image)
    const start = pen - left
    pen += right - left + spacing * image.columns
    return { logits, left: margin + Math.round(start * scale), top: padding }
  })
  const inkWidth = Math.max(0, pen - spacing * image.columns)
  return {
    image,
    cell,
    width: Math.ceil(inkWidth * scale) + 2 * margin,
    height: cell.height + 2 * padding,
    digits: placed,
  }
}
