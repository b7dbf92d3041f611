import { readContradictions, readLedger, readNote, readThemes } from '@stocktake/shared/board/board'
import type { Contradiction, LedgerEntry, Note, Theme } from '@stocktake/shared/board/schema'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { BoardConnection } from './connection.ts'

export interface BoardView {
  /** Oldest first; a note that did not change keeps its identity. */
  notes: readonly Note[]
  themes: readonly Theme[]
  contradictions: readonly Contradiction[]
  ledger: readonly LedgerEntry[]
}

const views = new WeakMap<BoardConnection, StoreApi<BoardView>>()

/** The board as plain values, one for each connection: reads again only what changed, at most once a frame. */
export function viewOf(connection: BoardConnection): StoreApi<BoardView> {
  const known = views.get(connection)
  if (known) return known

  const { board } = connection
  const notes = new Map<string, Note>()
  let changed = new Set<string>(board.notes.keys())
  let othersChanged = false
  let scheduled = false

  const read = () => {
    for (const id of changed) {
      const note = readNote(board, id)
      if (note) notes.set(id, note)
      else notes.delete(id)
    }
    changed = new Set()
    return [...notes.values()].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
  }
  const readOthers = () => ({ themes: readThemes(board), contradictions: readContradictions(board), ledger: readLedger(board) })
  const store = createStore<BoardView>(() => ({ notes: read(), ...readOthers() }))

  const update = () => {
    scheduled = false
    const others = othersChanged ? readOthers() : {}
    othersChanged = false
    store.setState({ ...(changed.size ? { notes: read() } : {}), ...others })
  }
  connection.onChange((change) => {
    for (const id of change.notes) changed.add(id)
    for (const id of change.texts) changed.add(id)
    othersChanged ||= change.other
    if (scheduled || (!changed.size && !othersChanged)) return
    scheduled = true
    // A page in the background gets no frames; it must not fall behind for hours.
    if (document.hidden) setTimeout(update, 250)
    else requestAnimationFrame(update)
  })
  views.set(connection, store)
  return store
}
