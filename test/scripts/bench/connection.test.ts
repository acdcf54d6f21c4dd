import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openConnection } from '../../../scripts/bench/connection.ts'

let connections = 0
const server = createServer(({ url }, response) => {
  setTimeout(() => response.writeHead(url === '/gone' ? 404 : 200).end('x'.repeat(1000)), 20)
}).on('connection', () => connections++)

const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'))
afterAll(() => void server.close())

it('is open before the first request, and stays the same', async () => {
  const connection = await openConnection(origin())
  await expect.poll(() => connections).toBe(1)
  for (let request = 0; request < 3; request++)
    expect(await connection.ask(`/${request}`)).toBeGreaterThan(15)
  expect(connections).toBe(1)
  connection.close()
})

it('tells of an answer that is no success', async () => {
  const connection = await openConnection(origin())
  await expect(connection.ask('/gone')).rejects.toThrow('/gone: 404')
  connection.close()
})
