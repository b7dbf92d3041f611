import type { ExportModel } from './model.ts'
import { actionsTable, contradictionsTable, decisionsTable, parkingTable } from './tables/ledger.ts'
import { lineageTable, notesTable } from './tables/notes.ts'
import { attendanceTable, coverageTable, stimulusTable } from './tables/rounds.ts'
import type { Table } from './tables/table.ts'
import { ballotsTable, readinessTable } from './tables/votes.ts'

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
