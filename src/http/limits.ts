/** @file The limits of the service, each declared once. */

/** Pixels of the longer side of a picture. */
export const MAX_SIZE_PIXELS = 1024

/** Unicode characters (code points) of a seed. */
export const MAX_SEED_CHARACTERS = 128

export const MAX_TEMPERATURE = 2

/** Decimals of a number. */
export const MAX_DECIMALS = 6

/** Of what a client sent, this many characters are repeated in an error. */
export const MAX_ECHOED_CHARACTERS = 100

/** Of the errors of one query, this many are reported. */
export const MAX_REPORTED_ERRORS = 10

export const YEAR_SECONDS = 365 * 24 * 60 * 60
export const DAY_SECONDS = 24 * 60 * 60
export const FIVE_MINUTES_SECONDS = 5 * 60
