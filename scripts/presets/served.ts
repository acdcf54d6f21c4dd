/**
 * @file The recipe of the served weights, 42 minutes on two cores.
 *
 * A longer one (84, 8 and 20 epochs, 51 minutes) ended at 79.4 nats in place of 79.6.
 *
 * Normalized images (`normalized`, distortion 0.12, no shift) in place of moved ones were not clearly better in
 * `digits-7`. With the contrast that they lose (1.12) and no unshifted epochs: on test digits 79.5 nats for 79.6,
 * agreement 99.73 % for 99.74 %, of the worst label 99.50 % for 99.33 %, FID 0.96 for 1.08, variety 98.50 % for 98.62 % (of
 * five other classifiers 98.57 % for 98.59 %).
 *
 * What variety lacks is in the prior (measured once, by scripts that were not kept): training digits, drawn anew from
 * z of q(z|x,y), teach four other classifiers 98.95 % and are read 99.7 %; the digits themselves teach 99.04 %, drawn
 * ones 98.53 %. More legible digits were less varied, whatever brought them (fine-tuning, a limit of the noise, a share
 * of the last passes), until z could be refused one by one.
 *
 * Of 60,000 digits each: what two other classifiers read of them (of the worst label by the one that reads less of
 * it), and variety: what three small classifiers that learned from them read of the training digits, within 0.03. The
 * first networks are those of `digits-7`, which have 7 epochs of fine-tuning.
 *
 * | noise | refused | read | worst label | variety |
 * |---|---|---|---|---|
 * | shortened to a length of 5.6, `priorShare` 0.6 | none | 99.73, 99.74 | 99.43 | 98.21 |
 * | the prior's | none | 99.52, 99.50 | 98.95 | 98.31 |
 * | the prior's | 2.0 %, by 64 and 64 units that were fitted to the guides | 99.84, 99.80 | 99.47 | 98.09 |
 * | the prior's | 1.3 %, what the readers read below 0.8 | 99.97, 99.93 | 99.87 | 98.26 |
 * | 1.12 times as wide | 3.4 %, the same | 99.91, 99.87 | 99.60 | 98.48 |
 * | 1.1 times as wide | 5.0 %, by 96 and 96 units of threshold 0.9 | 99.84, 99.84 | 99.60 | 98.35 |
 * | the same, 4 epochs of fine-tuning | 4.9 %, by 128 and 128 units of threshold 0.9 | 99.86, 99.86 | 99.63 | 98.35 |
 * | 1.05 times as wide, of these networks: `digits-8` | 2.7 %, threshold 0.85 | 99.86, 99.86 | 99.63 | 98.32 |
 *
 * So classifiers that have seen enough decide what is legible, and a network that is large enough, and fitted to
 * enough digits, tells it by z nearly as well: fitted to 200,000, with 64 units, it leaves three times as many of the
 * digits that readers do not read. Wider noise is more varied, but covers real digits less (0.944 of the test digits at
 * 1.1; they were looked at this once). A scale of its own for each seed gives as much variety at nearly the prior's
 * coverage: some seeds draw rare forms, and the others stay where most digits are. Of these networks with a contrast of
 * 1.1, as `digits-8` has it, the acceptance network fitted in 24 passes in place of 12, threshold 0.85 (coverage and
 * density among training digits, in the features of another classifier, within 0.001 and 0.01; variety of five
 * classifiers, within 0.025):
 *
 * | noise | refused | read | worst label | variety | coverage | density |
 * |---|---|---|---|---|---|---|
 * | the prior's | 1.8 % | 99.89, 99.88 | 99.75 | 98.23 | 0.965 | 1.07 |
 * | 1.05 times as wide | 2.7 % | 99.85, 99.84 | 99.57 | 98.31 | 0.961 | 1.01 |
 * | scales of deviation 0.12 | 2.7 % | 99.85, 99.82 | 99.67 | 98.30 | 0.964 | 1.07 |
 * | **scales of deviation 0.16: served** | 3.4 % | 99.81, 99.79 | 99.60 | 98.36 | 0.963 | 1.07 |
 *
 * A contrast of the logits makes digits crisper than MNIST's. Coverage of 10,000 training digits by as many drawn ones,
 * scales of deviation 0.12, in the features of two other classifiers (within 0.001): 0.926 and 0.944 with a contrast of
 * 1.5, 0.946 and 0.956 of 1.25, 0.960 and 0.961 of 1.1, 0.965 and 0.962 of none; of training digits by others of them it
 * is 0.969 and 0.970. What is read, and variety, are the same with 1.1 and none. So there is none.
 */
import type { TrainingOptions } from '../training/options.ts'
import { base } from './base.ts'

export const served: TrainingOptions = {
  ...base,

  latent: 20,
  recognition: [512, 512, 512],
  generation: [640, 640, 640],
  prior: 'flow',

  pixels: 'half-drawn',
  klWeight: 0.7,
  shift: 1,
  distortion: 0.1,
  unshiftedEpochs: 15,

  fineTuneEpochs: 4,
  legibleFrom: 0.7,
  priorEpochs: 14,
  acceptance: [128, 128],
  acceptanceThreshold: 0.85,
  scaleDeviation: 0.16,

  epochs: 72,
  batch: 1024,
  peakLearningRate: 6.2e-3,
  averageDecay: 0.996,
}
