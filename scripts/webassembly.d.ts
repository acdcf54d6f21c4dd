/** @file What the types of Node leave out of WebAssembly. */

declare namespace WebAssembly {
  interface Module {}
  interface Instance {
    readonly exports: object
  }
  interface Memory {
    readonly buffer: ArrayBuffer
  }
  const Module: new (bytes: Uint8Array) => Module
  const Instance: new (module: Module, imports: object) => Instance
}
