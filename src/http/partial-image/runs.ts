/** @file A mask as lengths of runs, in unsigned LEB128: see form.ts. */

/** Of pixels not observed and observed in turns. */
export function writeRuns(mask: Uint8Array): Uint8Array {
  const bytes: number[] = []
  let value = 0
  for (let start = 0; start < mask.length;) {
    let end = start
    while (end < mask.length && mask[end] === value) end++
    let length = end - start
    for (; length > 127; length >>= 7) bytes.push(128 | (length & 127))
    bytes.push(length)
    value = 1 - value
    start = end
  }
  return Uint8Array.from(bytes)
}

/** The mask and the bytes that it took, or what was expected of the runs. */
export function readRuns(
  bytes: Uint8Array,
  pixels: number,
): { readonly mask: Uint8Array; readonly length: number } | string {
  const mask = new Uint8Array(pixels)
  let position = 0
  let covered = 0
  for (let value = 0; covered < pixels; value = 1 - value) {
    const isFirst = position === 0
    let run = 0
    let byte: number | undefined
    for (let shift = 0; ; shift += 7) {
      byte = bytes[position++]
      if (byte === undefined) return `runs that cover ${pixels} pixels; these end at ${covered}`
      run += (byte & 127) * 2 ** shift
      if (run > pixels - covered) return `runs that cover ${pixels} pixels, no more`
      if (byte < 128) {
        if (byte === 0 && (shift > 0 || !isFirst))
          return 'runs in their shortest form, none of them empty but the first'
        break
      }
      // Zeros could follow without end.
      if (shift > 21) return 'runs in their shortest form'
    }
    mask.fill(value, covered, covered + run)
    covered += run
  }
  return { mask, length: position }
}
