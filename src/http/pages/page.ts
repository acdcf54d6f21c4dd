/** @file What the pages share: the frame of the document, its policy, figures to copy, pictures. */
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { html, raw } from 'hono/html'
import { xmlText } from '../../rendering/xml.ts'
import type { ShownSize } from '../endpoint.ts'
import { COPY_SCRIPT, STYLE } from './assets.ts'

type Html = ReturnType<typeof html>

/** An inline style or script is allowed by its hash (CSP Level 3, section 2.3.1). */
const sourceHash = (source: string): string =>
  `'sha256-${btoa(String.fromCharCode(...sha256(utf8ToBytes(source))))}'`

let policy: string | undefined

/** Made with the first page: hashing cold code would be a fortieth of every start. */
const pagePolicy = (): string =>
  (policy ??= [
    "default-src 'none'",
    "img-src 'self'",
    `style-src ${sourceHash(STYLE)}`,
    `script-src ${sourceHash(COPY_SCRIPT)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '))

export const pageHeaders = () => ({
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': pagePolicy(),
})

/** A page of the service. */
export async function pageText(title: string, body: Html): Promise<string> {
  const page = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" type="image/svg+xml" href="/digit/1/ada.svg" />
        ${raw(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <main>${body}</main>
        <p role="status"></p>
        ${raw(`<script>${COPY_SCRIPT}</script>`)}
      </body>
    </html>`
  return page.toString()
}

/**
 * Code with a button that copies it.
 *
 * @param name What the button copies, to those who hear of it without what is around it.
 */
export const snippet = (language: string, code: string, name = language): Html =>
  html`<figure>
    <figcaption>
      ${language} <button type="button" aria-label="Copy ${name}" hidden>Copy</button>
    </figcaption>
    <pre><code>${code}</code></pre>
  </figure>`

/**
 * Markup of a picture, with URL and alternative as they are. With its size, a page does not move when it comes. An
 * animation that may never end has a still beside it, for readers who prefer reduced motion (WCAG 2.2, criterion 2.2.2).
 */
export function pictureMarkup(url: string, alt: string, size: ShownSize | undefined): string {
  const lengths = size === undefined ? '' : ` width="${size.width}" height="${size.height}"`
  const image = `<img src="${url}"${lengths} alt="${alt}">`
  if (!url.includes('.apng')) return image
  const still = url.replace('.apng', '.png')
  return `<picture>
  <source media="(prefers-reduced-motion: reduce)" srcset="${still}">
  ${image}
</picture>`
}

/** A picture of the service's own that links to itself. */
export const picture = (url: string, alt: string, size: ShownSize | undefined): Html =>
  html`<a href="/${url}" title="/${url}"
    >${raw(pictureMarkup(xmlText(`/${url}`), xmlText(alt), size))}</a
  >`
