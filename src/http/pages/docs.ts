/** @file GET /docs: every endpoint with its parameters, live examples and snippets to copy. */
import { html } from 'hono/html'
import type { DigitSampler } from '../../sampling/sampler.ts'
import type { Endpoint } from '../endpoint.ts'
import { documentation } from '../parameters.ts'
import { pathForm } from '../target.ts'
import { drawingVersion } from '../version.ts'
import { altOf, exampleFigures, sizeOf } from './examples.ts'
import { pageText, pictureMarkup, snippet } from './page.ts'

/**
 * The documentation, its URLs at an origin.
 *
 * @param release First segment of the paths that pin its drawings.
 */
export const docsPage =
  (sampler: DigitSampler, endpoints: readonly Endpoint[], release: string) =>
  (origin: string): Promise<string> => {
    return pageText(
      'edge-digits: documentation',
      html`<h1>Documentation</h1>
        <p>Of <a href="/">edge-digits</a>, image URLs of handwritten digits.</p>
        <nav>
          ${endpoints.map(({ name }) => html`<a href="#${name}"><code>/${name}</code></a> `)}
        </nav>
        <p>
          For programs: <a href="/openapi.json">OpenAPI</a>, <a href="/options.json">options</a>,
          <a href="/model">model card</a>.
        </p>
        <ul>
          <li>
            Parameters stand in the query or, some of them, in the path:
            <code>/digit/7/ada.svg</code> is
            <code>/digit?label=7&amp;seed=ada&amp;format=svg</code>.
          </li>
          <li>
            The same seed is the same drawing in every format, size and colour. With
            <code>/${release}</code> before its path it stays so when newer models come; without, it
            is drawn by the newest.
          </li>
          <li>
            Answers to seeded URLs may be cached. Without a seed each request draws anew;
            <code>Content-Location</code> says how to get the same picture again.
          </li>
          <li>
            Errors are problem details (RFC 9457), or a picture of them for an
            <code>&lt;img&gt;</code>; <code>Digit-Error</code> says it in a line.
          </li>
        </ul>
        ${endpoints.map((endpoint) => section(endpoint, `${origin}/${release}/`))}
        <p>Model <code>${drawingVersion(sampler)}</code>.</p>`,
    )
  }

/** @param base Of the URLs to copy, with a slash at the end. */
function section(endpoint: Endpoint, base: string) {
  const { name, summary, notes, body, segments, schema, formats, examples } = endpoint
  const [url = name] = examples()[0]?.urls ?? []
  const path = `${pathForm(name, segments)}.${formats[0]}`
  return html`<section id="${name}">
    <h2><code>GET ${body === undefined ? '' : 'or POST '}/${name}</code></h2>
    <p>${summary}. Also <code>${path}</code>. Formats: ${formats.join(', ')}.</p>
    ${snippet('URL', base + url, `URL of /${name}`)}
    ${snippet('HTML', pictureMarkup(base + url, altOf(url), sizeOf(endpoint, url)), `HTML of /${name}`)}
    ${exampleFigures(endpoint)} ${notes.map((note) => html`<p>${note}</p>`)}
    <div class="wide">
      <table>
        <tr>
          <th>parameter</th>
          <th>meaning</th>
          <th>allowed</th>
          <th>default</th>
        </tr>
        ${documentation(schema.entries).map(
          (parameter) =>
            html`<tr>
              <td><code>${parameter.name}</code></td>
              <td>${parameter.meaning}</td>
              <td>${parameter.allowed}</td>
              <td>${parameter.fallback}</td>
            </tr>`,
        )}
      </table>
    </div>
  </section>`
}
