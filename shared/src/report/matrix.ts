import { cellId } from '../matrix.ts'
import type { Basis, CellModel, MatrixModel, NoteRow } from './model.ts'
import { counted } from './words.ts'

/** The filled matrix of a round: the columns it had in use, and any other column that holds notes all the same. */
export function matrixOf({ matrix, round }: Pick<Basis, 'matrix' | 'round'>, notes: readonly NoteRow[]): MatrixModel {
  const byCell = new Map<string | null, NoteRow[]>()
  for (const note of notes) {
    const own = byCell.get(note.cell)
    if (own) own.push(note)
    else byCell.set(note.cell, [note])
  }
  const holdsNotes = (column: string) => matrix.dimensions.some((row) => byCell.has(cellId(row.id, column)))
  const columns = matrix.intelligenceTypes.filter((type) => round.columns.includes(type.id) || holdsNotes(type.id))
  return {
    columns: columns.map(({ id, label, short }) => ({ id, label, short })),
    rows: matrix.dimensions.map((row) => ({
      id: row.id,
      label: row.label,
      cells: columns.map((column) => {
        const cell = cellId(row.id, column.id)
        return cellModel(cell, row.label, column.label, round.columns.includes(column.id), byCell.get(cell) ?? [])
      }),
    })),
    unplaced: byCell.get(null) ?? [],
  }
}

function cellModel(cell: string, row: string, column: string, inUse: boolean, notes: NoteRow[]): CellModel {
  const groups = new Set(notes.flatMap((note) => note.group?.id ?? [])).size
  const from = groups ? ` from ${counted(groups, 'group')}` : ''
  return {
    cell,
    row,
    column,
    inUse,
    notes,
    groups,
    votes: notes.reduce((sum, note) => sum + (note.votes ?? 0), 0),
    words: notes.length ? `${counted(notes.length, 'note')}${from}` : 'Nobody wrote here',
  }
}
