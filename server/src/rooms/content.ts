import { addNote, type Board, changeDrawing, FROM_SERVER, putApart, putTheme } from '@stocktake/shared/board/board'
import { putContradiction, putLedgerEntry } from '@stocktake/shared/board/records'
import type { BoardContent } from '@stocktake/shared/record'

/** Puts whole content on a board; what is there already stays. */
export function putContent(board: Board, { notes, themes, apart = [], contradictions, ledger, drawing }: BoardContent) {
  for (const note of notes) addNote(board, note, FROM_SERVER)
  for (const theme of themes) putTheme(board, theme, FROM_SERVER)
  for (const found of apart) putApart(board, found, FROM_SERVER)
  for (const contradiction of contradictions) putContradiction(board, contradiction, FROM_SERVER)
  for (const entry of ledger) putLedgerEntry(board, entry, FROM_SERVER)
  const records = drawing.flatMap((record) => (typeof record.id === 'string' ? [{ ...record, id: record.id }] : []))
  changeDrawing(board, records, [], FROM_SERVER)
}
