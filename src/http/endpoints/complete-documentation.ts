/** @file What readers are told of /complete beside its parameters. */
import type * as v from 'valibot'
import type { ImageSize } from '../../networks/image-size.ts'
import type { CvaeConfiguration } from '../../networks/configuration.ts'
import { drawableSize } from '../../networks/sizes.ts'
import { MAX_BODY_BYTES, MAX_JSON_BYTES } from '../limits.ts'
import { documentation } from '../parameters.ts'
import { encodePartialImage } from '../partial-image/encode.ts'
import { mostCharacters, mostInflatedBytes } from '../partial-image/form.ts'
import { partialImage } from '../../sampling/partial-image.ts'

/** Paragraphs of plain text. */
export const notes = ({ rows, columns }: ImageSize): readonly string[] => [
  `Observed pixels stay, level by level, in JSON and npy, and in pictures at the model's own size, ${Math.max(rows, columns)}, without dpr. Larger pictures interpolate and sharpen, as those of every digit: their grey turns into ink or paper; an SVG has no grey at all.`,
  'x is bytes in base64url without padding (RFC 4648, section 5). The first byte says how the rest is written, bits counted from the least significant: bits 7-5 the version, 1; bit 4 is 1 where the rest is one raw DEFLATE stream (RFC 1951); bits 3-2 what there is of each observed pixel: 0 nothing, it is ink, 1 a bit, ink or paper, 2 a byte, its level from 0 (paper) to 255 (ink); bits 1-0 the mask: 0 none, every pixel is observed, 1 a bitmap, 2 runs.',
  `The rest is the mask, then the levels of the observed pixels, both row by row. A bitmap has a bit for each pixel, 1 where it is observed. Runs are lengths of pixels not observed and observed in turns, until they cover the image, each as an unsigned LEB128 in its shortest form; the first may be 0, no other. Bits fill a byte from its most significant one; those left over are 0. A text has at most ${mostCharacters(rows * columns)} characters, enough for any image; inflated, the rest has at most ${mostInflatedBytes(rows * columns)} bytes, the longest mask in runs and its levels.`,
  'A partial image has many such texts; Content-Location and the JSON have one of them, the shortest or next to it: the fewest bits for each level, the shorter kind of mask, and both deflated where they are 24 bytes or more and get shorter by it. encodePartialImage of the library and of the typed client writes it of rows of levels.',
  `POST takes the partial image as a body: a PNG of at most ${MAX_BODY_BYTES} bytes and of the size of the model's picture, of any colour type and bit depth (interlaced ones of 8 bits or more); or JSON of at most ${MAX_JSON_BYTES} bytes with rows of levels or null in pixels, and label, seed, temperature and samples if wanted (of a name that JSON has twice, the last one counts). The query has the other parameters. Its answer is that of the GET that Content-Location names, whatever Accept is then, but not cached. Where URLs are signed, that of a POST is, not the body, which may repeat no parameter of the query; the URL in Content-Location must be signed too.`,
  'Of a PNG, transparent pixels (alpha below 128, or the colour of a tRNS) are not observed; others keep their colour, whatever their alpha. White is ink and black is paper, as /digit draws them: invert a picture that is black on white first, for invert, ink and paper are of the answer alone. A colour counts by its luma (BT.601, of the values as they are coded: gAMA, iCCP and sRGB are ignored), and 16 bits are rounded to 8.',
]

/** Parameters that JSON may bring along. */
const BESIDE_PIXELS = new Set(['label', 'seed', 'temperature', 'samples'])

/**
 * Of the request body, as OpenAPI has it.
 *
 * @param own The endpoint's own parameters.
 */
export function bodyDocumentation({ rows, columns }: ImageSize, own: v.ObjectEntries) {
  const beside = documentation(own).filter(({ name }) => BESIDE_PIXELS.has(name))
  return {
    /** These are in the body, or make no sense beside it. */
    replaces: ['x', 'of', 'keep'],
    content: {
      'image/png': {},
      'application/json': {
        schema: {
          type: 'object',
          required: ['pixels'],
          additionalProperties: false,
          properties: {
            pixels: {
              description: 'Row by row; null is not observed, 0 is paper, 255 is ink',
              type: 'array',
              minItems: rows,
              maxItems: rows,
              items: {
                type: 'array',
                minItems: columns,
                maxItems: columns,
                items: { type: ['integer', 'null'], minimum: 0, maximum: 255 },
              },
            },
            ...Object.fromEntries(beside.map(({ name, json }) => [name, json])),
          },
        },
      },
    },
  }
}

/** Queries that answer 200, whatever the model. */
export function completeExamples(configuration: CvaeConfiguration) {
  const size = drawableSize(configuration, 56)
  const some = Math.min(4, configuration.labels - 1)
  return [
    {
      title: 'The left half of a digit, completed in five hands',
      urls: [0, 1, 2, 3, 4].map(
        (seed) => `complete?of=${some}/ada&keep=left&seed=${seed}&size=${size}`,
      ),
    },
    {
      title: 'From three quadrants of it, from two, from one',
      urls: ['all-but-upper-right', 'left', 'lower-left'].map(
        (part) => `complete?of=${some}/ada&keep=${part}&seed=0&samples=9`,
      ),
    },
    {
      title: 'A stroke in the link, as picture and for programs',
      urls: [`.png?size=${size}&samples=4`, '.json', '.npy'].map(
        (end) => `complete/${stroke(configuration)}/ada${end}`,
      ),
    },
  ]
}

/** A vertical stroke in the middle, nothing else observed. */
function stroke({ image: { rows, columns } }: CvaeConfiguration): string {
  const pixels = Array.from({ length: rows * columns }, (_, pixel) => {
    const [row, column] = [Math.floor(pixel / columns), pixel % columns]
    const isInked = column === columns >> 1 && row >= rows / 4 && row < (3 * rows) / 4
    return isInked ? 255 : null
  })
  return encodePartialImage(partialImage(pixels))
}
