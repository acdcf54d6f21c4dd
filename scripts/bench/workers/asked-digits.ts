/** @file The digits that a URL of the benchmark asks for, read off it without validation. */
import type { DigitRequest } from '../../../src/sampling/sampler.ts'

const LABELS = 10

/** Of `/digit/{label}/{seed}.png` and `/sheet/{seed}.png?rows={n}&columns={n}`, a sheet with a temperature or without. */
export function askedDigits({ pathname, searchParams }: URL): DigitRequest[] {
  const [, endpoint, first = '', second = ''] = pathname.split('/')
  if (endpoint === 'digit') return [digit(Number(first), withoutExtension(second))]
  const count = Number(searchParams.get('rows')) * Number(searchParams.get('columns'))
  const temperature = Number(searchParams.get('temperature') ?? 1)
  return Array.from({ length: count }, (_, index) =>
    digit(index % LABELS, `${withoutExtension(first)}-${index}`, temperature),
  )
}

const digit = (label: number, seed: string, temperature = 1): DigitRequest => ({
  label,
  seed,
  temperature,
})

const withoutExtension = (text: string): string => text.replace(/\.png$/, '')
