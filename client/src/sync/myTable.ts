import type { Breakout, BreakoutTable } from '@stocktake/shared/breakoutSchema'
import { liveBreakout, tableOf } from '@stocktake/shared/breakouts'
import { cellsOf, splitCell } from '@stocktake/shared/matrix'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'

export interface MyTable {
  breakout: Breakout
  table: BreakoutTable
  /** The cells that it looks at first; undefined where it works on all. */
  cells: ReadonlySet<string> | undefined
}

/** Where I sit in a round now; undefined for nowhere. */
export function myTableIn({ myTable, matrix }: Pick<SessionView, 'myTable' | 'matrix'>, round: Round): MyTable | undefined {
  const breakout = liveBreakout(round)
  const table = breakout && tableOf(breakout, myTable)
  if (!breakout || !table) return undefined
  const all = cellsOf(matrix, round.columns)
  const own = all.filter((cell) => table.cells === null || table.cells.includes(cell))
  return { breakout, table, cells: own.length === all.length || own.length === 0 ? undefined : new Set(own) }
}

/** Rows in the matrix' order, those with cells of my table before the others. */
export function rowsFirst<R extends { id: string }>(rows: readonly R[], mine: MyTable | undefined): readonly R[] {
  const own = new Set([...(mine?.cells ?? [])].map((cell) => splitCell(cell)?.dimensionId))
  return own.size ? [...rows.filter(({ id }) => own.has(id)), ...rows.filter(({ id }) => !own.has(id))] : rows
}
