import type { Member } from '../session.ts'
import { countCoverage, tally } from './coverage.ts'
import type { AttendanceRow, Basis, CarryCounts, CoverageModel, GroupRow, ModelInput, NoteRow, RoundModel } from './model.ts'
import { groupMark } from './notes.ts'

/** Every number of the model that is a count of something. */

export function groupRows({ session, members }: ModelInput, notes: readonly NoteRow[]): GroupRow[] {
  return session.groups.flatMap((group) => {
    const mark = groupMark(session, session.groups, group.id)
    const people = members.filter((member) => member.role === 'participant' && member.groupId === group.id).length
    const own = notes.filter((note) => note.group?.id === group.id).length
    return mark ? [{ ...mark, people, notes: own, belowMinimum: people < session.settings.minimumGroup }] : []
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

/** Who was there, by group, in the session's order of groups; the team and guests, who have none, come last. */
export function attendanceRows({ round, groups }: Basis, members: readonly Member[]): AttendanceRow[] {
  const here = members.filter((member) => member.attended.includes(round.number))
  const rows = groups.map((group) => ({ group: group.label, people: here.filter((member) => member.groupId === group.id) }))
  rows.push({ group: 'Team and guests', people: here.filter((member) => member.groupId === null) })
  return rows.map(({ group, people }) => {
    const returned = people.filter((member) => member.attended.some((other) => other < round.number)).length
    return { round: round.number, group, people: people.length, firstTime: people.length - returned, returned }
  })
}

const countEach = <T extends string>(kinds: readonly T[], words: readonly T[]) =>
  Object.fromEntries(kinds.map((kind) => [kind, words.filter((word) => word === kind).length])) as Record<T, number>
