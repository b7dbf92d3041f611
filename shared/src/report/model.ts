import type { Contradiction, LedgerEntry } from '../board/schema.ts'
import type { CarryDecision, Fate, Origin } from '../carry.ts'
import type { NoteRef } from '../fields.ts'
import type { StoredFileInfo } from '../plan.ts'
import type { BoardContent, RoundRecord } from '../record.ts'
import type { GroupMark, Member, Round, Session } from '../session.ts'
import type { Coverage } from './coverage.ts'
import type { ExportCut } from './cut.ts'
import type { ShownGroup } from './smallGroups.ts'

/** What every file takes its rows and numbers from; `buildModel.ts` computes it. */

export interface ModelInput {
  session: Session
  /** Content of every round the reader may see: of a closed one, from its newest record. */
  contents: ReadonlyMap<number, BoardContent>
  /** Records by round, oldest first. */
  records: ReadonlyMap<number, readonly RoundRecord[]>
  /** All decisions of the stocktake. */
  decisions: readonly CarryDecision[]
  members: readonly Member[]
  files: readonly StoredFileInfo[]
  now: number
  /** The rounds to tell about. Lineage may lead out of them. */
  rounds: readonly number[]
  /** The notes to tell about, where that is not all of them. */
  cut?: ExportCut | undefined
}

export interface NoteRow {
  ref: NoteRef
  /** `2025-03-04` or empty. */
  date: string
  /** The cell, if the round's matrix has it; none is the parking lot. */
  cell: string | null
  row: string
  column: string
  text: string
  lang: string
  /** Null where no group is known, or where it is anonymous. */
  group: GroupMark | null
  anonymous: boolean
  /** What provoked it, with the version that was on show. */
  stimulus: string
  theme: string
  /** Null in a round without a ballot. */
  votes: number | null
  /** How many people strongly disagree with it; null in a round without a ballot. */
  disagree: number | null
  /** 1 for the most votes; equal votes share a rank. */
  rank: number | null
  action: Origin['action'] | 'new'
  from: NoteRef[]
  to: NoteRef[]
  fate: Fate
  reason: string
  comments: string[]
  /** Minutes after the round opened. */
  minute: number | null
  tested: 'tested' | 'believed' | ''
  /** It came after the others of its cell and group were revealed. */
  late: boolean
  /** The team typed it for somebody without a device. */
  typedFor: boolean
  /** The table of a breakout where it was written, by its name; empty for the plenary. */
  table: string
  /** Every way from a first wording to this one, a line each; empty for a first wording. */
  lineage: string
}

export interface CellModel {
  cell: string
  row: string
  column: string
  /** Whether the round asked for it; a cell out of use is told about only if it holds notes. */
  inUse: boolean
  notes: NoteRow[]
  groups: number
  votes: number
  /** `4 notes from 2 groups`, or that nobody wrote here. */
  words: string
}

export interface MatrixModel {
  columns: { id: string; label: string; short: string }[]
  rows: { id: string; label: string; cells: CellModel[] }[]
  unplaced: NoteRow[]
}

export interface RoundModel {
  number: number
  title: string
  question: string
  date: string
  minutes: number | null
  learningAction: string
  state: Round['state']
  /** Version and hash of the record it was read from; null for a round that is not closed. */
  version: number | null
  hash: string | null
  /** `Closed on …, version 1`, or `Open, as of …`. */
  stateWords: string
  matrix: MatrixModel
  notes: number
  votes: number
}

export interface LineageRow {
  steps: { ref: NoteRef; text: string; action: Origin['action'] | null; group: string }[]
  /** There are more ways to the last note than are listed. */
  more: boolean
}

export type GroupRow = GroupMark & { people: number; notes: number; belowMinimum: boolean }

export interface CoverageModel extends Coverage {
  byRound: Record<number, number>
  /** Cells that a round asked for and nobody filled, row by row. */
  emptyCells: Record<number, string[]>
  votesByRound: Record<number, number>
}

export interface CarryCounts {
  actions: Record<NoteRow['action'], number>
  fates: Record<Fate, number>
  /** How many notes of each round went on. */
  carriedByRound: Record<number, number>
}

/** One row for each, however many rounds it was on show in: with the round it began in, as it stood in `asOf`. */
export type ContradictionRow = Contradiction & { round: number; asOf: number; groups: string[] }
export type LedgerRow = LedgerEntry & { round: number; asOf: number; owner: string }
export interface StimulusRow {
  id: string
  title: string
  kind: string
  version: number
  round: number
  text: string
  /** An address or the name of a file, where it has one. */
  at: string
  changeNote: string
  fromNotes: NoteRef[]
  sensitivity: string
}
export interface AttendanceRow {
  round: number
  /** A group, or the team and guests, who have none. */
  group: string
  people: number
  firstTime: number
  returned: number
  /** Where those were who said it; null where nobody of the round did. */
  where: { room: number; remote: number; unsaid: number } | null
}

export interface BallotRow {
  round: number
  ballot: string
  title: string
  kind: 'notes' | 'themes'
  budget: number | null
  cap: number | null
  closedAt: number | null
  isTakenBack: boolean
  item: string
  text: string
  row: string
  column: string
  /** `All`, a group, or those that are told together. */
  group: string
  votes: number | null
  rank: number | null
  disagree: number | null
  voters: number | null
}
export interface ReadinessRow {
  round: number
  cell: string
  row: string
  column: string
  group: string
  people: number
  /** How many gave each rating, in the order of `RATINGS`. */
  ratings: number[]
}

export interface ExportModel {
  series: { title: string; sharedObject: string; summary: string }
  madeAt: number
  rounds: RoundModel[]
  notes: NoteRow[]
  lineage: LineageRow[]
  /** Notes in the longest chain of the whole stocktake. */
  longestLineage: number
  groups: GroupRow[]
  coverage: CoverageModel
  carry: CarryCounts
  contradictions: ContradictionRow[]
  ledger: LedgerRow[]
  stimulus: StimulusRow[]
  attendance: AttendanceRow[]
  ballots: BallotRow[]
  readiness: ReadinessRow[]
}

/** What one round is told from: its newest record where it is closed, the session as it stands where it is not. */
export interface Basis extends Pick<Session, 'matrix' | 'groups' | 'stimulus' | 'ballots'> {
  round: RoundRecord['round']
  state: Round['state']
  record: RoundRecord | null
  hash: string | null
  content: BoardContent
  /** As what each group is told: by how many of it took part. */
  told: ReadonlyMap<string, ShownGroup>
}
