/**
 * @file Stands in for tfjs-core's global_util.js: there, all copies of TensorFlow.js in a program
 * share one engine and one current backend. The library has its own, so that neither it nor
 * a program's own TensorFlow.js draws on the other's backend.
 */
const namespace = {}
const singletons = new Map()

export function getGlobalNamespace() {
  return namespace
}

export function getGlobal(key, init) {
  if (!singletons.has(key)) singletons.set(key, init())
  return singletons.get(key)
}
