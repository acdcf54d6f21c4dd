/** @file Generated files as the formatter leaves them, so that its check passes. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { format } from 'oxfmt'
import options from '../../.oxfmtrc.json' with { type: 'json' }

/** Markdown or JSON as `oxfmt` formats it; the path's ending says which. */
export async function formatted(path: string, text: string): Promise<string> {
  const { $schema: _schema, ignorePatterns: _ignored, ...rules } = options
  const { code, errors } = await format(path, text, rules)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`)
  return code
}

/** Writes a file, and its folder. */
export function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}

/** Writes what the formatter makes of the text. */
export async function writeFormatted(path: string, text: string): Promise<void> {
  write(path, await formatted(path, text))
}
