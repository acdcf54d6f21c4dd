/** @file Requests over a connection that is open before the first one: the time to connect is not the Worker's. */
import { once } from 'node:events'
import { Agent, get, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'

/** Asks one request after another. */
export interface Connection {
  /**
   * Reads the whole answer; returns the time until its head was there, ms.
   *
   * @throws {Error} When its status is no success.
   */
  readonly ask: (path: string) => Promise<number>
  readonly close: () => void
}

/** @param url Origin of a server that listens. */
export async function openConnection(url: string): Promise<Connection> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  agent.createConnection = () => socket
  return {
    async ask(path) {
      const asked = performance.now()
      const request = get(url + path, { agent })
      const [response] = (await once(request, 'response')) as [IncomingMessage]
      const time = performance.now() - asked
      response.resume()
      await once(response, 'end')
      const { statusCode: status = 0 } = response
      if (status < 200 || status > 299) throw new Error(`${url}${path}: ${status}`)
      return time
    },
    close: () => agent.destroy(),
  }
}
