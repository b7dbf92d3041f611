import { type Board, FROM_CANVAS, MINE } from '@stocktake/shared/board/board'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { recallStrings, remember } from '../device.ts'

export interface OwnNotes {
  store: StoreApi<ReadonlySet<string>>
  /** The server says that these are mine as well, as what I wrote on another device. */
  add(ids: readonly string[]): void
}

/**
 * Ids of the notes that one has written on this board, kept on the device.
 *
 * @param key where they are kept
 */
export function createOwnNotes(board: Board, key: string): OwnNotes {
  const store = createStore<ReadonlySet<string>>(() => new Set(recallStrings(key)))
  const add = (ids: readonly string[]) => {
    if (!ids.length) return
    const all = new Set([...recallStrings(key), ...store.getState(), ...ids])
    store.setState(all, true)
    remember(key, [...all])
  }
  board.notes.observe((event) => {
    // Undoing somebody's deletion brings their note back; that makes it nobody's but theirs.
    if (event.transaction.origin !== MINE && event.transaction.origin !== FROM_CANVAS) return
    const added = [...event.changes.keys].flatMap(([id, { action }]) => (action === 'add' ? [id] : []))
    add(added)
  })
  return { store, add }
}
