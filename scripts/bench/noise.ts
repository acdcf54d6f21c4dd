/**
 * @file Whether the machine was quiet enough. Two signs: hello world against itself, which differs by
 * noise alone; and the CPU time that others took meanwhile.
 */
import { relativeSpread, type Spread } from './statistics.ts'

export interface Noise {
  /** CPU of hello world against itself, by round: 1 without noise. */
  readonly control: Spread
  /** CPU time of other processes and of the hypervisor during the rounds, in parts of one core. */
  readonly others: number
  /** The same by what else was measured; reports of before have none. */
  readonly phases?: readonly Phase[]
}

/** What is measured outside the rounds. */
export interface Phase {
  readonly title: string
  readonly others: number
}

/** The control's median may be so far from 1, and its quartiles so far apart. */
const CONTROL_ERROR = 0.03
const CONTROL_SPREAD = 0.1

/** Parts of one core that others may take: the candidate and the load generator need one each. */
const MOST_OTHERS = 0.1

/** Why a bar that is near cannot be decided; empty on a quiet machine. */
export function noiseOf(noise: Noise): string[] {
  const { control } = noise
  const reasons: string[] = []
  if (Math.abs(control.median - 1) > CONTROL_ERROR)
    reasons.push(
      `hello world costs ${control.median.toFixed(3)} times itself, expected 1 ± ${CONTROL_ERROR}`,
    )
  if (relativeSpread(control) > CONTROL_SPREAD)
    reasons.push(
      `half of the rounds of hello world against itself lie ${percent(relativeSpread(control))} apart, expected ${percent(CONTROL_SPREAD)} at most`,
    )
  return [...reasons, ...othersReasons(worstPhase(noise))]
}

/** Whether others took too much; one reason or none. */
export const othersReasons = ({ title, others }: Phase): string[] =>
  others <= MOST_OTHERS
    ? []
    : [
        `other processes took ${percent(others)} of a core during ${title}, expected ${percent(MOST_OTHERS)} at most`,
      ]

/** When others took most. */
export const worstPhase = ({ others, phases = [] }: Noise): Phase =>
  phases.reduce((worst, phase) => (phase.others > worst.others ? phase : worst), {
    title: 'the rounds',
    others,
  })

/** How far a ratio of two equal things lay from 1, in parts: the further quartile. */
export const errorOf = ({ control: { low, high } }: Noise): number =>
  Math.max(Math.abs(1 - low), Math.abs(high - 1))

/** Of a share, `12 %`. */
export const percent = (share: number): string => `${(100 * share).toFixed(0)} %`
