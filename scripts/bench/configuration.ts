/** @file The configuration of a bare workerd: one Worker on one socket, nothing of wrangler around it. */

export interface WorkerdSettings {
  /** File names beside the configuration, the entry first. */
  readonly modules: readonly string[]
  readonly compatibilityDate: string
  /** Of V8, such as `--expose-gc`. */
  readonly v8Flags?: readonly string[]
}

/** The text of a `config.capnp`. The socket is on a free port. */
export function workerdConfiguration({
  modules,
  compatibilityDate,
  v8Flags = [],
}: WorkerdSettings): string {
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  v8Flags = [${v8Flags.map(quoted).join(', ')}],
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);

const worker :Workerd.Worker = (
  compatibilityDate = ${quoted(compatibilityDate)},
  modules = [
${modules.map((name) => `    (name = ${quoted(name)}, ${kindOf(name)} = embed ${quoted(name)}),`).join('\n')}
  ],
);
`
}

const quoted = (text: string): string => JSON.stringify(text)

function kindOf(name: string): 'esModule' | 'wasm' | 'data' {
  if (name.endsWith('.js')) return 'esModule'
  return name.endsWith('.wasm') ? 'wasm' : 'data'
}

/** The compatibility date that the Worker is deployed with. */
export function compatibilityDateOf(wranglerToml: string): string {
  const found = /^compatibility_date = "([\d-]+)"$/m.exec(wranglerToml)
  if (found?.[1] === undefined)
    throw new Error('wrangler.toml: no line compatibility_date = "YYYY-MM-DD"')
  return found[1]
}
