/** @file GET /: what the service is, live examples, and snippets to copy. */
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { html, raw } from 'hono/html'
import { longerSide, type CvaeConfiguration } from '../networks/configuration.ts'
import type { DigitSampler } from '../sampling/sampler.ts'
import { digitParameters, documentation } from './digit-parameters.ts'
import { textResponse } from './text.ts'
import { drawingVersion } from './version.ts'
import { COPY_SCRIPT, STYLE } from './landing-assets.ts'
import { FIVE_MINUTES_SECONDS, MAX_SIZE_PIXELS } from './limits.ts'

interface Example {
  readonly title: string
  readonly queries: readonly string[]
}

/** Answers with the landing page, its URLs at the origin that was asked. */
export function landingHandler(sampler: DigitSampler): (request: Request) => Promise<Response> {
  const examples = examplesFor(sampler.configuration)
  const parameters = documentation(digitParameters(sampler.configuration))
  const csp = [
    "default-src 'none'",
    "img-src 'self'",
    `style-src ${sourceHash(STYLE)}`,
    `script-src ${sourceHash(COPY_SCRIPT)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
  return async (request) => {
    const page = await landingPage(new URL(request.url).origin, sampler, examples, parameters)
    return textResponse(page.toString(), 200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': `public, max-age=${FIVE_MINUTES_SECONDS}`,
      'Content-Security-Policy': csp,
    })
  }
}

/** Examples that the model can draw, whatever its labels and its size. */
function examplesFor(configuration: CvaeConfiguration): readonly Example[] {
  const labels = Array.from({ length: configuration.labels }, (_, label) => label)
  const own = longerSide(configuration)
  const query = (label: number, seed: string, scale: number, more = '') =>
    `label=${Math.min(label, labels.length - 1)}&seed=${seed}&size=${scaledSize(own, scale)}${more}`
  return [
    { title: 'Every label', queries: labels.map((label) => query(label, 'ada', 3)) },
    {
      title: 'Another handwriting with each seed',
      queries: ['ada', 'carl', 'evelyn', 'grace', 'hedy', 'john', 'kurt', 'margaret', 'vint'].map(
        (seed) => query(7, seed, 3),
      ),
    },
    {
      title: 'Temperature, from the typical digit to the unusual',
      queries: ['0', '0.5', '1', '1.5', '2'].map((temperature) =>
        query(4, 'ada', 3, `&temperature=${temperature}`),
      ),
    },
    {
      title: 'Any size, either ink',
      queries: [1, 2, 4, 8].map((scale) => query(2, 'grace', scale, '&invert=true')),
    },
  ]
}

const scaledSize = (own: number, scale: number): number =>
  Math.max(own, Math.min(own * scale, MAX_SIZE_PIXELS))

/** An inline style or script is allowed by its hash (CSP Level 3, section 2.3.1). */
const sourceHash = (source: string): string =>
  `'sha256-${btoa(String.fromCharCode(...sha256(utf8ToBytes(source))))}'`

function landingPage(
  origin: string,
  sampler: DigitSampler,
  examples: readonly Example[],
  parameters: ReturnType<typeof documentation>,
) {
  const { configuration } = sampler
  const label = Math.min(7, configuration.labels - 1)
  const size = Math.max(128, longerSide(configuration))
  const url = `${origin}/digit?label=${label}&seed=ada&size=${size}`
  const alt = `A handwritten ${label}`
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>edge-digits: image URLs of handwritten digits</title>
        <link rel="icon" type="image/png" href="/digit?label=${label}&seed=ada&size=${size}" />
        ${raw(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <h1>edge-digits</h1>
        <p>
          Image URLs of handwritten digits. Each is drawn when it is asked for, by a small
          conditional variational autoencoder. The same seed is the same picture for ever; without a
          seed, every request is a new one.
        </p>
        <h2>Embed one</h2>
        ${snippet('HTML', `<img src="${url}" alt="${alt}">`)}
        ${snippet('Markdown', `![${alt}](${url})`)}
        ${snippet('Shell', `curl -o ${label}.png '${url}'`)}
        <h2>Examples</h2>
        ${examples.map(
          ({ title, queries }) =>
            html`<h3>${title}</h3>
              <p class="digits">${queries.map((query) => picture(query))}</p>`,
        )}
        <h2>Parameters of <code>/digit</code></h2>
        <div class="wide">
          <table>
            <tr>
              <th>name</th>
              <th>meaning</th>
              <th>allowed</th>
              <th>default</th>
            </tr>
            ${parameters.map(
              ({ name, meaning, allowed, fallback }) =>
                html`<tr>
                  <td><code>${name}</code></td>
                  <td>${meaning}</td>
                  <td>${allowed}</td>
                  <td>${fallback}</td>
                </tr>`,
            )}
          </table>
        </div>
        <p>Model <code>${drawingVersion(sampler)}</code>. Any page may embed the pictures.</p>
        ${raw(`<script>${COPY_SCRIPT}</script>`)}
      </body>
    </html>`
}

function picture(query: string) {
  const parameters = new URLSearchParams(query)
  const about = ['seed', 'temperature']
    .filter((name) => parameters.has(name))
    .map((name) => `${name} ${parameters.get(name)}`)
  return html`<a href="/digit?${query}"
    ><img
      src="/digit?${query}"
      alt="A handwritten ${parameters.get('label')}, ${about.join(', ')}"
      title="${query}"
  /></a>`
}

function snippet(language: string, code: string) {
  return html`<figure>
    <figcaption>${language} <button type="button">Copy</button></figcaption>
    <pre><code>${code}</code></pre>
  </figure>`
}
