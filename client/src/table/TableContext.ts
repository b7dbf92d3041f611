import type { Group, Round } from '@stocktake/shared/session'
import type { Me, SessionView } from '@stocktake/shared/view'
import { createContext, useContext } from 'react'
import type { BoardConnection } from '../sync/connection.ts'
import type { MyTable } from '../sync/myTable.ts'
import type { Shut } from '../sync/shutCell.ts'
import type { BoardRules } from '../sync/useRules.ts'
import type { ArrowKey } from './stepCell.ts'

/** What every part of a table needs; none of it changes while people type. */
export interface TableContent {
  connection: BoardConnection
  view: SessionView
  round: Round
  me: Me
  canWrite: boolean
  rules: BoardRules
  mayAdd: (cell: string | null) => boolean
  /** Why a cell takes no note of mine that it otherwise would. */
  shut: (cell: string | null) => Shut | undefined
  /** Where I sit, while people sit at tables. */
  mine: MyTable | undefined
  groups: ReadonlyMap<string, Group>
  edit: (noteId: string | null) => void
  askMove: (noteId: string) => void
  move: (noteId: string, cell: string | null) => void
  remove: (noteId: string) => void
  showLineage: (noteId: string) => void
  /** Opens the box for a new note in a cell, or closes the one that is open. */
  openBox: (cell: string | null | undefined) => void
  /** Takes the open box, with what is in it, from a cell to the one beside it. */
  stepBox: (cell: string | null, key: ArrowKey) => void
}

export const TableContext = createContext<TableContent | null>(null)

export function useTable(): TableContent {
  const content = useContext(TableContext)
  if (!content) throw new Error('a part of the table stands outside it')
  return content
}
