/** @file Partial images in workerd: its streams, its base64, and the decoders of PNG and DEFLATE there. */
import { describe, expect, it } from 'vitest'
import { readPartialImageBody } from '../../src/http/body/partial-image-body.ts'
import { MAX_BODY_BYTES } from '../../src/http/limits.ts'
import { decodePartialImage } from '../../src/http/partial-image/decode.ts'
import { encodePartialImage } from '../../src/http/partial-image/encode.ts'
import { keep } from '../../src/http/partial-image/keep.ts'
import { encodeGreyPng } from '../../src/rendering/png.ts'

const SIZE = { rows: 28, columns: 28 }
const LEVELS = Uint8Array.from({ length: 784 }, (_, pixel) => (pixel * 7) & 255)

const read = async (type: string, body: BodyInit) =>
  readPartialImageBody(
    new Request('https://digits.example/complete', {
      method: 'POST',
      headers: { 'Content-Type': type },
      body,
    }),
    SIZE,
  )

describe('a partial image in workerd', () => {
  it('goes into a text and out of it', () => {
    const image = keep(LEVELS, 28, 'left')
    const text = encodePartialImage(image)
    expect(decodePartialImage(text, 784)).toEqual({ ok: true, image })
    expect(decodePartialImage(text.slice(0, -4), 784).ok).toBe(false)
  })

  it('comes as PNG and as JSON, the same', async () => {
    const png = await read('image/png', encodeGreyPng(LEVELS, 28, 28))
    const rows = Array.from({ length: 28 }, (_, row) =>
      Array.from(LEVELS.subarray(28 * row, 28 * row + 28)),
    )
    const json = await read('application/json', JSON.stringify({ pixels: rows }))
    const x = encodePartialImage({ levels: LEVELS, mask: new Uint8Array(784).fill(1) })
    for (const result of [png, json])
      expect(result).toEqual({ ok: true, target: { parameters: new Map([['x', x]]) } })
  })

  it('is not read when it is too large', async () => {
    let pulledBytes = 0
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulledBytes += 10_000
        controller.enqueue(new Uint8Array(10_000))
      },
    })
    expect(await read('image/png', body)).toMatchObject({ problem: { kind: 'content-too-large' } })
    expect(pulledBytes).toBeLessThan(2 * MAX_BODY_BYTES)
  })
})
