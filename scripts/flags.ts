/** @file Parsers of command-line values. */
import { InvalidArgumentError } from 'commander'

/** A finite number. */
export function finiteNumber(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('Not a number.')
  return value
}

/** A number above 0. */
export function positiveNumber(text: string): number {
  const value = finiteNumber(text)
  if (value <= 0) throw new InvalidArgumentError('Expected a number above 0.')
  return value
}

/** A whole number, 0 or above. */
export function wholeNumber(text: string): number {
  const value = finiteNumber(text)
  if (!Number.isInteger(value) || value < 0)
    throw new InvalidArgumentError('Expected a whole number.')
  return value
}

/** A whole number above 0. */
export function positiveInteger(text: string): number {
  const value = wholeNumber(text)
  if (value < 1) throw new InvalidArgumentError('Expected a whole number above 0.')
  return value
}

/** `true` or `false`. */
export function trueOrFalse(text: string): boolean {
  if (text !== 'true' && text !== 'false') throw new InvalidArgumentError('Expected true or false.')
  return text === 'true'
}
