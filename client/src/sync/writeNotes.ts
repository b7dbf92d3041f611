import { addNote, readNotes } from '@stocktake/shared/board/board'
import { freePlace } from '@stocktake/shared/board/place'
import type { SessionView } from '@stocktake/shared/view'
import type { BoardConnection } from './connection.ts'

/** Adds notes of mine to a cell, each at a free place, as one undo step. Returns their ids. */
export function writeNotes(connection: BoardConnection, view: SessionView, cell: string | null, texts: readonly string[]): string[] {
  const { me } = view
  const about = saidOfNew(view)
  connection.endUndoStep()
  const taken = readNotes(connection.board)
  const ids = texts.map((text) => {
    const at = freePlace(taken, cell, text)
    const note = { text, at, group: me.groupId, createdAt: Date.now(), ...about }
    const id = addNote(connection.board, note)
    taken.push({ ...note, id, comments: [] })
    return id
  })
  connection.endUndoStep()
  return ids
}

/** What a new note of mine says of where it comes from: my name, where notes are named, and the table where I sit. */
export const saidOfNew = ({ me, settings, myTable }: SessionView): { author?: string; table?: string } => ({
  ...(settings.attribution === 'named' && me.name ? { author: me.name } : {}),
  ...(settings.attribution !== 'anonymous' && myTable !== null ? { table: myTable } : {}),
})
