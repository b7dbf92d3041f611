import { deleteNotes, moveNotes, readNote, readNotes } from '@stocktake/shared/board/board'
import { freePlace } from '@stocktake/shared/board/place'
import type { BoardConnection } from '../sync/connection.ts'

/** Moves a note to a free place of a cell, as one undo step. It stays in its theme, which then has notes in both cells. */
export function moveNote(connection: BoardConnection, id: string, cell: string | null): void {
  const { board } = connection
  const note = readNote(board, id)
  if (!note || note.at.cell === cell) return
  const others = readNotes(board).filter((other) => other.id !== id)
  connection.endUndoStep()
  moveNotes(board, [{ id, at: freePlace(others, cell, note.text) }])
  connection.endUndoStep()
}

export function deleteNote(connection: BoardConnection, id: string): void {
  connection.endUndoStep()
  deleteNotes(connection.board, [id])
  connection.endUndoStep()
}
