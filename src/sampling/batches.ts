/** @file Networks on many rows, a batch at a time. */
import { tidy, type Tensor2D } from '../tensor/ops.ts'

/** The WASM heap never shrinks: larger batches would keep its largest size. */
const LARGEST_BATCH = 256

/**
 * Runs networks on a batch at a time, all their tensors disposed of.
 *
 * @param width Values of a row of what `run` gives, [batch, width].
 */
export function inBatches<Item>(
  items: readonly Item[],
  width: number,
  run: (batch: readonly Item[]) => Tensor2D,
): Float32Array[] {
  const rows: Float32Array[] = []
  for (let start = 0; start < items.length; start += LARGEST_BATCH) {
    const batch = items.slice(start, start + LARGEST_BATCH)
    let values = new Float32Array()
    // Assigned, not returned: tidy walks a returned array element by element.
    tidy(() => {
      values = run(batch).dataSync<'float32'>() as Float32Array<ArrayBuffer>
    })
    for (let row = 0; row < batch.length; row++)
      rows.push(values.subarray(row * width, (row + 1) * width))
  }
  return rows
}
