import * as Y from 'yjs'

/**
 * Updates as one; undefined if they cannot be merged. All of them went through a document before, so that is not
 * expected, but it would be one room's bad luck on a timer of the whole server, where an exception ends it.
 */
export function merged(updates: readonly Uint8Array[]): Uint8Array | undefined {
  try {
    return updates.length === 1 ? updates[0] : Y.mergeUpdates([...updates])
  } catch {
    return undefined
  }
}
