import * as Y from 'yjs'
import { type Board, change, MINE } from './board.ts'
import type { Contradiction, LedgerEntry } from './schema.ts'

/**
 * Writing contradictions and ledger entries. Each field is kept apart, so that two people who change different fields of
 * one entry at once lose nothing of either's. Boards made before that have entries of one plain value; the first change
 * of such an entry takes it apart.
 */
type Fields = Readonly<Record<string, unknown>>
type Kind = 'contradictions' | 'ledger'

/** Changes of some fields; `undefined` takes a field away. */
type Changes<T> = { [K in keyof Omit<T, 'id' | 'since' | 'createdAt'>]?: T[K] | undefined }

/** Adds a contradiction. Adding an id that exists changes nothing. */
export const putContradiction = (board: Board, { id, ...fields }: Contradiction, origin: unknown = MINE): void =>
  put(board, 'contradictions', id, { ...fields }, origin)

/** Adds a decision, an action or a parked item. Adding an id that exists changes nothing. */
export const putLedgerEntry = (board: Board, { id, ...fields }: LedgerEntry, origin: unknown = MINE): void => put(board, 'ledger', id, { ...fields }, origin)

/** Changes fields of a contradiction, and leaves the others to whoever changes them meanwhile. */
export const changeContradiction = (board: Board, id: string, changes: Changes<Contradiction>, origin: unknown = MINE): void =>
  set(board, 'contradictions', id, changes, origin)

/** Changes fields of a ledger entry, and leaves the others to whoever changes them meanwhile. */
export const changeLedgerEntry = (board: Board, id: string, changes: Changes<LedgerEntry>, origin: unknown = MINE): void =>
  set(board, 'ledger', id, changes, origin)

export const removeContradiction = (board: Board, id: string): void => change(board, () => board.contradictions.delete(id))

export const removeLedgerEntry = (board: Board, id: string): void => change(board, () => board.ledger.delete(id))

function put(board: Board, kind: Kind, id: string, fields: Fields, origin: unknown): void {
  change(board, () => board[kind].has(id) || board[kind].set(id, mapOf(fields)), origin)
}

function set(board: Board, kind: Kind, id: string, changes: Fields, origin: unknown): void {
  const now = board[kind].get(id)
  if (typeof now !== 'object' || now === null) return
  change(
    board,
    () => {
      if (!(now instanceof Y.Map)) return void board[kind].set(id, mapOf({ ...now, ...changes }))
      for (const [field, value] of Object.entries(changes)) {
        if (value === undefined) now.delete(field)
        else now.set(field, value)
      }
    },
    origin,
  )
}

const mapOf = (fields: Fields) => new Y.Map(Object.entries(fields).filter(([, value]) => value !== undefined))
