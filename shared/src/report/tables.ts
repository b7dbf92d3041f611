import { keyOf } from './lineage.ts'
import type { ExportModel, LedgerRow, NoteRow } from './model.ts'
import { counted, isoTime } from './words.ts'

/** The tables that several formats share: what the columns are called, what stands in them, and how wide they want to be. */

export interface Column {
  label: string
  /** In characters. */
  width: number
}

export interface Table {
  columns: readonly Column[]
  rows: (string | number | null)[][]
}

const column = (label: string, width: number): Column => ({ label, width })

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

const OF_TENSIONS = [
  column('id', 18),
  column('round', 7),
  column('title', 30),
  column('pole A', 36),
  column('pole B', 36),
  column('level', 12),
  column('kind', 16),
  column('nodes', 24),
  column('groups', 30),
  column('evidence', 24),
  column('cue', 36),
  column('status', 12),
  column('addressed by', 24),
  column('as of round', 8),
]

/** One row for each contradiction, as it stood last. Words in `level`, `kind` and `status` are those of the JSON; an empty one is not known yet. */
export const contradictionsTable = (model: ExportModel): Table => ({
  columns: OF_TENSIONS,
  rows: model.contradictions.map((found) => [
    found.id,
    found.round,
    found.title,
    found.poleA,
    found.poleB,
    found.level,
    found.manifestation,
    found.nodes.join('; '),
    found.groups.join('; '),
    found.evidence.map(keyOf).join('; '),
    found.cue,
    found.status || 'open',
    found.addressedBy.map(keyOf).join('; '),
    found.asOf,
  ]),
})

const entries = (model: ExportModel, kind: LedgerRow['kind']) => model.ledger.filter((entry) => entry.kind === kind)
const FROM_NOTES = column('from notes', 24)
const NAMED = [column('id', 18), column('round', 7)]

export const decisionsTable = (model: ExportModel): Table => ({
  columns: [...NAMED, column('decision', 60), FROM_NOTES],
  rows: entries(model, 'decision').map((entry) => [entry.id, entry.round, entry.text, entry.fromNotes.map(keyOf).join('; ')]),
})

/** One row for each action, as it stood last. */
export const actionsTable = (model: ExportModel): Table => ({
  columns: [...NAMED, column('action', 60), column('owner group', 26), column('due', 14), column('status', 12), FROM_NOTES, column('as of round', 8)],
  rows: entries(model, 'action').map((entry) => [
    entry.id,
    entry.round,
    entry.text,
    entry.owner,
    entry.due ?? '',
    entry.status || 'open',
    entry.fromNotes.map(keyOf).join('; '),
    entry.asOf,
  ]),
})

export const parkingTable = (model: ExportModel): Table => ({
  columns: [...NAMED, column('parked', 60), column('outcome', 40), FROM_NOTES, column('as of round', 8)],
  rows: entries(model, 'parking').map((entry) => [entry.id, entry.round, entry.text, entry.outcome ?? '', entry.fromNotes.map(keyOf).join('; '), entry.asOf]),
})

const OF_BALLOTS = [
  column('round', 7),
  column('ballot', 30),
  column('ballot id', 18),
  column('state', 12),
  column('closed', 18),
  column('on', 8),
  column('votes per person', 9),
  column('most for one', 9),
  column('item id', 18),
  column('text', 60),
  column('row', 14),
  column('column', 22),
  column('group', 26),
  column('people who voted', 9),
  column('votes', 7),
  column('rank in ballot', 8),
  column('strongly disagree', 9),
]

/** Per item one row for all and one for each group that is told. People who voted are those of the whole ballot. */
export const ballotsTable = (model: ExportModel): Table => ({
  columns: OF_BALLOTS,
  rows: model.ballots.map((row) => [
    row.round,
    row.title,
    row.ballot,
    row.isTakenBack ? 'taken back' : 'closed',
    row.closedAt === null ? '' : isoTime(row.closedAt),
    row.kind,
    row.budget,
    row.cap,
    row.item,
    row.text,
    row.row,
    row.column,
    row.group,
    row.voters,
    row.votes,
    row.rank,
    row.disagree,
  ]),
})

const OF_READINESS = [
  column('round', 7),
  column('row', 14),
  column('column', 22),
  column('group', 26),
  column('people', 8),
  ...['in place', 'partly', 'not yet', 'cannot say'].map((label) => column(label, 10)),
]

/** Per cell one row for all who rated it and one for each group that is told. */
export const readinessTable = (model: ExportModel): Table => ({
  columns: OF_READINESS,
  rows: model.readiness.map((row) => [row.round, row.row, row.column, row.group, row.people, ...row.ratings]),
})

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
  columns: [column('round', 7), column('group', 36), column('people', 8), column('first time', 8), column('returned', 8)],
  rows: model.attendance.map(({ round, group, people, firstTime, returned }) => [round, group, people, firstTime, returned]),
})

/** Every table by the name that files and addresses use. */
export const TABLES = {
  notes: notesTable,
  coverage: coverageTable,
  lineage: lineageTable,
  contradictions: contradictionsTable,
  decisions: decisionsTable,
  actions: actionsTable,
  parking: parkingTable,
  ballots: ballotsTable,
  readiness: readinessTable,
  stimulus: stimulusTable,
  attendance: attendanceTable,
} as const satisfies Record<string, (model: ExportModel) => Table>
export type TableName = keyof typeof TABLES
export const TABLE_NAMES = Object.keys(TABLES) as [TableName, ...TableName[]]
