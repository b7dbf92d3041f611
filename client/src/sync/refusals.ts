import { CLOSE } from '@stocktake/shared/wire'

/** What follows when the server refuses a board. */

/** Whether what was written here was the reason; the board is then made anew. */
export const isRefusal = (code: number) => code === CLOSE.refused || code === CLOSE.tooLarge

/** How many times in a row a board was refused, so that a quarrel with the server does not become a storm. */
const refusals = new Map<string, { count: number; at: number }>()

/** How long to wait before the board is made anew: not at all for the first time. */
export function pauseAfterRefusal(name: string): number {
  const before = refusals.get(name)
  const count = before && Date.now() - before.at < 30_000 ? before.count + 1 : 0
  refusals.set(name, { count, at: Date.now() })
  return count === 0 ? 0 : Math.min(10_000, 250 * 2 ** count)
}
