/** @file The inspector of a workerd process: Chrome's DevTools protocol over a WebSocket. */

/** A connection; `close` ends it. */
export interface Inspector {
  readonly send: <Result>(method: string, parameters?: object) => Promise<Result>
  readonly close: () => void
}

interface Reply {
  readonly id?: number
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

/** @param address Host and port. */
export async function connectInspector(address: string): Promise<Inspector> {
  const socket = new WebSocket(`ws://${address}/main`)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', () => reject(new Error(`No inspector at ${address}`)), {
      once: true,
    })
  })
  const waiting = new Map<
    number,
    { resolve: (result: unknown) => void; reject: (e: Error) => void }
  >()
  socket.addEventListener('message', ({ data }) => {
    const { id = -1, result, error } = JSON.parse(String(data)) as Reply
    const caller = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) caller?.resolve(result)
    else caller?.reject(new Error(`Inspector: ${error.message}`))
  })
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(lost(address))
    waiting.clear()
  })
  let last = 0
  return {
    send: <Result>(method: string, parameters: object = {}) =>
      new Promise<Result>((resolve, reject) => {
        if (socket.readyState !== WebSocket.OPEN) {
          reject(lost(address))
          return
        }
        const id = ++last
        waiting.set(id, { resolve: (result) => resolve(result as Result), reject })
        socket.send(JSON.stringify({ id, method, params: parameters }))
      }),
    close: () => socket.close(),
  }
}

const lost = (address: string): Error => new Error(`The inspector at ${address} is gone`)

/** What V8 tells of an isolate's memory, bytes. */
export interface HeapUsage {
  readonly usedSize: number
  /** Of objects of C++ that the garbage collector knows. */
  readonly embedderHeapUsedSize?: number
  /** Of array buffers, those of WASM memories among them. */
  readonly backingStorageSize?: number
}

export async function heapUsage(address: string): Promise<HeapUsage> {
  const inspector = await connectInspector(address)
  try {
    return await inspector.send<HeapUsage>('Runtime.getHeapUsage')
  } finally {
    inspector.close()
  }
}
