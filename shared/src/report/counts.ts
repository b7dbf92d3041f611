import { attendanceOf, cameOf } from '../record.ts'
import { countCoverage, tally } from './coverage.ts'
import type { AttendanceRow, Basis, CarryCounts, CoverageModel, GroupRow, ModelInput, NoteRow, RoundModel } from './model.ts'
import { peopleByGroup, type ShownGroup, shownGroups } from './smallGroups.ts'

/** Every number of the model that is a count of something. */

/** The groups as they are told, with how many people joined them, and with the notes that are told as theirs. */
export function groupRows({ session, members }: ModelInput, bases: readonly Basis[], notes: readonly NoteRow[]): GroupRow[] {
  const { minimumGroup, smallGroups, attribution } = session.settings
  if (attribution === 'anonymous') return []
  const joined = peopleByGroup(members)
  // A group may be told by itself in one round and among others in the next, where fewer of it came.
  const all = [shownGroups(session.groups, joined, minimumGroup, smallGroups), ...bases.map(({ told }) => told)]
  const rows = new Map<string, ShownGroup>()
  for (const told of all) for (const group of told.values()) if (!rows.has(group.id)) rows.set(group.id, group)
  return [...rows.values()].map(({ id, label, short, colour, shape, groups }) => {
    const people = groups.reduce((sum, one) => sum + (joined[one] ?? 0), 0)
    return { id, label, short, colour, shape, people, notes: notes.filter((note) => note.group?.id === id).length, belowMinimum: people < minimumGroup }
  })
}

export function coverageOf(rounds: readonly RoundModel[], notes: readonly NoteRow[]): CoverageModel {
  return {
    ...countCoverage(notes.map(({ cell, group }) => ({ cell, group: group?.id ?? null }))),
    byRound: Object.fromEntries(rounds.map((round) => [round.number, round.notes])),
    emptyCells: Object.fromEntries(
      rounds.map(({ number, matrix }) => [
        number,
        matrix.rows.flatMap((row) => row.cells.flatMap((cell) => (cell.inUse && !cell.notes.length ? cell.cell : []))),
      ]),
    ),
    votesByRound: Object.fromEntries(rounds.map((round) => [round.number, round.votes])),
  }
}

export function carryCounts(rounds: readonly RoundModel[], notes: readonly NoteRow[]): CarryCounts {
  const carried = tally(notes.flatMap((note) => (note.fate === 'carried' ? String(note.ref.round) : [])))
  return {
    actions: countEach(
      ['new', 'kept', 'refined', 'merged', 'split'],
      notes.map((note) => note.action),
    ),
    fates: countEach(
      ['carried', 'answered', 'parked', 'not_carried', 'withdrawn', 'open'],
      notes.map((note) => note.fate),
    ),
    carriedByRound: Object.fromEntries(rounds.map(({ number }) => [number, carried[number] ?? 0])),
  }
}

/** People who have no group. */
export const TEAM_AND_GUESTS = 'Team and guests'

/** Who was there, by group as it is told; the team and guests, who have none, come last. */
export function attendanceRows({ round, told, record }: Basis, { members, session }: ModelInput): AttendanceRow[] {
  const people = record?.attendance ?? attendanceOf(members, round.number)
  const came = record?.came ?? cameOf(members, round.number, session.settings.where)
  // A record that was made before this was counted does not know where people were then.
  const isAsked = !record || record.came !== undefined
  const isSaid = isAsked && Object.values(came).some(({ room, remote }) => room + remote > 0)
  const rows = [...new Set(told.values())].map(({ label, groups }) => ({ label, groups }))
  return [...rows, { label: TEAM_AND_GUESTS, groups: ['team'] }].map(({ label, groups }) => {
    const sum = (count: (group: string) => number | undefined) => groups.reduce((all, group) => all + (count(group) ?? 0), 0)
    const all = sum((group) => people[group])
    const firstTime = Math.min(
      all,
      sum((group) => came[group]?.first),
    )
    const [room, remote] = [sum((group) => came[group]?.room), sum((group) => came[group]?.remote)]
    const where = isSaid ? { room, remote, unsaid: all - room - remote } : null
    return { round: round.number, group: label, people: all, firstTime, returned: all - firstTime, where }
  })
}

const countEach = <T extends string>(kinds: readonly T[], words: readonly T[]) =>
  Object.fromEntries(kinds.map((kind) => [kind, words.filter((word) => word === kind).length])) as Record<T, number>
