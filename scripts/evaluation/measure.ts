/** @file An evaluation: which tasks run, and how their results become a report. */
import type { RunTask } from './pool.ts'
import { measureLikelihood } from './measure-likelihood.ts'
import type { EvaluatedModel, RealFigures } from './report.ts'
import type { Source } from './source.ts'
import { judged, type Setting } from './setting.ts'

/** Temperature of the digits that are served by default. */
const SERVED_TEMPERATURE = 1

/** The part of a model's figures that tasks measure. */
export type MeasuredFigures = Pick<EvaluatedModel, 'likelihood' | 'drawn' | 'nearest'>

/**
 * Measures networks.
 *
 * @param sweep Whether digits at all temperatures of the budget are judged.
 */
export async function measureModel(
  run: RunTask,
  setting: Setting,
  source: Source,
  testImages: number,
  sweep: boolean,
): Promise<MeasuredFigures> {
  // The longest tasks come first, so that no worker ends with one of them alone.
  const [drawn, likelihood, nearest] = await Promise.all([
    judged(setting) ? measureDrawn(run, setting, source, sweep) : null,
    measureLikelihood(run, setting, source, testImages),
    run('nearest', { setting, origin: drawnBy(source) }),
  ])
  return { likelihood, drawn, nearest }
}

const drawnBy = (source: Source, temperature = SERVED_TEMPERATURE) =>
  ({ kind: 'drawn', source, temperature }) as const

async function measureDrawn(
  run: RunTask,
  setting: Setting,
  source: Source,
  sweep: boolean,
): Promise<EvaluatedModel['drawn']> {
  const others = sweep
    ? setting.budget.temperatures.filter((temperature) => temperature !== SERVED_TEMPERATURE)
    : []
  const [synthetic, agreement, refused, quality, ...swept] = await Promise.all([
    run('synthetic', { setting, origin: drawnBy(source) }),
    run('labelAgreement', { setting, origin: drawnBy(source) }),
    run('refused', { setting, source, temperature: SERVED_TEMPERATURE }),
    run('quality', { setting, origin: drawnBy(source) }),
    ...others.map(async (temperature) => ({
      temperature,
      ...(await run('quality', { setting, origin: drawnBy(source, temperature) })),
    })),
  ])
  const temperatures = sweep ? [...swept, { temperature: SERVED_TEMPERATURE, ...quality }] : []
  return {
    quality: { ...quality, ...agreement },
    temperatures: temperatures.toSorted((a, b) => a.temperature - b.temperature),
    synthetic,
    refused,
  }
}

/** Measures real digits. */
export async function measureReal(run: RunTask, setting: Setting): Promise<RealFigures> {
  const training = { setting, origin: { kind: 'training' } } as const
  const [synthetic, floor, judge, nearest] = await Promise.all([
    judged(setting) ? run('synthetic', training) : null,
    judged(setting) ? run('quality', training) : null,
    judged(setting) ? run('judgeOnTest', { setting }) : null,
    run('nearest', { setting, origin: { kind: 'test' } }),
  ])
  return { judge, floor, synthetic, nearest }
}
