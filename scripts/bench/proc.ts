/**
 * @file CPU time and memory of a process, as Linux tells them in /proc. Nanoseconds of each thread from
 * `schedstat` where the kernel keeps them, else the clock ticks of `stat`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** A machine that does not tell what the benchmark needs. */
export class UnsupportedMachineError extends Error {
  override readonly name = 'UnsupportedMachineError'
}

/** USER_HZ: the same on every Linux of today, whatever the kernel's own tick. */
const TICKS_PER_SECOND = 100

const millisecondsOf = (ticks: number): number => (ticks * 1000) / TICKS_PER_SECOND

/** Where the CPU times come from, and their resolution. */
export const clockOf = (pid: number): 'schedstat, 1 ns' | 'stat, 10 ms' =>
  existsSync(`/proc/${pid}/task/${pid}/schedstat`) ? 'schedstat, 1 ns' : 'stat, 10 ms'

/**
 * User and system time of all threads so far, ms. Of threads that ended, `stat` knows and `schedstat`
 * does not; workerd keeps its own.
 *
 * @throws {UnsupportedMachineError} Where there is no /proc.
 */
export function cpuMilliseconds(pid: number): number {
  if (!existsSync('/proc/self/stat'))
    throw new UnsupportedMachineError(
      `No /proc on ${process.platform}: the CPU time of workerd is read there, so the benchmark needs Linux`,
    )
  if (clockOf(pid) === 'stat, 10 ms') return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  return readdirSync(`/proc/${pid}/task`)
    .map((thread) => parseSchedstat(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8')))
    .reduce((total, own) => total + own, 0)
}

/** User and system time from /proc/PID/stat, ms (proc_pid_stat(5), fields 14 and 15). */
export const parseStat = (text: string): number => timesOf(text, 11)

/** That of children that ended and were waited for, ms (fields 16 and 17). */
export const parseEndedChildren = (text: string): number => timesOf(text, 13)

/** @param first Of two fields, counted from the one behind the program's name. */
function timesOf(text: string, first: number): number {
  // The second field, the program's name in parentheses, may hold spaces and parentheses.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const [user, system] = [Number(fields[first]), Number(fields[first + 1])]
  if (!Number.isFinite(user + system))
    throw new UnsupportedMachineError(`Got "${text}", expected the fields of proc_pid_stat(5)`)
  return millisecondsOf(user + system)
}

/** Time on the CPU from a thread's schedstat, ms: its first number is nanoseconds. */
export function parseSchedstat(text: string): number {
  const nanoseconds = Number(text.split(' ')[0])
  if (!Number.isFinite(nanoseconds))
    throw new UnsupportedMachineError(`Got "${text}", expected three numbers of schedstat`)
  return nanoseconds / 1e6
}

/** Resident memory, MiB, from /proc/PID/status. */
export const residentMebibytes = (pid: number): number =>
  parseResident(readFileSync(`/proc/${pid}/status`, 'utf8'))

export function parseResident(status: string): number {
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(status)
  if (found === null)
    throw new UnsupportedMachineError('Expected a line VmRSS in /proc/PID/status, got none')
  return Number(found[1]) / 1024
}

/** Busy and stolen time of all cores since boot, ms. */
export interface MachineTime {
  readonly busy: number
  readonly stolen: number
}

export const machineTime = (): MachineTime => parseMachineTime(readFileSync('/proc/stat', 'utf8'))

/** From the first line of /proc/stat: user, nice, system, idle, iowait, irq, softirq, steal. */
export function parseMachineTime(text: string): MachineTime {
  const [user = NaN, nice = NaN, system = NaN, , , irq = NaN, softirq = NaN, steal = 0] = (
    /^cpu +(.*)$/m.exec(text)?.[1] ?? ''
  )
    .split(' ')
    .map(Number)
  return {
    busy: millisecondsOf(user + nice + system + irq + softirq),
    stolen: millisecondsOf(steal),
  }
}
