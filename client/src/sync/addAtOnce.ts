import { signingOf } from '@stocktake/shared/attribution'
import { addNote, change, readNotes } from '@stocktake/shared/board/board'
import { createPlacer } from '@stocktake/shared/board/place'
import type { SessionView } from '@stocktake/shared/view'
import type { BoardConnection } from './connection.ts'
import { seatOfNew } from './writeNotes.ts'

export interface NoteToAdd {
  text: string
  cell: string | null
  /** The group it is written for; null for the team. */
  group: string | null
  lang?: string
}

export interface AddAtOnceOptions {
  /** It goes to one's own draft. */
  isPrivate: boolean
  typedFor: boolean
}

/** Adds many notes of the team, each to its cell: one change of the board and one step of undo. */
export function addAtOnce(connection: BoardConnection, view: SessionView, notes: readonly NoteToAdd[], { isPrivate, typedFor }: AddAtOnceOptions): void {
  const { board } = connection
  const { me, settings } = view
  const promised = isPrivate && settings.readBeforeReveal ? { mayBeRead: true as const } : {}
  const place = createPlacer(readNotes(board))
  const now = Date.now()
  const add = () =>
    notes.forEach(({ text, cell, group, lang }, index) => {
      const signing = signingOf(settings.attribution, me, group === null && !typedFor ? undefined : { group, typedFor })
      // They stay in their order: notes stand by when they were written.
      addNote(board, { text, at: place(cell, text), createdAt: now + index, ...signing, ...seatOfNew(view, signing), ...promised, ...(lang ? { lang } : {}) })
    })
  connection.endUndoStep()
  // One change would say of anonymous notes that they came together.
  if (settings.attribution === 'anonymous') add()
  else change(board, add)
  connection.endUndoStep()
}
