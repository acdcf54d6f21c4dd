/** @file The header table: for each kind of request, what its answer says. */

const IMMUTABLE = 'public, max-age=31536000, immutable'
const BRIEF = 'public, max-age=300'

export interface Row {
  readonly path: string
  readonly accept?: string
  readonly destination?: string
  readonly method?: string
  readonly match?: string
  readonly status: number
  readonly type?: string | null
  readonly cache: string
  /** Whether there is an ETag. */
  readonly tag?: boolean
  readonly vary?: string
  /** Content-Location; a pattern where a random seed is in it. */
  readonly location?: string | RegExp
  readonly allow?: string
}

const seeded = (path: string, type: string, location: string): Row => ({
  path,
  status: 200,
  type,
  cache: IMMUTABLE,
  tag: true,
  location,
})
const negotiated = (path: string, accept: string, type: string, location: string): Row => ({
  ...seeded(path, type, location),
  accept,
  vary: 'Accept',
})
const unseeded = (path: string, type: string, location: RegExp, vary?: string): Row => ({
  path,
  status: 200,
  type,
  cache: 'no-store',
  location,
  ...(vary === undefined ? {} : { vary }),
})
const problem = (path: string, status: number, more: Partial<Row> = {}): Row => ({
  path,
  status,
  type: 'application/problem+json',
  cache: 'no-store',
  vary: 'Accept, Sec-Fetch-Dest',
  ...more,
})
const refused = (path: string, method: string): Row => ({
  ...problem(path, 405),
  method,
  allow: 'GET, HEAD, OPTIONS',
})
const preflight = (path: string): Row => ({
  path,
  method: 'OPTIONS',
  status: 204,
  type: null,
  cache: 'no-store',
  allow: 'GET, HEAD, OPTIONS',
})
const document = (path: string, type: string, cache = BRIEF): Row => ({
  path,
  status: 200,
  type,
  cache,
  tag: cache === BRIEF,
})

export const ROWS: readonly Row[] = [
  seeded('/digit/7/ada.png', 'image/png', '/digit?label=7&seed=ada&format=png'),
  seeded('/digit/7/ada.svg', 'image/svg+xml', '/digit?label=7&seed=ada&format=svg'),
  seeded('/digit/7/ada.webp', 'image/webp', '/digit?label=7&seed=ada&format=webp'),
  seeded('/digit/7/ada.json', 'application/json', '/digit?label=7&seed=ada&format=json'),
  seeded('/digit/7/ada.npy', 'application/x-npy', '/digit?label=7&seed=ada&format=npy'),
  seeded('/digit?format=png&seed=ada&label=7', 'image/png', '/digit?label=7&seed=ada&format=png'),
  seeded('/digit/7@2x.png?seed=a%20b', 'image/png', '/digit?label=7&seed=a+b&dpr=2&format=png'),
  seeded('/digit/7/%F0%9F%90%99.png', 'image/png', '/digit?label=7&seed=%F0%9F%90%99&format=png'),
  seeded('/digit/7/a%2Fb.png', 'image/png', '/digit?label=7&seed=a%2Fb&format=png'),
  seeded('/digit/7/v1%2E2.png', 'image/png', '/digit?label=7&seed=v1.2&format=png'),
  seeded('/digit?seed=0&format=png', 'image/png', '/digit?label=5&seed=0&format=png'),
  seeded('/v1/digit/7/ada.png', 'image/png', '/v1/digit?label=7&seed=ada&format=png'),
  seeded('/number/42/ada.png', 'image/png', '/number?digits=42&seed=ada&format=png'),
  seeded('/number/42/ada.json', 'application/json', '/number?digits=42&seed=ada&format=json'),
  seeded('/v1/number/42/ada.svg', 'image/svg+xml', '/v1/number?digits=42&seed=ada&format=svg'),
  seeded('/sheet/ada.png?rows=2', 'image/png', '/sheet?seed=ada&rows=2&format=png'),
  seeded('/sheet/ada.npy?rows=2', 'application/x-npy', '/sheet?seed=ada&rows=2&format=npy'),
  seeded(
    '/morph/1/2/ada.apng?frames=3',
    'image/apng',
    '/morph?from=1&to=2&seed=ada&frames=3&format=apng',
  ),
  seeded(
    '/morph/1/2/ada.png?frame=2',
    'image/png',
    '/morph?from=1&to=2&seed=ada&frame=2&format=png',
  ),
  seeded('/latent/2.png', 'image/png', '/latent?label=2&format=png'),
  seeded(
    '/latent/2.png?axes=0,1&steps=3',
    'image/png',
    '/latent?label=2&axes=0%2C1&steps=3&format=png',
  ),
  seeded('/complete/IpAG/ada.png', 'image/png', '/complete?x=IpAG&seed=ada&format=png'),
  seeded(
    '/complete/IpAG/ada.svg?label=7&samples=4',
    'image/svg+xml',
    '/complete?x=IpAG&label=7&seed=ada&samples=4&format=svg',
  ),
  seeded(
    '/complete?of=7/ada&keep=left&seed=0&format=json',
    'application/json',
    '/complete?of=7%2Fada&keep=left&seed=0&format=json',
  ),
  negotiated('/digit/7/ada', '*/*', 'image/png', '/digit?label=7&seed=ada&format=png'),
  negotiated(
    '/digit/7/ada',
    'image/svg+xml',
    'image/svg+xml',
    '/digit?label=7&seed=ada&format=svg',
  ),
  negotiated(
    '/digit?label=7&seed=ada',
    'image/webp',
    'image/webp',
    '/digit?label=7&seed=ada&format=webp',
  ),
  negotiated(
    '/digit?label=7&seed=ada',
    'application/json',
    'application/json',
    '/digit?label=7&seed=ada&format=json',
  ),
  negotiated(
    '/morph/1/2/ada?frames=2',
    '*/*',
    'image/apng',
    '/morph?from=1&to=2&seed=ada&frames=2&format=apng',
  ),
  unseeded('/digit', 'image/png', /^\/digit\?label=\d&seed=[\da-f]{16}&format=png$/, 'Accept'),
  unseeded('/digit/7.png', 'image/png', /^\/digit\?label=7&seed=[\da-f]{16}&format=png$/),
  unseeded(
    '/v1/digit/7.svg',
    'image/svg+xml',
    /^\/v1\/digit\?label=7&seed=[\da-f]{16}&format=svg$/,
  ),
  unseeded('/number/42.png', 'image/png', /^\/number\?digits=42&seed=[\da-f]{16}&format=png$/),
  unseeded('/complete/IpAG.png', 'image/png', /^\/complete\?x=IpAG&seed=[\da-f]{16}&format=png$/),
  unseeded('/sheet?rows=1', 'image/png', /^\/sheet\?seed=[\da-f]{16}&rows=1&format=png$/, 'Accept'),
  unseeded('/morph/1/2.png', 'image/png', /^\/morph\?from=1&to=2&seed=[\da-f]{16}&format=png$/),
  {
    ...seeded('/digit/7/ada.png', 'image/png', '/digit?label=7&seed=ada&format=png'),
    match: '"other"',
  },
  {
    ...seeded('/digit/7/ada.png', 'image/png', '/digit?label=7&seed=ada&format=png'),
    match: '*',
    status: 304,
  },
  {
    ...seeded('/sheet/ada.png', 'image/png', '/sheet?seed=ada&format=png'),
    match: '*',
    status: 304,
  },
  {
    ...seeded('/digit/7/ada.json', 'application/json', '/digit?label=7&seed=ada&format=json'),
    match: '*',
    status: 304,
  },
  { ...unseeded('/digit/7.png', 'image/png', /seed=/), match: '*' },
  problem('/digit/12', 400),
  problem('/digit?lable=7', 400),
  problem('/digit?label=7&label=7', 400),
  problem('/digit/7?label=7', 400),
  problem('/digit?seed=%FF', 400),
  problem('/digit/7/%FF.png', 400),
  problem('/digit/7/ada.gif', 400),
  problem('/digit/7@9x.png', 400),
  problem('/number', 400),
  problem('/sheet?rows=1001', 400),
  problem('/latent/2?z=x', 400),
  problem('/digit/12.png', 400, { destination: 'image', type: 'image/png' }),
  problem('/digit/12.svg', 400, { destination: 'image', type: 'image/svg+xml' }),
  problem('/digit/12.webp', 400, { accept: 'image/*', type: 'image/webp' }),
  problem('/digit/12.json', 400, { destination: 'image' }),
  problem('/digit/', 404),
  problem('/digit/7/ada/more', 404),
  problem('/digit//ada', 404),
  problem('/nothing', 404),
  problem('/v2/digit', 404),
  problem('/nothing.png', 404, { destination: 'image', type: 'image/png' }),
  problem('/digit/7/ada', 406, { accept: 'video/mp4' }),
  refused('/digit', 'POST'),
  refused('/digit/7/ada.png', 'DELETE'),
  refused('/', 'PUT'),
  refused('/v1/number/42', 'PATCH'),
  preflight('/digit'),
  preflight('/digit/7/ada.png'),
  preflight('/openapi.json'),
  document('/', 'text/html; charset=utf-8'),
  document('/docs', 'text/html; charset=utf-8'),
  document('/model', 'application/json'),
  document('/options.json', 'application/json'),
  document('/openapi.json', 'application/json'),
  document('/healthz', 'application/json', 'no-store'),
  { ...document('/docs', 'text/html; charset=utf-8'), match: '"other"' },
  { ...document('/docs', 'text/html; charset=utf-8'), match: '*', status: 304 },
  { ...document('/openapi.json', 'application/json'), match: '*', status: 304 },
  { ...document('/model', 'application/json'), match: '*', status: 304 },
  { ...document('/healthz', 'application/json', 'no-store'), match: '*' },
]
