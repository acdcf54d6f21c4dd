/** @file Packages without types of their own. */

declare module 'workerd' {
  /** CommonJS: its `default` is the path of the program. */
  const exports: { readonly default: string; readonly version: string }
  export default exports
}
