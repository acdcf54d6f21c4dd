/** @file The formats of drawings: names, media types, extensions. */
export const MEDIA_TYPES = {
  png: 'image/png',
  apng: 'image/apng',
  svg: 'image/svg+xml',
  webp: 'image/webp',
  json: 'application/json',
  npy: 'application/x-npy',
} as const

/** The name in `format=`, which is the extension too. */
export type Format = keyof typeof MEDIA_TYPES

export const isFormat = (text: string): text is Format => Object.hasOwn(MEDIA_TYPES, text)

/** Whether an <img> shows it. */
export const isPicture = (format: Format): boolean => MEDIA_TYPES[format].startsWith('image/')

/** Headers of the format itself; an SVG that a browser opens as a page runs no script. */
export const formatHeaders = (format: Format): Readonly<Record<string, string>> => ({
  'Content-Type': MEDIA_TYPES[format],
  ...(format === 'svg' ? { 'Content-Security-Policy': "default-src 'none'" } : {}),
})

/** What an endpoint returns; the first is the usual one. */
export type Formats = readonly [Format, ...Format[]]
