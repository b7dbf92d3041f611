import { keyOf } from '../lineage.ts'
import type { ExportModel } from '../model.ts'
import { column, type Table } from './table.ts'

/** Tables that tell notes: as they stand, and the ways they came. */

const NOTE_COLUMNS = [
  column('series', 48),
  column('round', 7),
  column('round date', 12),
  column('note id', 18),
  column('row', 14),
  column('column', 22),
  column('text', 60),
  column('language', 10),
  column('group', 26),
  column('anonymous', 11),
  column('stimulus and version', 26),
  column('cluster', 24),
  column('votes', 7),
  column('rank in round', 8),
  column('carry action', 12),
  column('from ids', 18),
  column('to ids', 18),
  column('outcome', 12),
  column('reason', 30),
  column('comments', 30),
  column('minute', 8),
  column('tested or believed', 12),
  column('lineage', 60),
  column('late', 6),
  column('table', 20),
  column('strongly disagree', 9),
  column('typed for', 10),
]

/** One row per note. Words in `carry action` and `outcome` are those of the JSON, so that programs can rely on them. */
export const notesTable = (model: ExportModel): Table => ({
  columns: NOTE_COLUMNS,
  rows: model.notes.map((note) => [
    model.series.title,
    note.ref.round,
    note.date,
    note.ref.note,
    note.row,
    note.column,
    note.text,
    note.lang,
    note.group?.label ?? '',
    note.anonymous ? 'yes' : 'no',
    note.stimulus,
    note.theme,
    note.votes,
    note.rank,
    note.action,
    note.from.map(keyOf).join('; '),
    note.to.map(keyOf).join('; '),
    note.fate,
    note.reason,
    note.comments.join('\n'),
    note.minute,
    note.tested,
    note.lineage,
    note.late ? 'yes' : 'no',
    note.table,
    note.disagree,
    note.typedFor ? 'yes' : 'no',
  ]),
})

/** One row per way from a first wording to a last one, with a column for each round it passes. */
export function lineageTable(model: ExportModel): Table {
  const rounds = [...new Set(model.lineage.flatMap((row) => row.steps.map((step) => step.ref.round)))].sort((a, b) => a - b)
  return {
    columns: [
      column('first note', 14),
      column('last note', 14),
      ...rounds.map((round) => column(`round ${round}`, 36)),
      column('path', 36),
      column('actions', 26),
      column('groups', 30),
    ],
    rows: model.lineage.map(({ steps, more }) => {
      const keys = steps.map((step) => keyOf(step.ref))
      return [
        keys[0] ?? '',
        keys.at(-1) ?? '',
        ...rounds.map((round) => steps.find((step) => step.ref.round === round)?.text ?? ''),
        keys.join(' → ') + (more ? ' (there are more ways to this note than are listed)' : ''),
        steps.flatMap((step) => step.action ?? []).join(', '),
        [...new Set(steps.map((step) => step.group).filter(Boolean))].join(', '),
      ]
    }),
  }
}
