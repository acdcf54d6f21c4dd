/** @file Worker threads for the tasks of an evaluation, each with a WASM backend of its own. */
import { SingleBar, Presets } from 'cli-progress'
import { Tinypool } from 'tinypool'
import type * as tasks from './tasks.ts'

/** A function of `tasks.ts`. */
type TaskName = keyof typeof tasks
type Input<Name extends TaskName> = Parameters<(typeof tasks)[Name]>[0]
type Output<Name extends TaskName> = ReturnType<(typeof tasks)[Name]>

/** Runs a task in the next free worker, in the order of the calls. */
export type RunTask = <Name extends TaskName>(name: Name, input: Input<Name>) => Output<Name>

/**
 * Runs what `measure` asks for, with a bar on stderr. A task that fails, or a worker that
 * dies, ends the pool and is thrown.
 *
 * @param workers Number of threads.
 */
export async function withTaskPool<Result>(
  workers: number,
  measure: (run: RunTask) => Promise<Result>,
): Promise<Result> {
  const pool = new Tinypool({
    filename: new URL('./tasks.ts', import.meta.url).href,
    minThreads: workers,
    maxThreads: workers,
  })
  const bar = new SingleBar(
    {
      format: 'evaluation |{bar}| {value} of {total} parts | {duration_formatted}',
      noTTYOutput: true,
      notTTYSchedule: 30_000,
    },
    Presets.shades_classic,
  )
  let tasksAsked = 0
  bar.start(1, 0)
  const run = <Name extends TaskName>(name: Name, input: Input<Name>): Output<Name> => {
    bar.setTotal(++tasksAsked)
    const output = pool.run(input, { name }) as Output<Name>
    void output.then(
      () => bar.increment(),
      () => {},
    )
    return output
  }
  try {
    return await measure(run)
  } finally {
    bar.stop()
    await pool.destroy()
  }
}
