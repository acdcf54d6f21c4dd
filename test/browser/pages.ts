/** @file Pages for the browser, from an origin of their own. */
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type OutgoingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'

/** What a path answers with. */
export interface ServedFile {
  readonly type: string
  readonly body: string | Uint8Array
  readonly headers?: OutgoingHttpHeaders
}

/** By path, such as `/plain`. */
export type ServedFiles = Readonly<Record<string, ServedFile>>

export interface PageServer {
  /** Of another site than 127.0.0.1, though on this machine, and secure to the browser. */
  readonly origin: string
  close(): Promise<void>
}

const EMPTY_DOCUMENT =
  '<!doctype html><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,">'

/** A document, with what belongs into it. */
export const htmlPage = (body = '', headers: OutgoingHttpHeaders = {}): ServedFile => ({
  type: 'text/html',
  body: EMPTY_DOCUMENT + body,
  headers,
})

/** The headers by which a page becomes cross-origin isolated: what it embeds must allow it. */
export const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
}

/** The files of a directory, each at its name below `prefix`. */
export function filesOf(directory: string, prefix: string): ServedFiles {
  const files = readdirSync(directory).map((name): [string, ServedFile] => [
    `${prefix}${name}`,
    {
      type: TYPES[extname(name)] ?? 'application/octet-stream',
      body: readFileSync(join(directory, name)),
    },
  ])
  return Object.fromEntries(files)
}

/** Serves files on a free port of this machine. */
export async function servePages(files: ServedFiles): Promise<PageServer> {
  const server = createServer((request, response) => {
    const file = files[request.url ?? '']
    if (file === undefined) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'Content-Type': file.type, ...file.headers }).end(file.body)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://localhost:${port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
