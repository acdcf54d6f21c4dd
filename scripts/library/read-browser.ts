/** @file How the library built for browsers reads a file that is served beside it. */

/** @throws {Error} When the server does not send the file. */
export async function read(file: URL): Promise<ArrayBuffer> {
  const response = await fetch(file)
  if (!response.ok) throw new Error(`${file.href}: got status ${response.status}, expected 200`)
  return response.arrayBuffer()
}
