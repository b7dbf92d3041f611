import type { TableName } from '@stocktake/shared/report/tables'
import type { Role } from '@stocktake/shared/session'
import type { ExportFormat } from '../../files.ts'

/** The files there are, in the order they are offered; their names and what each is for are in the words. */
export interface OfferedFormat {
  format: ExportFormat
  /** Who may have it; everybody where nobody is named. */
  roles?: readonly Role[]
  /** Made of one round alone. */
  ofRound?: true
}

const TEAM = ['facilitator', 'scribe'] as const

export const TO_READ: readonly OfferedFormat[] = [
  { format: 'docx', roles: TEAM },
  { format: 'pdf', roles: TEAM },
  { format: 'pptx', roles: TEAM },
  { format: 'html', roles: TEAM },
  { format: 'md', roles: TEAM },
]
export const TO_COUNT: readonly OfferedFormat[] = [{ format: 'xlsx' }, { format: 'csv' }]
export const TO_SHOW: readonly OfferedFormat[] = [
  { format: 'png', ofRound: true },
  { format: 'svg', ofRound: true },
  { format: 'canvas-png', ofRound: true },
  { format: 'canvas-svg', ofRound: true },
]
/** Always all rounds and all notes. */
export const TO_KEEP: readonly OfferedFormat[] = [
  { format: 'zip', roles: ['facilitator'] },
  { format: 'json', roles: ['facilitator'] },
]

/** What a CSV can hold. */
export const TABLES: readonly TableName[] = [
  'notes',
  'coverage',
  'lineage',
  'contradictions',
  'ballots',
  'readiness',
  'stimulus',
  'decisions',
  'actions',
  'parking',
  'attendance',
]
