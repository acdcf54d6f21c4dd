import { describe, expect, it } from 'vitest'
import { PRESETS } from '../../scripts/presets/presets.ts'
import { restartOptimizer, startOptimizer, takeShare } from '../../scripts/training/optimizer.ts'
import { stagesOf } from '../../scripts/training/stages.ts'

describe('the stages of a run', () => {
  const options = { ...PRESETS.served, epochs: 3, fineTuneEpochs: 2, priorEpochs: 1 }

  it('follow each other, each with its own schedule', () => {
    const [training, fineTuning, prior, ...more] = stagesOf(options, 10)
    expect(more).toEqual([])
    expect(training).toMatchObject({ kind: 'training', firstStep: 0, steps: 30 })
    expect(training?.peakLearningRate).toBe(options.peakLearningRate)
    expect(fineTuning).toMatchObject({ kind: 'fine-tuning', firstStep: 30, steps: 20 })
    expect(fineTuning?.peakLearningRate).toBe(options.fineTuneLearningRate)
    expect(prior).toMatchObject({ kind: 'prior', firstStep: 50, steps: 10, weightDecay: 0 })
    expect(prior?.peakLearningRate).toBe(options.priorLearningRate)
  })

  it('are one where nothing is fine-tuned', () => {
    expect(stagesOf({ ...options, fineTuneEpochs: 0, priorEpochs: 0 }, 10)).toHaveLength(1)
  })
})

describe('takeShare', () => {
  it("goes its share of the way from the stage's origin to the average", () => {
    const state = startOptimizer(Float32Array.of(1, -2))
    state.average.set([3, 2])
    takeShare(state, 0.75)
    expect([...state.average]).toEqual([2.5, 1])
    expect([...state.origin]).toEqual([1, -2])
  })

  it('is all of it in training, and what the options say afterwards', () => {
    const options = { ...PRESETS.served, fineTuneShare: 0.25, priorEpochs: 1, priorShare: 0.5 }
    expect(stagesOf(options, 10).map(({ share }) => share)).toEqual([1, 0.25, 0.5])
  })
})

describe('restartOptimizer', () => {
  it('goes on from the average, without moments', () => {
    const state = startOptimizer(Float32Array.of(1, 2))
    state.average.set([3, 4])
    state.firstMoment.fill(5)
    state.secondMoment.fill(6)
    restartOptimizer(state)
    expect(state).toEqual(startOptimizer(Float32Array.of(3, 4)))
  })
})
