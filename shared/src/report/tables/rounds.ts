import { keyOf } from '../lineage.ts'
import type { ExportModel, NoteRow } from '../model.ts'
import { counted } from '../words.ts'
import { column, FROM_NOTES, type Table } from './table.ts'

/** Tables that tell a round as a whole: how its cells were covered, what it showed, and who was there. */

const OF_COVERAGE = [
  column('round', 7),
  column('row', 14),
  column('column', 22),
  column('asked for', 8),
  column('in words', 26),
  column('notes', 8),
  column('groups', 8),
  column('votes', 8),
]

/** One row for each cell that a round asked for or that has notes, and one for its parking lot; a column for each group that is told. */
export function coverageTable(model: ExportModel): Table {
  const groups = model.groups.filter(({ notes }) => notes > 0)
  const counts = (notes: readonly NoteRow[]) => groups.map(({ id }) => notes.filter(({ group }) => group?.id === id).length)
  return {
    columns: [...OF_COVERAGE, ...groups.map(({ label }) => column(label, 14))],
    rows: model.rounds.flatMap(({ number, matrix }) => [
      ...matrix.rows.flatMap((row) =>
        row.cells
          .filter(({ inUse, notes }) => inUse || notes.length)
          .map((cell) => [
            ...[number, cell.row, cell.column, cell.inUse ? 'yes' : 'no', cell.words, cell.notes.length, cell.groups, cell.votes],
            ...counts(cell.notes),
          ]),
      ),
      [
        ...[number, 'Parking lot', '', 'yes', counted(matrix.unplaced.length, 'note'), matrix.unplaced.length],
        ...[new Set(matrix.unplaced.flatMap(({ group }) => group?.id ?? [])).size, matrix.unplaced.reduce((sum, { votes }) => sum + (votes ?? 0), 0)],
        ...counts(matrix.unplaced),
      ],
    ]),
  }
}

/** One row for each item that a round showed, in the version that it showed. */
export const stimulusTable = (model: ExportModel): Table => ({
  columns: [
    ...[column('round', 7), column('item', 30), column('item id', 18), column('kind', 18), column('version', 8), column('text', 60)],
    ...[column('address or file', 30), column('what changed', 36), FROM_NOTES, column('sensitivity', 24)],
  ],
  rows: model.stimulus.map((item) => [
    ...[item.round, item.title, item.id, item.kind, item.version, item.text, item.at, item.changeNote],
    ...[item.fromNotes.map(keyOf).join('; '), item.sensitivity],
  ]),
})

/** One row for each round and group as it is told; never a person. */
export const attendanceTable = (model: ExportModel): Table => ({
  columns: [column('round', 7), column('group', 36), column('people', 8), column('first time', 8), column('returned', 8), ...OF_WHERE],
  rows: model.attendance.map(({ round, group, people, firstTime, returned, where }) => [
    ...[round, group, people, firstTime, returned],
    ...(where ? [where.room, where.remote, where.unsaid] : [null, null, null]),
  ]),
})

/** Empty where a round's people were not asked. */
const OF_WHERE = [column('in the room', 8), column('from elsewhere', 10), column('not said where', 8)]
