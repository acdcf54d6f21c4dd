/** @file All cells in turn, round after round: what else the machine does in a round hits them alike. */
import { measure, type Cell, type Sample } from './cell.ts'
import type { CandidateName } from './candidates.ts'
import type { CaseName } from './cases.ts'
import type { Native, NativeTime } from './native.ts'
import { watched } from './others.ts'

/** One round of everything. */
export interface Round {
  readonly samples: ReadonlyMap<string, Sample>
  readonly native: readonly NativeTime[]
}

export interface Rounds {
  readonly rounds: readonly Round[]
  /** CPU time of other processes and the hypervisor while rounds ran, in parts of a core. */
  readonly others: number
}

export const cellKey = (asked: CaseName, candidate: CandidateName): string =>
  `${asked}/${candidate}`

/**
 * Measures every cell `count` times. Every other round goes through them backwards, so that none is always
 * measured after the same one.
 *
 * @param tell Called after each round.
 */
export async function measureRounds(
  cells: readonly Cell[],
  native: Native,
  count: number,
  tell: (round: number) => void,
): Promise<Rounds> {
  const { result: rounds, others } = await watched(async () => {
    const measured: Round[] = []
    for (let round = 0; round < count; round++) {
      const samples = new Map<string, Sample>()
      for (const cell of round % 2 === 0 ? cells : cells.toReversed())
        samples.set(cellKey(cell.asked.name, cell.candidate.name), await measure(cell))
      measured.push({ samples, native: (await native?.()) ?? [] })
      tell(round + 1)
    }
    return measured
  })
  return { rounds, others }
}
