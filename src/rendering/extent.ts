/** @file How wide a digit's ink is. */
import { liftFaintStrokes } from './faint-strokes.ts'

/** Columns from the left edge of the model's picture, in its pixels, with fractions. */
export interface Extent {
  readonly left: number
  readonly right: number
}

/**
 * From the leftmost to the rightmost point of half ink in the rows of the model's picture, faint
 * strokes lifted; the whole width where there is none.
 */
export function inkExtent(logits: Float32Array, { columns }: { readonly columns: number }): Extent {
  const lifted = liftFaintStrokes(logits, columns, 1)
  let left = columns
  let right = 0
  lifted.forEach((logit, index) => {
    if (logit <= 0) return
    const column = index % columns
    // Half ink lies between the centres of this pixel and of the paper beside it.
    const before = column === 0 ? 0.5 : reach(logit, lifted[index - 1] as number)
    const after = column === columns - 1 ? 0.5 : reach(logit, lifted[index + 1] as number)
    left = Math.min(left, column + 0.5 - before)
    right = Math.max(right, column + 0.5 + after)
  })
  return left < right ? { left, right } : { left: 0, right: columns }
}

/** Pixels from a centre of ink to half ink, towards a neighbour; none of it matters inside a stroke. */
const reach = (ink: number, neighbour: number): number =>
  neighbour < 0 ? ink / (ink - neighbour) : 0.5
