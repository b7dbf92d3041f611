import { addNote, readNotes } from '@stocktake/shared/board/board'
import { freePlace } from '@stocktake/shared/board/place'
import type { SessionView } from '@stocktake/shared/view'
import type { BoardConnection } from './connection.ts'

/** Adds notes of mine to a cell, each at a free place, as one undo step. Returns their ids. */
export function writeNotes(connection: BoardConnection, view: SessionView, cell: string | null, texts: readonly string[]): string[] {
  const { me, settings } = view
  connection.endUndoStep()
  const taken = readNotes(connection.board)
  const ids = texts.map((text) => {
    const at = freePlace(taken, cell, text)
    const note = { text, at, group: me.groupId, createdAt: Date.now(), ...(settings.attribution === 'named' && me.name ? { author: me.name } : {}) }
    const id = addNote(connection.board, note)
    taken.push({ ...note, id, comments: [] })
    return id
  })
  connection.endUndoStep()
  return ids
}
