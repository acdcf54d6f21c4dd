/** @file Kinds of parameters of the latent space: a point by its coordinates, and the axes of a grid. */
import * as v from 'valibot'
import { anyBelow, NUMBER } from './values.ts'

/**
 * Coordinates, such as 0.5,-1.25: any spelling of a number, since each float32 must have one that
 * gives it back.
 */
export const coordinates = (most: number, magnitude: number) => {
  const pattern = `^${NUMBER}(,${NUMBER}){0,${most - 1}}$`
  return {
    schema: v.pipe(
      v.string(),
      v.regex(new RegExp(pattern)),
      v.transform((text) => text.split(',').map((number) => Math.fround(Number(number)))),
      v.everyItem((value) => Math.abs(value) <= magnitude),
    ),
    allowed: `1 to ${most} numbers from -${magnitude} to ${magnitude} with commas between, such as 0.5,-1.25`,
    json: { type: 'string', pattern },
  }
}

/** Different units of the latent, such as 0,1. */
export const twoAxes = (latent: number) => {
  const pattern = `^${anyBelow(latent)},${anyBelow(latent)}$`
  return {
    schema: v.pipe(
      v.string(),
      v.regex(new RegExp(pattern)),
      v.transform((text): readonly [number, number] => {
        const [first = 0, second = 0] = text.split(',').map(Number)
        return [first, second]
      }),
      v.check(([first, second]) => first !== second),
    ),
    allowed: `two different units from 0 to ${latent - 1} with a comma between, such as 0,1`,
    json: { type: 'string', pattern },
  }
}
