/** @file Tells the types of `cloudflare:workers` which module is the Worker. */
declare namespace Cloudflare {
  interface GlobalProps {
    mainModule: typeof import('../../src/worker.ts')
  }
}
