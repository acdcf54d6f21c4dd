/** @file JSON files that may be damaged. */

/**
 * Parses a file's text.
 *
 * @param Failure What to throw when it is not JSON, with the file's path.
 */
export function parseJson(
  path: string,
  text: Buffer,
  Failure: new (message: string, options: ErrorOptions) => Error,
): unknown {
  try {
    return JSON.parse(text.toString())
  } catch (cause) {
    throw new Failure(`${path}: not JSON: damaged`, { cause })
  }
}
