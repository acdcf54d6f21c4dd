/**
 * @file The library's interface, published as it stands beside the built modules: the Worker's
 * digits without a server. The same request draws the same bytes as the Worker's URL.
 */

/** A digit. What is left out means what it means in the URL. */
export interface DigitDrawing {
  /** An integer from 0 to 9. Left out: drawn from the seed. */
  readonly label?: number | undefined
  /** Any text of Unicode characters: the same seed is the same drawing by the same model. */
  readonly seed: string
  /** Factor on the noise, 0 to 2; 0 is the one most typical digit. Left out: 1. */
  readonly temperature?: number | undefined
}

/** A digit and how it is shown. */
export interface DigitPicture extends DigitDrawing {
  /** Pixels of the picture's longer side, from the model's own, 28, to 1024. Left out: its own. */
  readonly size?: number | undefined
  /** Black ink on white paper. Left out: white on black. */
  readonly invert?: boolean | undefined
}

export interface Digits {
  /** Name of the weights. */
  readonly model: string
  /**
   * The bytes of an 8-bit greyscale PNG.
   *
   * @throws {RangeError} When a value is of another type or out of its range.
   */
  png(picture: DigitPicture): Uint8Array<ArrayBuffer>
  /**
   * The logits of the digit's pixels, row by row, at the model's own size.
   *
   * @throws {RangeError} When a value is of another type or out of its range.
   */
  logits(drawing: DigitDrawing): Float32Array
  /**
   * What the service answers to a path with its query, such as `/number/2024/ada.svg`: every endpoint
   * and format, errors included.
   *
   * @param init Such as method and body, to POST a partial image to `/complete`.
   */
  fetch(path: string, init?: RequestInit): Promise<Response>
}

/** Starts the WASM backend and checks and loads the weights. Once is enough: the result draws any number. */
export declare function createDigits(): Promise<Digits>

export { encodePartialImage } from './partial-image.js'
