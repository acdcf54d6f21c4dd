/** @file GET /: what the service is, live examples, and snippets to copy. */
import { html } from 'hono/html'
import { drawableSize } from '../../networks/sizes.ts'
import type { DigitSampler } from '../../sampling/sampler.ts'
import type { Endpoint } from '../endpoint.ts'
import { drawingVersion } from '../version.ts'
import { exampleFigures, sizeOf } from './examples.ts'
import { pageText, pictureMarkup, snippet } from './page.ts'

/**
 * The landing page, its URLs at an origin.
 *
 * @param release First segment of the paths that pin its drawings.
 */
export const landingPage =
  (sampler: DigitSampler, endpoints: readonly Endpoint[], release: string) =>
  (origin: string): Promise<string> => {
    const label = Math.min(3, sampler.configuration.labels - 1)
    const example = `digit/${label}/ada.png?size=${drawableSize(sampler.configuration, 128)}`
    const url = `${origin}/${release}/${example}`
    const alt = `A handwritten ${label}`
    const [digit, complete] = ['digit', 'complete'].map((wanted) =>
      endpoints.find(({ name }) => name === wanted),
    )
    return pageText(
      'edge-digits: image URLs of handwritten digits',
      html`<h1>edge-digits</h1>
        <p>
          Image URLs of handwritten digits. Each is drawn when it is asked for, by a small
          conditional variational autoencoder. The same seed is the same drawing; under
          <code>/${release}</code> it stays so when newer models come. Without a seed, every request
          is a new one.
        </p>
        <h2>Embed one</h2>
        ${snippet('HTML', pictureMarkup(url, alt, digit && sizeOf(digit, example)))}
        ${snippet('Markdown', `![${alt}](${url})`)}
        ${snippet('Shell', `curl -o ${label}.png '${url}'`)}
        <p>
          Numbers with boxes, sheets, animations, the latent space, and every parameter are in the
          <a href="/docs">documentation</a>.
        </p>
        ${digit === undefined ? '' : exampleFigures(digit)}
        ${complete === undefined ? '' : completionPart(complete)}
        <p>Model <code>${drawingVersion(sampler)}</code>. Any page may embed the pictures.</p>`,
    )
  }

const completionPart = (endpoint: Endpoint) =>
  html`<h2>Complete one</h2>
    <p>
      A part of a digit, yours or ours, and what it may have been a part of: link to it, or post a
      PNG.
    </p>
    ${exampleFigures(endpoint, 1)}`
