/**
 * @file The limits of the service, each declared once: the same for every alias of an endpoint.
 *
 * They are set by the CPU of the largest answer of any endpoint, a thousand digits: a tenth of a second where each
 * is 28 pixels, two tenths at 34, the largest that a picture has room for.
 */
import { MAX_WEBP_SIDE_PIXELS } from '../rendering/webp.ts'

/** Pixels of a digit's longer side; of device pixels, the picture's limits allow a few more. */
export const MAX_SIZE_PIXELS = 1024

/** Pixels of a whole picture, all frames of an animation together: a digit of 1024 with some padding. */
export const MAX_PICTURE_PIXELS = 1_200_000

/** Pixels of a picture's longer side, in every format. */
export const MAX_SIDE_PIXELS = MAX_WEBP_SIDE_PIXELS

/** Device pixels for each pixel. */
export const MAX_DPR = 4

/** Pixels of paper around a picture, and between the digits of a sheet. */
export const MAX_PADDING_PIXELS = 256

/** Unicode characters (code points) of a seed. */
export const MAX_SEED_CHARACTERS = 128

export const MAX_TEMPERATURE = 2

export const MAX_NUMBER_DIGITS = 32

/** Parts of a digit's width between the ink of a number's digits; less than none lets them touch. */
export const MIN_SPACING = -0.2
export const MAX_SPACING = 1

/** Tangent of the angle from upright: 45 degrees. */
export const MAX_SLANT = 1

export const MAX_SHEET_DIGITS = 1000

/** Labels that a sheet repeats. */
export const MAX_SHEET_LABELS = 100

/** Digits of an SVG: each is an outline of up to 4 kB, and costs more than pixels do. */
export const MAX_SVG_DIGITS = 100

/** Completions of one partial image. */
export const MAX_COMPLETIONS = 25

/** Of a request: a PNG of 28 x 28 pixels, 16 bits a sample and no compression is 6 kB, with its metadata a few more. */
export const MAX_BODY_BYTES = 64 * 1024

/** Of JSON: an image of 28 x 28 pixels is 3 kB, and with each pixel on a line of its own 13 kB. */
export const MAX_JSON_BYTES = 16 * 1024

/** What is true of every endpoint and alias, whatever single parameters allow. */
export const LIMITS = [
  { limit: 'pixels of a picture, all frames of an animation together', most: MAX_PICTURE_PIXELS },
  { limit: 'pixels of a side', most: MAX_SIDE_PIXELS },
  { limit: 'digits of a sheet', most: MAX_SHEET_DIGITS },
  { limit: 'digits of an SVG', most: MAX_SVG_DIGITS },
  { limit: 'characters of a seed', most: MAX_SEED_CHARACTERS },
  { limit: 'completions of a partial image', most: MAX_COMPLETIONS },
  { limit: 'bytes of a PNG in a request', most: MAX_BODY_BYTES },
  { limit: 'bytes of JSON in a request', most: MAX_JSON_BYTES },
]

export const MAX_FRAMES = 60
export const MAX_FRAMES_PER_SECOND = 60
export const MAX_PLAYS = 100

/** Magnitude of a coordinate that the prior network reads. */
export const MAX_NOISE = 100

/** And of one that it makes, which the service takes again: of noise at its limit, the flow makes up to 4e7. */
export const MAX_LATENT = 1e9

/** Standard deviations from the middle of a grid over latent axes to its edge. */
export const MAX_EXTENT = 10

/** Digits on a side of a grid over latent axes. */
export const MAX_STEPS = 31

/** Of what a client sent, this many characters are repeated in an error. */
export const MAX_ECHOED_CHARACTERS = 100

/** Of the errors of one query, this many are reported. */
export const MAX_REPORTED_ERRORS = 10

export const YEAR_SECONDS = 365 * 24 * 60 * 60
export const DAY_SECONDS = 24 * 60 * 60
export const FIVE_MINUTES_SECONDS = 5 * 60
