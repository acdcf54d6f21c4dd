/** @file The OpenAPI document, as far as tests read it. */

/** What is told of a response. */
interface Told {
  readonly headers?: Readonly<Record<string, object>>
  readonly content?: Readonly<Record<string, object>>
}

interface Operation {
  readonly operationId: string
  readonly description?: string
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly required: boolean
    readonly description: string
    readonly schema: Readonly<Record<string, unknown>>
  }[]
  readonly requestBody?: { readonly content: object }
  readonly responses: Readonly<Record<string, Told>>
}

interface Path {
  readonly servers?: readonly { readonly url: string }[]
  readonly get: Operation
  readonly post?: Operation
}

export interface OpenApi {
  readonly info: { readonly version: string }
  readonly servers: readonly { readonly url: string }[]
  readonly paths: Readonly<Record<string, Path>>
  readonly components: {
    readonly responses: Readonly<Record<string, Told>>
    readonly schemas: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  }
}
