/**
 * Builds the library: ES modules for Node and for the browser, with the weights and the WASM
 * module as files beside them.
 *
 *   npm run build:library
 */
import { runCommand } from './command.ts'
import { buildLibrary } from './library/build.ts'

const DIRECTORY = 'dist/library'

await runCommand(async () => {
  for (const { file, bytes } of await buildLibrary(DIRECTORY))
    console.log(JSON.stringify({ file, bytes }))
})
