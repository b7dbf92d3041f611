import { z } from 'zod'
import type { Spread } from './ballotSchema.ts'
import { type Board, readApart, readContradictions, readDrawing, readLedger, readNotes, readThemes } from './board/board.ts'
import type { Apart, Contradiction, LedgerEntry, Note, Theme } from './board/schema.ts'
import { CarryDecision } from './carry.ts'
import { roundOf } from './rounds.ts'
import type { Member, Round, Session } from './session.ts'

/** A board as plain values. */
export interface BoardContent {
  notes: Note[]
  themes: Theme[]
  /** What people found not alike; absent where they found nothing. */
  apart?: Apart[] | undefined
  contradictions: Contradiction[]
  ledger: LedgerEntry[]
  drawing: Record<string, unknown>[]
}

export function readContent(board: Board): BoardContent {
  const apart = readApart(board)
  return {
    notes: readNotes(board),
    themes: readThemes(board),
    ...(apart.length ? { apart } : {}),
    contradictions: readContradictions(board),
    ledger: readLedger(board),
    drawing: readDrawing(board).sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1)),
  }
}

/** What a closed round leaves: enough to export it without looking anything else up. */
export interface RoundRecord {
  schema: 'stocktake-record/1'
  stocktake: Pick<Session, 'id' | 'title' | 'sharedObject'>
  /** 1 for the first close, 2 after the first reopening, and so on. */
  version: number
  closedAt: number
  /** With its steps and its breakouts, if it has any; without who sat where. */
  round: Omit<Round, 'records' | 'recordHash' | 'state' | 'steps' | 'live' | 'readiness' | 'full' | 'breakouts'> & {
    steps?: Round['steps'] | undefined
    breakouts?: Round['breakouts'] | undefined
  }
  matrix: Session['matrix']
  groups: Session['groups']
  stimulus: Session['stimulus']
  ballots: Session['ballots']
  /** How ready people found the matter of each cell, if they were asked. */
  readiness?: Spread
  /** How many people of each group took part while it was open. */
  attendance: Record<string, number>
  /** How they came, by the same keys; absent in records that were made before it was counted. */
  came?: Record<string, Came>
  decisions: CarryDecision[]
  board: BoardContent
  /** Notes that were taken back after the round was closed; absent where none was. */
  withdrawals?: { note: string; at: number }[]
}

/**
 * Freezes a round. Pure: the same input gives the same record, and so the same hash.
 *
 * @param last its record before, if it was closed before: what was withdrawn keeps its place
 */
export function makeRecord(
  session: Session,
  number: number,
  board: BoardContent,
  decisions: readonly CarryDecision[],
  members: readonly Member[],
  now: number,
  last?: RoundRecord,
): RoundRecord {
  const round = roundOf(session, number)
  if (!round) throw new Error(`no round ${number}`)
  const { records, recordHash: _hash, state: _state, live: _live, full: _full, breakouts: sat, readiness, steps, ...rest } = round
  const breakouts = sat.map((breakout) => ({ ...breakout, endedAt: breakout.endedAt ?? now, seats: {} }))
  const shown = new Set(round.shelf.map((item) => item.id))
  return {
    schema: 'stocktake-record/1',
    stocktake: { id: session.id, title: session.title, sharedObject: session.sharedObject },
    version: records + 1,
    closedAt: now,
    round: { ...rest, ...(steps.length ? { steps } : {}), ...(breakouts.length ? { breakouts } : {}), closedAt: now },
    matrix: session.matrix,
    groups: session.groups,
    stimulus: session.stimulus.filter((item) => shown.has(item.id)),
    ballots: session.ballots.filter((ballot) => ballot.round === number),
    ...(readiness?.spread ? { readiness: readiness.spread } : {}),
    attendance: attendanceOf(members, number),
    came: cameOf(members, number, session.settings.where),
    decisions: decisions.filter((decision) => decision.round === number),
    board: withPlaces(board, last),
    ...(last?.withdrawals ? { withdrawals: last.withdrawals } : {}),
  }
}

/** The board of a round that was opened again, with the places of what was withdrawn from its record. */
export function withPlaces(content: BoardContent, last: RoundRecord | undefined): BoardContent {
  const places = (last?.board.notes ?? []).filter(({ id, withdrawn }) => withdrawn && !content.notes.some((note) => note.id === id))
  if (!places.length) return content
  const themes = new Set(content.themes.map(({ id }) => id))
  const kept = places.map(({ theme, ...note }) => ({ ...note, ...(theme !== undefined && themes.has(theme) ? { theme } : {}) }))
  return { ...content, notes: [...content.notes, ...kept].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)) }
}

/** People by group id who were here during a round; the team and observers, who have no group, count under `team`. */
export function attendanceOf(members: readonly Member[], number: number): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const member of members) if (member.attended.includes(number)) counts[member.groupId ?? 'team'] = (counts[member.groupId ?? 'team'] ?? 0) + 1
  return counts
}

/** Of the people of a group who took part: who had come to no round before, and where those were who said it. */
export const Came = z.object({ first: z.number().int().nonnegative(), room: z.number().int().nonnegative(), remote: z.number().int().nonnegative() })
export type Came = z.infer<typeof Came>

/** How people came to a round, by group as `attendanceOf` counts them. */
export function cameOf(members: readonly Member[], number: number, usual: Session['settings']['where']): Record<string, Came> {
  const counts: Record<string, Came> = {}
  for (const { attended, groupId, where = usual } of members) {
    if (!attended.includes(number)) continue
    const came = counts[groupId ?? 'team'] ?? { first: 0, room: 0, remote: 0 }
    if (!attended.some((other) => other < number)) came.first += 1
    if (where !== 'ask') came[where] += 1
    counts[groupId ?? 'team'] = came
  }
  return counts
}

/** JSON with sorted keys and no spaces, so that equal values give equal bytes (the idea of RFC 8785, for the values we use). */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item === undefined ? null : item)).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined)
    entries.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, v]) => `${JSON.stringify(key)}:${canonical(v)}`).join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

/** Just enough to check that a stored or imported record is one. */
export const RecordShape = z
  .object({ schema: z.literal('stocktake-record/1'), version: z.number().int().positive(), closedAt: z.number(), decisions: z.array(CarryDecision) })
  .loose()
