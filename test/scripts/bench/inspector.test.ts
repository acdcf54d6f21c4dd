import { createServer } from 'node:http'
import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { connectInspector } from '../../../scripts/bench/inspector.ts'

/** Of the handshake: RFC 6455, section 1.3. */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

it('a call on a connection that ends is refused, and so is a later one', async () => {
  const server = createServer().on('upgrade', ({ headers }, socket) => {
    const accept = createHash('sha1').update(`${headers['sec-websocket-key']}${GUID}`)
    const lines = ['HTTP/1.1 101 x', 'Upgrade: websocket', 'Connection: Upgrade']
    socket.write(
      `${lines.join('\r\n')}\r\nSec-WebSocket-Accept: ${accept.digest('base64')}\r\n\r\n`,
    )
    socket.once('data', () => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const inspector = await connectInspector(`127.0.0.1:${port}`)
  await expect(inspector.send('Runtime.getHeapUsage')).rejects.toThrow(/inspector at .* is gone/)
  await expect(inspector.send('Runtime.getHeapUsage')).rejects.toThrow(/is gone/)
  server.close()
})
