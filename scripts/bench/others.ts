/** @file What other processes and the hypervisor take of the machine while something of ours runs. */
import { readFileSync } from 'node:fs'
import { cpuMilliseconds, machineTime, parseEndedChildren } from './proc.ts'
import { runningPids } from './workerd.ts'

export interface Watched<Result> {
  readonly result: Result
  /** CPU time of others, in parts of a core. */
  readonly others: number
}

/** Runs something, and tells what others took meanwhile. */
export async function watched<Result>(work: () => Promise<Result>): Promise<Watched<Result>> {
  const [ours, whole, began] = [cpuOfOurs(), machineTime(), performance.now()]
  const result = await work()
  const now = machineTime()
  const all = now.busy + now.stolen - whole.busy - whole.stolen
  const wall = performance.now() - began
  return { result, others: Math.max(0, (all - (cpuOfOurs() - ours)) / wall) }
}

/** CPU of this process and of all that it started, whether they run or ended, ms. */
function cpuOfOurs(): number {
  const { user, system } = process.cpuUsage()
  const running = runningPids().reduce((total, pid) => total + cpuMilliseconds(pid), 0)
  return (
    (user + system) / 1000 + running + parseEndedChildren(readFileSync('/proc/self/stat', 'utf8'))
  )
}
