import { FROM_SERVER, readContradictions, readLedger, readNotes } from '@stocktake/shared/board/board'
import { putContradiction, putLedgerEntry } from '@stocktake/shared/board/records'
import { BOARD_LIMITS } from '@stocktake/shared/board/schema'
import { newId } from '@stocktake/shared/ids'
import type { BoardContent } from '@stocktake/shared/record'
import type { Session } from '@stocktake/shared/session'
import { notThereYet, standingFor, withCarried } from '@stocktake/shared/standing'
import type { Workshop } from './workshop.ts'

/**
 * Puts onto the board of the round that begins what closed rounds before it left open: tensions, actions and parked
 * items, each saying since when it is on show. Those that are there already stay as they are.
 */
export async function bringOpen({ rooms }: Workshop, session: Session, number: number): Promise<void> {
  const boards: [number, Pick<BoardContent, 'notes' | 'contradictions' | 'ledger'>][] = []
  for (const { number: before, state } of session.rounds) {
    if (before >= number || state !== 'closed') continue
    boards.push([before, await rooms.read(session.id, before)])
  }
  const { contradictions, ledger } = standingFor(number, boards)
  if (!contradictions.length && !ledger.length) return
  await rooms.edit(session.id, number, (board) => {
    const tensions = notThereYet(contradictions, readContradictions(board), newId)
    const entries = notThereYet(ledger, readLedger(board), newId)
    const notes = readNotes(board)
    for (const tension of tensions.slice(0, Math.max(0, BOARD_LIMITS.contradictions - board.contradictions.size)))
      putContradiction(board, withCarried(tension, notes, number, boards), FROM_SERVER)
    for (const entry of entries.slice(0, Math.max(0, BOARD_LIMITS.ledger - board.ledger.size))) putLedgerEntry(board, entry, FROM_SERVER)
  })
}
