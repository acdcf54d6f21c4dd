/** @file The digits that a URL of the benchmark asks for, read off it without validation. */
import type { DigitRequest } from '../../../src/sampling/sampler.ts'

const LABELS = 10

/** Of `/digit/{label}/{seed}.png` and `/sheet/{seed}.png?rows={n}&columns={n}`. */
export function askedDigits({ pathname, searchParams }: URL): DigitRequest[] {
  const [, endpoint, first = '', second = ''] = pathname.split('/')
  if (endpoint === 'digit') return [digit(Number(first), withoutExtension(second))]
  const count = Number(searchParams.get('rows')) * Number(searchParams.get('columns'))
  return Array.from({ length: count }, (_, index) =>
    digit(index % LABELS, `${withoutExtension(first)}-${index}`),
  )
}

const digit = (label: number, seed: string): DigitRequest => ({ label, seed, temperature: 1 })

const withoutExtension = (text: string): string => text.replace(/\.png$/, '')
