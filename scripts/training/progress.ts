/** @file The progress bar of a run: epoch, loss parts, time left. */
import { Presets, SingleBar } from 'cli-progress'
import type { LossParts } from './gradient.ts'
import { epochsOf } from './stages.ts'
import type { RunState } from './state.ts'

/** A bar that must be stopped: its timer keeps the process alive. */
export interface Progress {
  update(step: number, parts: LossParts): void
  stop(): void
}

/** Shows a bar from the state's step on. */
export function startProgress({ step: first, totalSteps, options }: RunState): Progress {
  const bar = new SingleBar(
    {
      format: 'epoch {epoch}/{epochs} |{bar}| {percentage}% | {parts} | {left} left',
      noTTYOutput: true,
      notTTYSchedule: 30_000,
    },
    Presets.shades_classic,
  )
  const epochs = epochsOf(options)
  const began = performance.now()
  const epochOf = (step: number) => Math.ceil((step / totalSteps) * epochs)
  const unknown = { parts: '-', left: '-' }
  bar.start(totalSteps, first, { epoch: epochOf(first), epochs, ...unknown })
  return {
    update(step, parts) {
      const secondsAStep = (performance.now() - began) / 1000 / (step - first)
      bar.update(step, {
        epoch: epochOf(step),
        parts: partsText(parts, 1),
        left: durationText((totalSteps - step) * secondsAStep),
      })
    },
    stop: () => bar.stop(),
  }
}

/** Seconds for a reader. */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds)
  const minutes = Math.floor(whole / 60)
  return minutes === 0 ? `${whole} s` : `${minutes} min ${whole % 60} s`
}

/** The parts of an objective for a reader. */
export function partsText(parts: LossParts, decimals: number): string {
  const texts = Object.entries(parts).map(([name, value]) => `${name} ${value.toFixed(decimals)}`)
  return `${texts.join(', ')} nats`
}
