import { attendanceOf } from '../record.ts'
import { indexNotes, longestLineage } from './lineage.ts'
import { lineageRows } from './lineageRows.ts'
import type { Basis, LineageRow, ModelInput, NoteRow } from './model.ts'
import { bySource, noteRows } from './notes.ts'
import { shownGroups } from './smallGroups.ts'

/**
 * What models of the same input share, each made once and when it is first asked for: a file of everything has a model for
 * each round, and all of them follow notes through all rounds.
 */
export interface Gathered {
  basis(round: number): Basis | undefined
  /** Rows of a round's notes. */
  notes(round: number): NoteRow[]
  /** Of all rounds. */
  lineage(): LineageRow[]
  longestLineage(): number
}

export function gather(input: ModelInput): Gathered {
  const whole = { ...input, rounds: [...input.contents.keys()] }
  const find = once(() => indexNotes(input.contents))
  const about = once(() => bySource(input.decisions))
  const basis = each((round: number) => basisOf(input, round))
  return {
    basis,
    notes: each((round) => {
      const own = basis(round)
      return own ? noteRows(own, input, about(), find()) : []
    }),
    lineage: once(() => lineageRows(whole, find(), (round) => basis(round)?.told)),
    longestLineage: once(() => longestLineage(input.contents)),
  }
}

/** Makes something when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

function each<T>(make: (round: number) => T): (round: number) => T {
  const made = new Map<number, T>()
  return (round) => {
    if (!made.has(round)) made.set(round, make(round))
    return made.get(round) as T
  }
}

function basisOf({ session, contents, records, members }: ModelInput, number: number): Basis | undefined {
  const round = session.rounds.find((candidate) => candidate.number === number)
  const content = contents.get(number)
  if (!round || !content) return undefined
  const record = round.state === 'closed' ? (records.get(number)?.at(-1) ?? null) : null
  const { matrix, groups, stimulus, ballots } = record ?? session
  const { minimumGroup, smallGroups } = session.settings
  return {
    ...{ matrix, groups, stimulus, ballots, record, content },
    round: record?.round ?? round,
    state: round.state,
    hash: record && round.recordHash,
    told: shownGroups(groups, record?.attendance ?? attendanceOf(members, number), minimumGroup, smallGroups),
  }
}
