import { NO_ATTENTION } from './attention.ts'
import type { CarryDecision } from './carry.ts'
import { newId, newJoinCode } from './ids.ts'
import { asErrors, type ImportPlan, importRefused, type StoredFileInfo } from './plan.ts'
import { isDeeper, knownCells, portableErrors } from './portableChecks.ts'
import { Portable } from './portableSchema.ts'
import { type BoardContent, canonical, type RoundRecord } from './record.ts'
import { readScenario } from './scenario.ts'
import type { Member, Round, Session } from './session.ts'
import { withoutSeats } from './view.ts'

export interface WholeStocktake {
  session: Session
  members: readonly Member[]
  /** Boards of all rounds. A round without one has an empty board. */
  boards: ReadonlyMap<number, BoardContent>
  decisions: readonly CarryDecision[]
  records: readonly { round: number; version: number; hash: string; record: RoundRecord }[]
  files: readonly { info: StoredFileInfo; base64: string }[]
}

/** A whole stocktake as `stocktake-export/1`. Importing it elsewhere and exporting it there gives the same, but for id and time. */
export function toPortable({ session, members, boards, decisions, records, files }: WholeStocktake, now: number): Portable {
  const { joinCode: _secret, linkEra: _era, version: _counter, attention: _now, openBallot: _running, ...rest } = session
  return {
    schema: 'stocktake-export/1',
    exportedAt: now,
    session: { ...rest, rounds: rest.rounds.map(atRest) },
    members: members
      // Where notes are anonymous a name beside a time and a group would say too much.
      .map(({ id: _own, ...member }) => (session.settings.attribution === 'anonymous' ? { ...member, name: null } : member))
      .filter(tells)
      .sort((a, b) => a.joinedAt - b.joinedAt || (canonical(a) < canonical(b) ? -1 : 1)),
    boards: [...boards]
      .filter(([, content]) => Object.values(content).some((list) => list.length > 0))
      .sort(([a], [b]) => a - b)
      .map(([round, content]) => ({ round, content: tidy(session, content) })),
    decisions: [...decisions].sort((a, b) => a.round - b.round),
    records: [...records].sort((a, b) => a.round - b.round || a.version - b.version),
    files: files.map(({ info, base64 }) => ({ ...info, base64 })).sort((a, b) => (a.id < b.id ? -1 : 1)),
  }
}

/** Where people are in a round is part of the story; clocks, what a moment ago could be taken back, and who sits where are not. */
const atRest = (round: Round): Round => {
  const { live } = round
  return withoutSeats(live ? { ...round, live: { ...live, clock: null, before: null, lately: [], reveals: [] } } : round)
}

/** Somebody without group, name and attendance, such as whoever runs an import, is a key and not a part of the story. */
const tells = (member: Omit<Member, 'id'>) => member.groupId !== null || member.name !== null || member.attended.length > 0

/**
 * A board without loose ends: two people at once may leave a note in a theme that is gone, and an import refuses what
 * points nowhere.
 */
function tidy(session: Session, content: BoardContent): BoardContent {
  const cells = knownCells(session)
  const has = (items: readonly { id: string }[], id: string | undefined) => id !== undefined && items.some((item) => item.id === id)
  const byId = <T extends { id: string }>(items: readonly T[]) => [...items].sort((a, b) => (a.id < b.id ? -1 : 1))
  return {
    notes: content.notes.map(({ theme, stimulus, ...note }) => ({
      ...note,
      at: { ...note.at, cell: note.at.cell !== null && cells.has(note.at.cell) ? note.at.cell : null },
      group: note.group !== null && has(session.groups, note.group) ? note.group : null,
      ...(theme !== undefined && has(content.themes, theme) ? { theme } : {}),
      ...(stimulus !== undefined && has(session.stimulus, stimulus) ? { stimulus } : {}),
    })),
    themes: content.themes.map((theme) => ({ ...theme, cell: theme.cell !== null && cells.has(theme.cell) ? theme.cell : null })),
    ...(content.apart ? { apart: content.apart } : {}),
    contradictions: byId(content.contradictions),
    ledger: byId(content.ledger),
    drawing: content.drawing,
  }
}

/** Deeper than any export or scenario; what is deeper only means to exhaust the reader. */
const MAX_DEPTH = 64

/**
 * Reads what somebody wants to import: our own export or a scenario. Throws `import-refused`, saying where and why, for
 * anything that is not sound; nothing of it was kept then.
 */
export function readImport(json: unknown, now: number): ImportPlan {
  const schema = typeof json === 'object' && json !== null && 'schema' in json ? json.schema : undefined
  if (isDeeper(json, MAX_DEPTH)) throw importRefused([{ path: '', message: 'It is nested too deeply.' }])
  if (schema === 'stocktake-export/1') return readPortable(json)
  if (schema === 'stocktake-scenario/1') return readScenario(json, now)
  throw importRefused([{ path: 'schema', message: 'It must be stocktake-export/1 or stocktake-scenario/1.' }])
}

function readPortable(json: unknown): ImportPlan {
  const result = Portable.safeParse(json)
  if (!result.success) throw importRefused(asErrors(result.error.issues))
  const { session, members, boards, decisions, records, files } = result.data
  const given = (json as Portable).records
  const errors = portableErrors(result.data, given)
  if (errors.length) throw importRefused(errors)
  return {
    session: { ...session, id: newId(), version: 0, joinCode: newJoinCode(), linkEra: 0, attention: NO_ATTENTION },
    members: members.map((member) => ({ ...member, id: newId() })),
    boards: new Map(boards.map(({ round, content }) => [round, content as BoardContent])),
    decisions,
    // As given, not as parsed: the hash is of every character of it.
    records: records.map(({ round, version, hash }, i) => ({ round, version, hash, record: given[i]?.record as RoundRecord })),
    files: files.map(({ base64, ...info }) => ({ info, base64 })),
  }
}
