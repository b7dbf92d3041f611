import type { Signing } from '@stocktake/shared/attribution'
import { addNote, readNotes } from '@stocktake/shared/board/board'
import { freePlace } from '@stocktake/shared/board/place'
import { liveBreakout, tellsTable } from '@stocktake/shared/breakouts'
import type { SessionView } from '@stocktake/shared/view'
import type { BoardConnection } from './connection.ts'
import { draftsOf } from './drafts.ts'
import { mySigning } from './onBehalf.ts'

/** Adds notes of mine to a cell of a board or of my own draft, each at a free place, as one undo step. Returns their ids. */
export function writeNotes(
  connection: BoardConnection,
  view: SessionView,
  cell: string | null,
  texts: readonly string[],
  { isPrivate = false }: { isPrivate?: boolean } = {},
): string[] {
  const signing = mySigning(view)
  const seat = seatOfNew(view, signing)
  const promised = isPrivate && view.settings.readBeforeReveal ? { mayBeRead: true as const } : {}
  const said = myLanguage(view)
  connection.endUndoStep()
  const taken = readNotes(connection.board)
  // A list stays in its order: notes stand by when they were written.
  const now = Date.now()
  const ids = texts.map((text, index) => {
    const at = freePlace(taken, cell, text)
    const note = { text, at, createdAt: now + index, ...signing, ...seat, ...promised, ...said }
    const id = addNote(connection.board, note)
    taken.push({ ...note, id, comments: [] })
    return id
  })
  connection.endUndoStep()
  return ids
}

/** In which language I write, where it is not that of the page. */
export function myLanguage({ id, me }: Pick<SessionView, 'id' | 'me'>): { lang?: string } {
  const { lang } = draftsOf(id, me.memberId).getState()
  return lang ? { lang } : {}
}

/** What stands in a cell of a board. */
export const textsIn =
  ({ board }: Pick<BoardConnection, 'board'>) =>
  (cell: string | null): string[] =>
    readNotes(board).flatMap(({ at, text }) => (at.cell === cell ? [text] : []))

/** At which table I sit while I write it, where that does not tell who I am. */
export function seatOfNew({ myTable, rounds }: Pick<SessionView, 'myTable' | 'rounds'>, signing: Signing): { table?: string } {
  const round = rounds.find((each) => liveBreakout(each))
  const breakout = round && liveBreakout(round)
  return breakout && myTable !== null && tellsTable(breakout, signing) ? { table: myTable } : {}
}
