/** @file A workerd process that serves one bundle. */
import { execFileSync, spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import workerd from 'workerd'
import type { Bundle } from './bundle.ts'
import { compatibilityDateOf, workerdConfiguration } from './configuration.ts'

/** A process that listens. */
export interface RunningWorker {
  readonly pid: number
  /** When its process was started, as performance.now() tells it. */
  readonly began: number
  /** Such as `http://127.0.0.1:40123`. */
  readonly url: string
  /** Of the inspector, where it was asked for. */
  readonly inspector?: string | undefined
  readonly stop: () => Promise<void>
}

export interface WorkerdOptions {
  readonly v8Flags?: readonly string[]
  readonly inspect?: boolean
}

const running = new Set<number>()

/** Of the processes that were started and have not ended. */
export const runningPids = (): number[] => [...running]

/**
 * Starts workerd on a bundle.
 *
 * @throws {Error} With what it wrote, when it ends before it listens.
 */
export async function startWorkerd(
  { directory, modules }: Pick<Bundle, 'directory' | 'modules'>,
  { v8Flags = [], inspect = false }: WorkerdOptions = {},
): Promise<RunningWorker> {
  const path = join(directory, 'config.capnp')
  const compatibilityDate = compatibilityDateOf(readFileSync('wrangler.toml', 'utf8'))
  writeFileSync(path, workerdConfiguration({ modules, compatibilityDate, v8Flags }))
  const flags = ['serve', '--control-fd=3', ...(inspect ? ['--inspector-addr=127.0.0.1:0'] : [])]
  const configuration = encoded(path)
  const began = performance.now()
  const child = spawn(workerd.default, [...flags, '--binary', configuration], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  const { pid } = child
  if (pid !== undefined) {
    running.add(pid)
    child.once('exit', () => running.delete(pid))
  }
  const output: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text: Buffer) => output.push(text.toString()))
  const ended = new Promise<never>((_, reject) =>
    child.once('exit', (code) =>
      reject(new Error(`workerd on ${directory} ended with ${code}:\n${output.join('')}`)),
    ),
  )
  const ports = await Promise.race([
    portsOf(child.stdio[3] as Readable, inspect ? ['http', 'inspector'] : ['http']),
    ended,
  ])
  ended.catch(() => {}) // from here on it ends because it is stopped
  if (pid === undefined) throw new Error('workerd has no process number')
  return {
    pid,
    began,
    url: `http://127.0.0.1:${ports.get('http')}`,
    inspector: inspect ? `127.0.0.1:${ports.get('inspector')}` : undefined,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
    },
  }
}

/**
 * The configuration as Miniflare too gives it to workerd. From text, workerd's start is 10 to 40 ms longer
 * by what it takes to read the text and the modules that it embeds, which no deployment does.
 *
 * @returns The path of the encoded file.
 */
function encoded(path: string): string {
  const binary = `${path}.bin`
  const bytes = execFileSync(workerd.default, ['compile', '--config-only', path], {
    maxBuffer: Infinity,
  })
  writeFileSync(binary, bytes)
  return binary
}

/** The ports of sockets, from lines such as `{"event":"listen","socket":"http","port":40123}`. */
async function portsOf(
  control: Readable,
  sockets: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const ports = new Map<string, number>()
  for await (const line of createInterface({ input: control })) {
    const message = JSON.parse(line) as { event: string; socket?: string; port?: number }
    const socket = message.event === 'listen-inspector' ? 'inspector' : (message.socket ?? '')
    if (message.port !== undefined) ports.set(socket, message.port)
    if (sockets.every((name) => ports.has(name))) return ports
  }
  return new Promise(() => {}) // it ended, which tells more
}
