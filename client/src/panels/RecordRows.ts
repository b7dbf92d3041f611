/** A record laid out for reading: rows, columns, and in each cell its notes under their themes. */
import type { Note, Theme } from '@stocktake/shared/board/schema'
import type { CarryDecision } from '@stocktake/shared/carry'
import { fateOf, type NoteFate } from '@stocktake/shared/fate'
import { cellId, columnsOf } from '@stocktake/shared/matrix'
import type { RoundRecord } from '@stocktake/shared/record'
import type { Dimension, Group, IntelligenceType } from '@stocktake/shared/session'

export interface Cluster {
  /** Null for notes of no theme; they come last. */
  theme: Theme | null
  notes: Note[]
}

export const columnsUsed = (record: RoundRecord): IntelligenceType[] => columnsOf(record.matrix, record.round.columns)

/** The notes of one cell, oldest first, those of one theme together. */
export function clustersIn(record: RoundRecord, cell: string): Cluster[] {
  return clustered(
    record,
    record.board.notes.filter((note) => note.at.cell === cell),
  )
}

/** Notes that stand in no row and column of this record: the parking lot. */
export function parkedIn(record: RoundRecord): Cluster[] {
  const cells = new Set(record.matrix.dimensions.flatMap((row) => columnsUsed(record).map((column) => cellId(row.id, column.id))))
  return clustered(
    record,
    record.board.notes.filter((note) => note.at.cell === null || !cells.has(note.at.cell)),
  )
}

function clustered(record: RoundRecord, notes: readonly Note[]): Cluster[] {
  const themes = record.board.themes.filter((theme) => notes.some((note) => note.theme === theme.id))
  const loose = notes.filter((note) => !themes.some((theme) => theme.id === note.theme))
  return [
    ...themes.map((theme) => ({ theme, notes: notes.filter((note) => note.theme === theme.id) })),
    ...(loose.length ? [{ theme: null, notes: loose }] : []),
  ]
}

export const countIn = (clusters: readonly Cluster[]) => clusters.reduce((sum, cluster) => sum + cluster.notes.length, 0)

export interface ComparedRow {
  row: Pick<Dimension, 'id' | 'label'>
  columns: Pick<IntelligenceType, 'id' | 'short'>[]
}

/** Every row and column that any of the records has, in the order of the last one: later names are the present ones. */
export function comparedRows(records: readonly RoundRecord[]): ComparedRow[] {
  const latestFirst = [...records].reverse()
  const rows = firstOfEach(latestFirst.flatMap((record) => record.matrix.dimensions))
  const order = firstOfEach(latestFirst.flatMap((record) => record.matrix.intelligenceTypes)).map((type) => type.id)
  const columns = firstOfEach(latestFirst.flatMap(columnsUsed)).sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
  return rows.map((row) => ({ row, columns }))
}

const firstOfEach = <Item extends { id: string }>(items: readonly Item[]) => items.filter((item, i) => items.findIndex(({ id }) => id === item.id) === i)

/** What became of each note: by the record's own decisions, and by newer ones where they are known. */
export function fatesOf(record: RoundRecord, later: readonly CarryDecision[]): Map<string, NoteFate> {
  const newer = new Map(later.map((decision) => [decision.id, decision]))
  const decisions = [
    ...record.decisions.map((decision) => newer.get(decision.id) ?? decision),
    ...later.filter((d) => !record.decisions.some((own) => own.id === d.id)),
  ]
  return new Map(record.board.notes.map((note) => [note.id, fateOf(decisions, { round: record.round.number, note: note.id })]))
}

/** How many were in the room, elsewhere, or did not say; null where nobody did, or nobody was asked. */
export function cameTo({ attendance, came = {} }: RoundRecord): { room: number; remote: number; unsaid: number } | null {
  const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0)
  const room = sum(Object.values(came).map((one) => one.room))
  const remote = sum(Object.values(came).map((one) => one.remote))
  return room + remote ? { room, remote, unsaid: sum(Object.values(attendance)) - room - remote } : null
}

/** Who took part: people by group, in the order of the groups, the team last; groups without anybody are left out. */
export function attendanceRows(record: RoundRecord): { group: Group | null; count: number }[] {
  const known = record.groups.flatMap((group) => (record.attendance[group.id] ? [{ group, count: record.attendance[group.id] ?? 0 }] : []))
  return record.attendance.team ? [...known, { group: null, count: record.attendance.team }] : known
}
