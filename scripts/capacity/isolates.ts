/**
 * @file How many isolates answer so many requests. An isolate has one thread, so those of a location are the
 * servers of a queue; its waiting is Erlang's (M/M/c), which overstates it: our requests of a kind take alike.
 */

/**
 * The fewest isolates of which no more than a share of requests finds all busy; none without load.
 *
 * @param load Requests a second times seconds of CPU of each: busy isolates on average.
 */
export function isolatesFor(load: number, mayWait: number): number {
  if (load === 0) return 0
  let isolates = 0
  // Erlang B, by its recursion in the number of servers: no factorials, which overflow.
  let blocking = 1
  do {
    isolates++
    blocking = (load * blocking) / (isolates + load * blocking)
  } while (waitingProbability(isolates, load, blocking) > mayWait)
  return isolates
}

/** Erlang C, the probability that a request finds every isolate busy, from Erlang B. */
function waitingProbability(isolates: number, load: number, blocking: number): number {
  return load >= isolates ? 1 : (isolates * blocking) / (isolates - load * (1 - blocking))
}

/**
 * Share of requests that find no isolate because the last one was shut down: that the gap before a Poisson
 * request was longer than an isolate is kept. By symmetry in time, also the share of time without one.
 */
export const coldShare = (requestsASecond: number, keptSeconds: number): number =>
  Math.exp(-requestsASecond * keptSeconds)
