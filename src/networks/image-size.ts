/** Of an image, in pixels. */
export interface ImageSize {
  readonly rows: number
  readonly columns: number
}
