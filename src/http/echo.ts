/** @file What an error repeats of what a client sent. */
import { MAX_ECHOED_CHARACTERS } from './limits.ts'

/** The beginning of a text, cut between characters. */
export function shortened(text: string): string {
  // A character is at most two units: this many hold one more than may be repeated.
  const characters = Array.from(text.slice(0, 2 * MAX_ECHOED_CHARACTERS + 2))
  if (characters.length <= MAX_ECHOED_CHARACTERS) return text
  return `${characters.slice(0, MAX_ECHOED_CHARACTERS).join('')}…`
}
