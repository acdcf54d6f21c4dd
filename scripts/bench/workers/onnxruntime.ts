/**
 * @file Peer: ONNX Runtime on WASM. It draws asynchronously, the application does not: the digits of a
 * request are drawn before the application gets it, from what its URL says.
 */
import { Tensor } from 'onnxruntime-web/wasm'
// Written by scripts/bench/bundles.ts before the Worker is bundled.
import model from '../../../build/bench/digits-onnx.bin'
import type { DigitRequest } from '../../../src/sampling/sampler.ts'
import { LOGITS, NOISE, X } from '../onnx/names.ts'
import { askedDigits } from './asked-digits.ts'
import { startSession } from './onnx-session.ts'
import { batchesOf, inputsOf, peerApp, rowsOf } from './peer-app.ts'

const LABELS = 10

const session = await startSession(model)
const drawn = new Map<string, Float32Array[]>()
const app = peerApp((requests) => {
  const name = nameOf(requests)
  const digits = drawn.get(name)
  drawn.delete(name)
  if (digits === undefined) throw new Error(`${name} was not drawn`)
  return digits
})

export default {
  async fetch(request: Request): Promise<Response> {
    const digits = askedDigits(new URL(request.url))
    const batches: Float32Array[][] = []
    for (const batch of batchesOf(digits)) batches.push(await draw(batch))
    drawn.set(nameOf(digits), batches.flat())
    return app.fetch(request)
  },
}

/** The first digit of a request tells it from all others. */
const nameOf = ([first]: readonly DigitRequest[]): string => `${first?.label}/${first?.seed}`

async function draw(digits: readonly DigitRequest[]): Promise<Float32Array[]> {
  const [labels, noise] = inputsOf(digits)
  const count = labels.length
  const x = new Float32Array(count * LABELS)
  labels.forEach((label, row) => (x[row * LABELS + label] = 1))
  const { [LOGITS]: logits } = await session.run({
    [X]: new Tensor('float32', x, [count, LABELS]),
    [NOISE]: new Tensor('float32', noise, [count, noise.length / count]),
  })
  return rowsOf(logits?.data as Float32Array, count)
}
