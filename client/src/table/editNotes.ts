import { change, deleteNotes, moveNotes, readNote, readNotes, readThemes, setNoteField } from '@stocktake/shared/board/board'
import { freePlace } from '@stocktake/shared/board/place'
import type { BoardConnection } from '../sync/connection.ts'

/** Moves a note to a free place of a cell, as one undo step. Leaving its cell it leaves its theme, which stays there. */
export function moveNote(connection: BoardConnection, id: string, cell: string | null): void {
  const { board } = connection
  const note = readNote(board, id)
  if (!note || note.at.cell === cell) return
  const others = readNotes(board).filter((other) => other.id !== id)
  const theme = readThemes(board).find((each) => each.id === note.theme)
  connection.endUndoStep()
  change(board, () => {
    moveNotes(board, [{ id, at: freePlace(others, cell, note.text) }])
    if (note.theme && theme?.cell !== cell) setNoteField(board, id, 'theme', undefined)
  })
  connection.endUndoStep()
}

export function deleteNote(connection: BoardConnection, id: string): void {
  connection.endUndoStep()
  deleteNotes(connection.board, [id])
  connection.endUndoStep()
}
