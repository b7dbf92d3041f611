import { deleteNotes, FROM_CANVAS, readNote } from '@stocktake/shared/board/board'
import { type Editor, react } from '@tldraw/tldraw'
import { noteIdOf } from './records.ts'
import { type CanvasContext, mayTouch } from './world.ts'

/** A note that is left without a word was a slip of the hand: it goes again, like an empty line. */
export function dropEmptyNotes(editor: Editor, { connection, world, mine }: CanvasContext): () => void {
  let typing: string | undefined
  return react('drop empty notes', () => {
    const now = noteIdOf(editor.getEditingShapeId() ?? '')
    const left = typing
    typing = now
    if (left === undefined || left === now) return
    // Writing to the board from here would reach the store in the midst of its own change.
    queueMicrotask(() => {
      const note = readNote(connection.board, left)
      if (note && !note.text.trim() && !note.picture && mayTouch(world.get(), mine.get(), 'delete-note', left, [note.at.cell]))
        deleteNotes(connection.board, [left], FROM_CANVAS)
    })
  })
}
