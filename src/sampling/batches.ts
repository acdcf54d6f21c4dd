/** @file Networks on any number of rows, by recorded passes of a few sizes. */
import { record, type Plan } from '../tensor/plan.ts'
import type { Tensor2D } from '../tensor/ops.ts'

/**
 * Rows of the passes, largest first: what a pass costs beside its products is shared by its rows. A dozen's
 * activations are still in the processor's nearest memory, those of more are not.
 */
export const PASS_ROWS = [12, 4, 1] as const

/**
 * Networks on many rows. A row's output does not depend on the others of a call.
 *
 * @param widths Of the inputs.
 * @param forward From inputs, [batch, width] each, to outputs, [batch, units]; recorded when first needed.
 * @returns From rows, each a list of its inputs, to the output of each, [units].
 */
export function inBatches(
  widths: readonly number[],
  forward: (...inputs: Tensor2D[]) => Tensor2D,
): (rows: readonly (readonly Float32Array[])[]) => Float32Array[] {
  const plans = new Map<number, Plan>()
  const planOf = (size: number): Plan => {
    const plan = plans.get(size) ?? record(size, widths, forward)
    plans.set(size, plan)
    return plan
  }
  return (rows) => {
    const outputs: Float32Array[] = []
    while (outputs.length < rows.length) {
      const size = sizeFor(rows.length - outputs.length)
      const batch = rows.slice(outputs.length, outputs.length + size)
      const values = planOf(size).run(batch)
      const units = values.length / size
      for (let row = 0; row < batch.length; row++)
        outputs.push(values.subarray(row * units, (row + 1) * units))
    }
    return outputs
  }
}

/** Rows of the next pass: of the largest that leaves one row empty at most. */
const sizeFor = (left: number): number => PASS_ROWS.find((size) => size <= left + 1) ?? 1
