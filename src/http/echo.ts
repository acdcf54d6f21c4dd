/** @file What an error repeats of what a client sent. */
import { MAX_ECHOED_CHARACTERS } from './limits.ts'

/** The beginning of a text, cut between characters. JSON may bring halves of characters, which no text can have. */
export function shortened(text: string): string {
  // A character is at most two units: this many hold one more than may be repeated.
  const beginning = text.slice(0, 2 * MAX_ECHOED_CHARACTERS + 2).toWellFormed()
  const characters = Array.from(beginning)
  if (characters.length <= MAX_ECHOED_CHARACTERS) return beginning
  return `${characters.slice(0, MAX_ECHOED_CHARACTERS).join('')}…`
}
