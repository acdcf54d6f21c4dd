/** @file What the pages share: the frame of the document, its policy, figures to copy, pictures. */
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { html, raw } from 'hono/html'
import { NOT_FOR_OTHER_HOSTS } from '../caching.ts'
import { FIVE_MINUTES_SECONDS } from '../limits.ts'
import { textResponse } from '../text.ts'
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

/** A page of the service. */
export async function pageResponse(title: string, body: Html): Promise<Response> {
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
        ${body} ${raw(`<script>${COPY_SCRIPT}</script>`)}
      </body>
    </html>`
  return textResponse(page.toString(), 200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': `public, max-age=${FIVE_MINUTES_SECONDS}`,
    'Content-Security-Policy': pagePolicy(),
    ...NOT_FOR_OTHER_HOSTS,
  })
}

/** Code with a button that copies it. */
export const snippet = (language: string, code: string): Html =>
  html`<figure>
    <figcaption>${language} <button type="button">Copy</button></figcaption>
    <pre><code>${code}</code></pre>
  </figure>`

/** A picture that links to itself. */
export const picture = (url: string, alt: string): Html =>
  html`<a href="/${url}"><img src="/${url}" alt="${alt}" title="/${url}" /></a>`
