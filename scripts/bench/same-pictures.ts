/** @file Whether the candidates draw the same digits, where none is refused: whoever draws others is no peer. */
import { PNG } from 'pngjs'
import type { CandidateName } from './candidates.ts'
import type { RunningWorker } from './workerd.ts'

/** Grey levels: peers add in another order, which moves a level by one at most. */
const TOLERANCE = 1

/** A sheet has all labels. At a low temperature these weights refuse none: the peers would draw it as it is. */
const PATH = '/sheet/same.png?rows=4&columns=5&temperature=0.5'

/** @throws {Error} When a candidate's picture is not that of the first. */
export async function requireSamePictures(
  workers: readonly { readonly name: CandidateName; readonly worker: RunningWorker }[],
): Promise<void> {
  const [first, ...others] = workers
  if (first === undefined) return
  const expected = await levelsOf(first.worker)
  for (const { name, worker } of others) {
    const levels = await levelsOf(worker)
    const difference = Math.max(
      ...expected.map((level, index) => Math.abs(level - (levels[index] ?? NaN))),
    )
    if (!(difference <= TOLERANCE))
      throw new Error(
        `${name} draws ${PATH} with levels ${difference} away from those of ${first.name}, expected ${TOLERANCE} at most, unless one of its digits is refused`,
      )
  }
}

async function levelsOf({ url }: RunningWorker): Promise<number[]> {
  const response = await fetch(url + PATH)
  if (!response.ok) throw new Error(`${url}${PATH}: ${response.status}`)
  const { data } = PNG.sync.read(Buffer.from(await response.arrayBuffer()))
  return [...data]
}
