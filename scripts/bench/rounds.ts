/** @file All cells in turn, round after round: what else the machine does in a round hits them alike. */
import { measure, type Cell, type Sample } from './cell.ts'
import type { CandidateName } from './candidates.ts'
import type { CaseName } from './cases.ts'
import type { Native, NativeTime } from './native.ts'
import { cpuMilliseconds, machineTime } from './proc.ts'

/** One round of everything. */
export interface Round {
  readonly samples: ReadonlyMap<string, Sample>
  readonly native: readonly NativeTime[]
}

export interface Rounds {
  readonly rounds: readonly Round[]
  /** CPU time of other processes and the hypervisor while cells ran, in parts of a core. */
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
  const pids = [...new Set(cells.map(({ worker }) => worker.pid))]
  const cpuOfOurs = (): number =>
    process.cpuUsage().user / 1000 +
    process.cpuUsage().system / 1000 +
    pids.reduce((total, pid) => total + cpuMilliseconds(pid), 0)
  const rounds: Round[] = []
  let others = 0
  let wall = 0
  for (let round = 0; round < count; round++) {
    const [ours, whole, began] = [cpuOfOurs(), machineTime(), performance.now()]
    const samples = new Map<string, Sample>()
    for (const cell of round % 2 === 0 ? cells : cells.toReversed())
      samples.set(cellKey(cell.asked.name, cell.candidate.name), await measure(cell))
    const now = machineTime()
    others += now.busy + now.stolen - whole.busy - whole.stolen - (cpuOfOurs() - ours)
    wall += performance.now() - began
    rounds.push({ samples, native: (await native?.()) ?? [] })
    tell(round + 1)
  }
  return { rounds, others: Math.max(0, others / wall) }
}
