/** @file Before the tests of the project: one Worker for all files, and Chromium unpacked. */
import type { TestProject } from 'vitest/node'
import { createTestHarness } from 'wrangler'
import { launchBrowser } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly workerPort: string
  }
}

/** @returns What stops the Worker. */
export default async function serveWorker(project: TestProject): Promise<() => Promise<void>> {
  // Here, so that a machine without a browser is told once.
  await (await launchBrowser()).close()
  // The bundle that `wrangler deploy` uploads.
  const worker = createTestHarness({ workers: [{ configPath: './wrangler.toml' }] })
  const { url } = await worker.listen()
  project.provide('workerPort', url.port)
  return () => worker.close()
}
