/** @file Records a CPU profile of the served Worker under load, through the inspector. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleWorker } from './bundle.ts'
import { BUILD } from './bundles.ts'
import type { Case } from './cases.ts'
import { connectInspector } from './inspector.ts'
import { sendLoad } from './load.ts'
import { profileParts, type CpuProfile, type ProfilePart } from './profile.ts'
import { startWorkerd } from './workerd.ts'

/** Between samples, microseconds. */
const INTERVAL = 100

/** Requests after which paths repeat. */
const PATHS = 1000

const CONNECTIONS = 2

/**
 * What a request of a case spends.
 *
 * @param requests Of the profile; a `.cpuprofile` for Chrome's DevTools is left beside the bundle.
 */
export async function recordProfile(asked: Case, requests: number): Promise<ProfilePart[]> {
  const directory = join(BUILD, 'unminified')
  const bundle = await bundleWorker('src/worker.ts', directory, false)
  const worker = await startWorkerd(bundle, { inspect: true })
  const send = (amount: number, prefix: string) =>
    sendLoad({
      url: worker.url,
      pathsOf: (client) =>
        Array.from({ length: Math.min(amount, PATHS) }, (_, index) =>
          asked.path(`${prefix}${client}x${index}`),
        ),
      headers: {},
      connections: CONNECTIONS,
      amount,
      status: asked.status,
    })
  try {
    await send(requests, 'warm') // V8 compiles what is hot
    const inspector = await connectInspector(worker.inspector ?? '')
    await inspector.send('Profiler.enable')
    await inspector.send('Profiler.setSamplingInterval', { interval: INTERVAL })
    await inspector.send('Profiler.start')
    await send(requests, 'profile')
    const { profile } = await inspector.send<{ profile: CpuProfile }>('Profiler.stop')
    inspector.close()
    writeFileSync(join(directory, `${asked.name}.cpuprofile`), JSON.stringify(profile))
    return profileParts(profile, readFileSync(join(directory, 'worker.js'), 'utf8'), requests)
  } finally {
    await worker.stop()
  }
}
