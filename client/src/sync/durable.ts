import { type Beyond, beyond } from '@stocktake/shared/board/beyond'
import type { Board } from '@stocktake/shared/board/board'
import * as Y from 'yjs'

/**
 * How much of a board the server has on disk, as far as we were told: of each writer the clock up to which it has
 * everything. Nothing leaves the server before it is on disk, so whatever comes from there counts.
 */
export interface Durable {
  /** The server says what it has. This takes the place of all that was known: a server may come back from an older backup. */
  is(stateVector: Uint8Array): void
  /** It has this as well. */
  grew(stateVector: Uint8Array): void
  /** It sent this update. */
  came(update: Uint8Array): void
  /** Everything here is on the server's disk, deletions apart: they have no clock, counting messages covers them. */
  isAll(): boolean
  /** What is here and not, or not known to be, on the server's disk; undefined if the server never said anything. */
  lacks(): Beyond | undefined
  encode(): Uint8Array
}

export function createDurable(board: Board): Durable {
  let known: Map<number, number> | undefined

  const grow = (clocks: ReadonlyMap<number, number>) => {
    known ??= new Map()
    for (const [client, clock] of clocks) if (clock > (known.get(client) ?? 0)) known.set(client, clock)
  }

  return {
    is(stateVector) {
      known = Y.decodeStateVector(stateVector)
    },
    grew: (stateVector) => grow(Y.decodeStateVector(stateVector)),
    // The server's board has no gaps, so it has all that comes before the end of what it sends.
    came: (update) => grow(Y.parseUpdateMeta(update).to),
    isAll() {
      const { store } = board.doc
      // Structs that wait for others they build on are here, but in no state vector.
      if (!known || store.pendingStructs) return false
      for (const client of store.clients.keys()) if (Y.getState(store, client) > (known.get(client) ?? 0)) return false
      return true
    },
    lacks: () => known && beyond(board, known),
    encode: () => Y.encodeStateVector(known ?? new Map()),
  }
}
