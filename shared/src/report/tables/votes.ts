import type { ExportModel } from '../model.ts'
import { isoTime } from '../words.ts'
import { column, type Table } from './table.ts'

/** Tables that tell what people gave: votes on ballots, and ratings of how ready the matter of a cell is. */

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
