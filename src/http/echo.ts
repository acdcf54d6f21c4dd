/** @file What an error repeats of what a client sent. */
import { MAX_ECHOED_CHARACTERS } from './limits.ts'

/** The beginning of a text, cut between characters. */
export function shortened(text: string): string {
  // Twice as many units hold that many characters, and a long text is not split whole.
  const characters = Array.from(text.slice(0, 2 * MAX_ECHOED_CHARACTERS))
  if (text.length <= MAX_ECHOED_CHARACTERS) return text
  return `${characters.slice(0, MAX_ECHOED_CHARACTERS).join('')}…`
}
