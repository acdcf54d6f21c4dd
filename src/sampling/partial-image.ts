/** @file A partial image: grey levels where it is observed, nothing where it is not. */
import type { CompletionRequest } from './completion.ts'

/** Row by row, [rows * columns] both. */
export interface PartialImage {
  /** 0 (paper) to 255 (ink); 0 where not observed. */
  readonly levels: Uint8Array
  /** 1 where observed, else 0. */
  readonly mask: Uint8Array
}

/** From what is known of each pixel, row by row; null where it is not observed. */
export function partialImage(pixels: readonly (number | null)[]): PartialImage {
  return {
    levels: Uint8Array.from(pixels, (level) => level ?? 0),
    mask: Uint8Array.from(pixels, (level) => (level === null ? 0 : 1)),
  }
}

/** The levels of the observed pixels alone, in order. */
export const observedLevels = ({ levels, mask }: PartialImage): Uint8Array =>
  levels.filter((_, pixel) => mask[pixel] === 1)

/** What a mask leaves of an image. @param levels Of the whole image, 0 to 255. */
export const masked = (levels: Uint8Array, mask: Uint8Array): PartialImage => ({
  mask,
  levels: levels.map((level, pixel) => level * (mask[pixel] as number)),
})

/** As completion reads it. */
export const visiblePart = ({
  levels,
  mask,
}: PartialImage): Pick<CompletionRequest, 'visible' | 'mask'> => ({
  visible: Float32Array.from(levels, (level) => level / 255),
  mask: Float32Array.from(mask),
})
