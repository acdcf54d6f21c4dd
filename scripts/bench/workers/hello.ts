/** @file Hello world in a Worker without a framework: the floor. */
export default { fetch: () => new Response('Hello World!') }
