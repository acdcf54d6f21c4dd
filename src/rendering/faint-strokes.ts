/** @file Strokes that are grey at the model's own size, kept in larger pictures. */

/** Logits that a faint stroke is raised by in a large picture: ink from a grey level of 55 on. */
const FAINT_LIFT = 1.3

/** Logit of a stroke that is not faint. */
const FULL_INK = 3

/**
 * Raises strokes that are grey at the model's own size: the gain on the logits would make them
 * paper, and break one digit in forty. Pixels beside full ink stay, so that no stroke widens.
 *
 * @param strength 0 to 1.
 */
export function liftFaintStrokes(
  logits: Float32Array,
  columns: number,
  strength: number,
): Float32Array {
  const rowWise = logits.map((logit, index) => {
    const column = index % columns
    const left = column > 0 ? (logits[index - 1] as number) : logit
    const right = column < columns - 1 ? (logits[index + 1] as number) : logit
    return Math.max(left, logit, right)
  })
  return logits.map((logit, index) => {
    const here = rowWise[index] as number
    const darkest = Math.max(
      rowWise[index - columns] ?? here,
      here,
      rowWise[index + columns] ?? here,
    )
    return logit + strength * FAINT_LIFT * Math.min(1, Math.max(0, 1 - darkest / FULL_INK))
  })
}
