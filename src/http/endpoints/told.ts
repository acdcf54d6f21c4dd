/** @file What the JSON of several endpoints tells. */
import * as json from '../json-schema.ts'

export const LABEL = json.integer('The digit')
export const SEED = json.text('The handwriting')
export const TEMPERATURE = json.number('Factor on the noise')
export const Z = json.list(
  json.number('A unit'),
  'What the generation network reads, as z of /latent takes it',
)
export const BOX = json.object({
  x: json.integer("From the picture's left edge"),
  y: json.integer('From its top edge'),
  width: json.integer('From left to right'),
  height: json.integer('From top to bottom'),
})
export const PIXELS = json.list(
  json.list(json.integer('From 0 (paper) to 255 (ink)')),
  "Levels row by row, at the model's own size",
)
export const DATA_URI = json.text('The picture as a PNG', { format: 'uri' })
