/** @file The body of a request, up to a limit. */

/** The bytes, or why there are none. Of a body that is too large the rest is not read. */
export async function readBytes(
  request: Request,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | 'too large' | 'broken off'> {
  // What a client says of the length may be wrong: a reason not to read, none to trust.
  if (Number(request.headers.get('Content-Length') ?? 0) > most) return 'too large'
  const bytes = new Uint8Array(most)
  let length = 0
  const reader = (request.body as ReadableStream<Uint8Array> | null)?.getReader()
  try {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
      if (done || value === undefined) return bytes.slice(0, length)
      if (length + value.length > most) {
        await reader?.cancel()
        return 'too large'
      }
      bytes.set(value, length)
      length += value.length
    }
  } catch {
    // The client went away, or what it sent is no body in HTTP's framing.
    return 'broken off'
  }
}
