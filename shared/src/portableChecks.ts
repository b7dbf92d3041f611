import { cellId } from './matrix.ts'
import type { ImportError } from './plan.ts'
import type { Portable } from './portableSchema.ts'
import type { BoardContent } from './record.ts'
import type { Session } from './session.ts'

/**
 * What a schema cannot say of an export: that ids are unique and point somewhere, and that rounds and records agree. Notes
 * may name notes that are gone (lineage skips them); everything else must be there.
 */
export function portableErrors(portable: Portable, givenRecords: readonly unknown[]): ImportError[] {
  const { errors, must, unique } = createFindings()
  checkSession(portable, must, unique)
  checkRounds(portable.session, must, unique)
  portable.boards.forEach(({ round, content }, i) => {
    must(hasRound(portable, round), `boards.${i}.round`, 'There is no such round.')
    checkBoard(portable.session, content as BoardContent, `boards.${i}.content`, must, unique)
  })
  checkRecords(portable, givenRecords, must)
  return errors
}

type Must = (holds: boolean, path: string, message: string) => void
type Unique = (keys: readonly (string | number)[], path: string) => void

function createFindings(): { errors: ImportError[]; must: Must; unique: Unique } {
  const errors: ImportError[] = []
  const must: Must = (holds, path, message) => {
    if (!holds) errors.push({ path, message })
  }
  return { errors, must, unique: (keys, path) => must(new Set(keys).size === keys.length, path, 'Something is there twice.') }
}

const hasRound = ({ session }: Pick<Portable, 'session'>, number: number) => session.rounds.some((round) => round.number === number)
const ids = (items: readonly { id: string }[]) => items.map((item) => item.id)

function checkSession(portable: Portable, must: Must, unique: Unique): void {
  const { session, members, boards, decisions, files } = portable
  const groups = new Set(ids(session.groups))
  const fileIds = new Set(ids(files))
  unique(ids(session.groups), 'session.groups')
  unique(ids(session.stimulus), 'session.stimulus')
  unique(ids(session.ballots), 'session.ballots')
  const boardRounds = boards.map((board) => board.round)
  unique(boardRounds, 'boards')
  unique(ids(decisions), 'decisions')
  unique(ids(files), 'files')
  session.stimulus.forEach(({ versions }, i) => {
    const path = `session.stimulus.${i}.versions`
    const numbers = versions.map((version) => version.version)
    unique(numbers, path)
    for (const { file } of versions) must(file === undefined || fileIds.has(file), path, 'There is no such file.')
  })
  session.ballots.forEach((ballot, i) => {
    must(hasRound(portable, ballot.round), `session.ballots.${i}.round`, 'There is no such round.')
  })
  members.forEach((member, i) => {
    must(member.groupId === null || groups.has(member.groupId), `members.${i}.groupId`, 'There is no such group.')
    for (const round of member.attended) must(hasRound(portable, round), `members.${i}.attended`, 'There is no such round.')
  })
  decisions.forEach((decision, i) => {
    must(hasRound(portable, decision.round), `decisions.${i}.round`, 'There is no such round.')
    must(decision.placedIn === null || hasRound(portable, decision.placedIn), `decisions.${i}.placedIn`, 'There is no such round.')
  })
}

function checkRounds({ rounds, matrix, stimulus }: Portable['session'], must: Must, unique: Unique): void {
  const known = knownCells({ matrix })
  const columns = new Set(ids(matrix.intelligenceTypes))
  const open = rounds.filter((round) => round.state === 'open')
  must(open.length <= 1, 'session.rounds', 'One round is open at a time.')
  rounds.forEach((round, i) => {
    const path = `session.rounds.${i}`
    must(round.number > (rounds[i - 1]?.number ?? 0), `${path}.number`, 'Rounds are numbered upwards, each number once.')
    for (const column of round.columns) must(columns.has(column), `${path}.columns`, 'There is no such column.')
    must((round.state === 'closed') === (round.closedAt !== null), `${path}.closedAt`, 'A closed round, and no other, says when it was closed.')
    must(round.state === 'draft' || round.openedAt !== null, `${path}.openedAt`, 'A round that was opened says when.')
    must(round.state !== 'closed' || round.records > 0, `${path}.records`, 'A closed round has a record.')
    must(round.live === null || round.steps.some(({ id }) => id === round.live?.step), `${path}.live`, 'There is no such step.')
    for (const { cells } of round.steps) must(cells === null || cells.every((cell) => known.has(cell)), `${path}.steps`, 'There is no such cell.')
    unique(ids(round.shelf), `${path}.shelf`)
    for (const { id, version } of round.shelf) {
      const isThere = stimulus.some((item) => item.id === id && item.versions.some((candidate) => candidate.version === version))
      must(isThere, `${path}.shelf`, 'There is no such stimulus, or no such version of it.')
    }
  })
}

function checkBoard(session: Portable['session'], content: BoardContent, path: string, must: Must, unique: Unique): void {
  const cells = knownCells(session)
  const groups = new Set(ids(session.groups))
  const stimulus = new Set(ids(session.stimulus))
  const themes = new Set(ids(content.themes))
  unique(ids(content.apart ?? []), `${path}.apart`)
  for (const list of ['notes', 'themes', 'contradictions', 'ledger'] as const) unique(ids(content[list]), `${path}.${list}`)
  const drawingIds = content.drawing.map((record) => String(record.id))
  unique(drawingIds, `${path}.drawing`)
  content.notes.forEach((note, i) => {
    must(note.at.cell === null || cells.has(note.at.cell), `${path}.notes.${i}.at.cell`, 'There is no such cell.')
    must(note.group === null || groups.has(note.group), `${path}.notes.${i}.group`, 'There is no such group.')
    must(note.theme === undefined || themes.has(note.theme), `${path}.notes.${i}.theme`, 'There is no such theme.')
    must(note.stimulus === undefined || stimulus.has(note.stimulus), `${path}.notes.${i}.stimulus`, 'There is no such stimulus.')
  })
  content.themes.forEach((theme, i) => {
    must(theme.cell === null || cells.has(theme.cell), `${path}.themes.${i}.cell`, 'There is no such cell.')
  })
}

function checkRecords({ session, records }: Portable, given: readonly unknown[], must: Must): void {
  const counts = new Map<number, number>()
  const newest = new Map<number, string>()
  records.forEach(({ round, version, hash, record }, i) => {
    const count = (counts.get(round) ?? 0) + 1
    counts.set(round, count)
    newest.set(round, hash)
    must(session.rounds.some((known) => known.number === round) && record.round.number === round, `records.${i}.round`, 'There is no such round.')
    must(version === count && record.version === version, `records.${i}.version`, 'Records of a round are numbered from 1, oldest first.')
    must(isWhole(record, (given[i] as { record?: unknown } | undefined)?.record), `records.${i}.record`, 'The record is not complete.')
  })
  session.rounds.forEach((round, i) => {
    const path = `session.rounds.${i}`
    must(round.records === (counts.get(round.number) ?? 0), `${path}.records`, 'The number of records is not that of the records.')
    must(round.recordHash === (newest.get(round.number) ?? null), `${path}.recordHash`, 'The hash is not that of the newest record.')
  })
}

/**
 * Records are kept as given, because their hash is of every character; so they must have in themselves whatever the
 * schema would have filled in.
 */
function isWhole(parsed: unknown, given: unknown): boolean {
  if (Array.isArray(parsed)) return Array.isArray(given) && parsed.length === given.length && parsed.every((item, i) => isWhole(item, given[i]))
  if (typeof parsed !== 'object' || parsed === null) return typeof parsed === typeof given
  if (typeof given !== 'object' || given === null) return false
  return Object.entries(parsed).every(
    ([key, value]) => value === undefined || (Object.hasOwn(given, key) && isWhole(value, (given as Record<string, unknown>)[key])),
  )
}

export const knownCells = ({ matrix }: Pick<Session, 'matrix'>): ReadonlySet<string> =>
  new Set(matrix.dimensions.flatMap((row) => matrix.intelligenceTypes.map((column) => cellId(row.id, column.id))))

/** Whether a value is nested more than so many levels deep; walks without calling itself, which depth could exhaust. */
export function isDeeper(value: unknown, levels: number): boolean {
  let layer: unknown[] = [value]
  for (let depth = 0; depth <= levels; depth++) {
    layer = layer.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []))
    if (!layer.length) return false
  }
  return true
}
