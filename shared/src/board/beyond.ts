import * as Y from 'yjs'
import type { Board } from './board.ts'

/** What a document has beyond a state vector: which notes were written in, and whether anything else was. */
export interface Beyond {
  notes: Set<string>
  other: boolean
}

/** Looks at the structs that somebody with this state vector lacks. Deletions leave none, so they are not seen here. */
export function beyond(board: Board, known: ReadonlyMap<number, number>): Beyond {
  const found: Beyond = { notes: new Set(), other: false }
  const { store } = board.doc
  for (const [client, structs] of store.clients) {
    const from = known.get(client) ?? 0
    if (Y.getState(store, client) <= from) continue
    for (let i = Y.findIndexSS(structs, from); i < structs.length; i++) {
      const id = noteOf(board, structs[i])
      if (id === undefined) found.other = true
      else found.notes.add(id)
    }
  }
  return found
}

/** The note that a struct belongs to, however deep inside; nothing is known of what was deleted and collected. */
function noteOf({ notes }: Board, struct: Y.Item | Y.GC | undefined): string | undefined {
  let item: unknown = struct
  while (item instanceof Y.Item && item.parent instanceof Y.AbstractType) {
    if (item.parent === notes) return item.parentSub ?? undefined
    item = item.parent._item
  }
  return undefined
}
