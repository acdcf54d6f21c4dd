/** @file An endpoint's examples: live where a page can show them, links where not. */
import { html } from 'hono/html'
import { withArticle } from '../drawing.ts'
import type { Endpoint, ShownSize } from '../endpoint.ts'
import { isFormat, isPicture } from '../formats.ts'
import { readTarget } from '../target.ts'
import { picture } from './page.ts'

const isShown = (url: string): boolean => {
  const extension = /\.([a-z]+)(\?|$)/.exec(url)?.[1]
  return extension === undefined || (isFormat(extension) && isPicture(extension))
}

/** Alternative text of an example, by its URL. */
export function altOf(url: string): string {
  const [path = '', query = ''] = url.split('?')
  const [name = '', ...values] = path.replace(/(@\dx)?\.[a-z]+$/, '').split('/')
  const label = new URLSearchParams(query).get('label')
  const [first = label ?? ''] = values
  switch (name) {
    case 'digit':
    case 'latent':
      return query.includes('axes=') ? `A grid of handwritten ${first}s` : `A handwritten ${first}`
    case 'number':
      return `The handwritten number ${first}`
    case 'morph':
      return `A handwritten ${first} that turns into ${withArticle(Number(values[1]))}`
    case 'complete':
      return 'A handwritten digit, completed from a part of it'
    default:
      return `A ${name} of handwritten digits`
  }
}

/** That of one picture among others, which its parameters tell apart. */
function altAmongOthers(url: string): string {
  const parameters = Array.from(
    new URLSearchParams(url.split('?')[1]),
    ([name, value]) => `${name} ${value}`,
  )
  return [altOf(url), ...parameters].join(', ')
}

/** How large a page shows an endpoint's example, where that is known. */
export function sizeOf(endpoint: Endpoint, url: string): ShownSize | undefined {
  const [path = '', query] = url.split('?')
  const read = readTarget(endpoint, path.slice(endpoint.name.length))
  if (!read.ok) return undefined
  const { parameters, format = endpoint.formats[0] } = read.target
  const parsed = endpoint.parse(query === undefined ? '' : `?${query}`, parameters)
  const planned = parsed.ok && endpoint.plan({ ...parsed.values, format })
  return planned && planned.ok ? planned.plan.shownSize() : undefined
}

/** A heading and its pictures for each of the endpoint's examples, or for the first ones. */
export const exampleFigures = (endpoint: Endpoint, most = Infinity) =>
  endpoint
    .examples()
    .slice(0, most)
    .map(
      ({ title, urls }) =>
        html`<h3>${title}</h3>
          <p class="digits">
            ${urls.map((url) =>
              isShown(url)
                ? picture(url, altAmongOthers(url), sizeOf(endpoint, url))
                : html`<a href="/${url}"><code>/${url}</code></a> `,
            )}
          </p>`,
    )
