/** @file Runs of equal bytes: a digit is all runs. */

/** The bytes, at the start of a buffer of their own if they lie unaligned in theirs. */
export const aligned = (bytes: Uint8Array): Uint8Array =>
  bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()

/** Four bytes at a time of `bytes`, which begin at a multiple of 4 in their buffer. */
export const wordsOf = (bytes: Uint8Array): Uint32Array =>
  new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)

/** Index after the last byte of the run at `start`; compares four bytes at a time where it can. */
export function endOfRun(bytes: Uint8Array, words: Uint32Array, start: number): number {
  const value = bytes[start] as number
  let end = start + 1
  while (end % 4 !== 0 && bytes[end] === value) end++
  if (end % 4 === 0) {
    const four = (value * 0x01010101) >>> 0
    let word = end / 4
    while (words[word] === four) word++
    end = 4 * word
  }
  while (bytes[end] === value) end++
  return end
}
