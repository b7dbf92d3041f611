import { keyOf } from '../lineage.ts'
import type { ExportModel, LedgerRow } from '../model.ts'
import { column, FROM_NOTES, type Table } from './table.ts'

/** Tables of what groups named and agreed beside their notes: contradictions, decisions, actions, parked items. */

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
