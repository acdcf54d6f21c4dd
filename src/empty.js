// Stands in for the threaded build of the WASM backend: see tensor/workers-wasm.ts and wrangler.toml.
export default {}
export const wasmWorkerContents = ''
