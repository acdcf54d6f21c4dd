/** @file Text as bytes, and responses of it. */
import { respond } from './respond.ts'

/** UTF-8; a copy, since the encoder does not say whose memory it gives. */
export const utf8 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(new TextEncoder().encode(text))

/** A response of text. */
export const textResponse = (
  text: string,
  status: number,
  headers: Readonly<Record<string, string>>,
): Response => respond(utf8(text), status, headers)
