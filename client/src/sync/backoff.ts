import type { WebsocketProvider } from 'y-websocket'

/** Milliseconds: the longest first pause after a connection ended, and the longest of all. */
const FIRST = 500
const LONGEST = 5000
/** The part of a pause that is not left to the dice. */
const LEAST = 0.2

/** How long to wait before the next attempt. A room that lost its server must not come back in one moment, so most of it is chance. */
export const pauseAfter = (failures: number, random: () => number = Math.random) => Math.min(LONGEST, FIRST * 2 ** failures) * (LEAST + (1 - LEAST) * random())

export interface Backoff {
  /** The connection did what it is for; the next pause is short again. A mere opening is no proof of that. */
  worked(): void
  /** A connection ended, or none came about: settles how long the provider waits. */
  ended(): void
}

/**
 * Decides the provider's pauses. Its own begin anew with each connection that opens, so that a server which takes people
 * in and cannot serve them would be asked several times a second by everybody.
 */
export function createBackoff(provider: WebsocketProvider): Backoff {
  let failures = 0
  return {
    worked() {
      failures = 0
    },
    ended() {
      provider.maxBackoffTime = pauseAfter(failures++)
      // The provider waits for the smaller of this and a pause of its own, which this makes long.
      provider.wsUnsuccessfulReconnects = 30
    },
  }
}
