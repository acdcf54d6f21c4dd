/** @file JSON Schemas (2020-12) of what the service answers, with the types of what they describe. */

/** As OpenAPI 3.1 takes it. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** What there is in JSON. */
export interface Described<Value> {
  readonly json: JsonSchema
  /** For types alone. */
  readonly value?: Value
}

/** The type of what a schema describes. */
export type ValueOf<Made extends () => Described<unknown>> = NonNullable<ReturnType<Made>['value']>

type Fields<Values> = { readonly [Name in keyof Values]: Described<Values[Name]> }
type Perhaps<Values> = { readonly [Name in keyof Values]?: Values[Name] | undefined }

export const text = (description: string, more: JsonSchema = {}): Described<string> => ({
  json: { type: 'string', description, ...more },
})
export const integer = (description: string): Described<number> => ({
  json: { type: 'integer', description },
})
export const number = (description: string): Described<number> => ({
  json: { type: 'number', description },
})
export const boolean = (description: string): Described<boolean> => ({
  json: { type: 'boolean', description },
})

export const list = <Item>(
  { json: items }: Described<Item>,
  description?: string,
): Described<readonly Item[]> => ({
  json: { type: 'array', items, ...(description === undefined ? {} : { description }) },
})

/** @param perhaps What it may have, beside what it always has. */
export function object<Always, Optional = unknown>(
  always: Fields<Always>,
  perhaps?: Fields<Optional>,
): Described<Always & Perhaps<Optional>> {
  const fields = Object.entries<Described<unknown>>({ ...always, ...perhaps })
  return {
    json: {
      type: 'object',
      required: Object.keys(always),
      properties: Object.fromEntries(fields.map(([name, { json }]) => [name, json])),
    },
  }
}

export const either = <One, Other>(
  one: Described<One>,
  other: Described<Other>,
): Described<One | Other> => ({ json: { anyOf: [one.json, other.json] } })
