/**
 * @file Objectives of networks that stand on a baseline network (Sohn et al. 2015, section 4): its own
 * loss beside theirs. They are given its first guess as data, so that its gradient is what
 * it is alone, but for the norm of all gradients, by which a step clips them together.
 */
import { predicted, withoutFirstGuess } from '../../../src/networks/image-condition.ts'
import { baselineLogits } from '../../../src/networks/partial-image.ts'
import { bernoulliLogLikelihood } from '../../../src/tensor/layers.ts'
import { add, mul, type Tensor1D } from '../../../src/tensor/ops.ts'
import type { Objective } from './loss.ts'

/** The objective, and where there is a baseline network its -log p(y|x) too. */
export function onBaseline(objective: Objective): Objective {
  return (cvae, x, y, noise) => {
    const { loss, parts } = objective(cvae, x, y, noise)
    const { form } = cvae.generation
    if (cvae.baseline === undefined || form === undefined) return { loss, parts }
    const logits = baselineLogits(cvae.baseline, withoutFirstGuess(form, x))
    const likelihood = bernoulliLogLikelihood(logits, y, predicted(form, x))
    const baseline = mul<Tensor1D>(likelihood, -1)
    return { loss: add(loss, baseline), parts: { ...parts, baseline } }
  }
}
