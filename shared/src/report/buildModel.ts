import type { BoardContent } from '../record.ts'
import type { Group, Session } from '../session.ts'
import { lastStanding } from '../standing.ts'
import { ballotRows, readinessRows } from './ballots.ts'
import { attendanceRows, carryCounts, coverageOf, groupRows } from './counts.ts'
import { cutOf, isCut, onlyAbout } from './cut.ts'
import { type Gathered, gather } from './gather.ts'
import { matrixOf } from './matrix.ts'
import type { Basis, ExportModel, ModelInput, RoundModel } from './model.ts'
import { stimulusRows } from './stimulus.ts'
import { roundDate, stateWords } from './words.ts'

/**
 * The one computation behind every file: all formats take their rows and numbers from here, so no two can disagree.
 * Pure: the same input gives the same model.
 *
 * @param gathered what several models of the same input share
 */
export function buildModel(input: ModelInput, gathered: Gathered = gather(input)): ExportModel {
  const { session, now } = input
  const bases = [...new Set(input.rounds)].sort((a, b) => a - b).flatMap((number) => gathered.basis(number) ?? [])
  const isIn = cutOf(input.cut, (round, group) => gathered.basis(round)?.told.get(group)?.id)
  const notes = bases.flatMap((basis) => gathered.notes(basis.round.number)).filter(isIn)
  const isAnonymous = session.settings.attribution === 'anonymous'
  const rounds = bases.map((basis): RoundModel => {
    const { round } = basis
    const own = notes.filter((note) => note.ref.round === round.number)
    return {
      number: round.number,
      title: round.title,
      question: round.question,
      date: roundDate(round),
      minutes: round.plan.durationMinutes ?? null,
      learningAction: round.plan.learningAction,
      state: basis.state,
      version: basis.record?.version ?? null,
      hash: basis.hash,
      stateWords: stateWords(basis.state, round.closedAt, basis.record?.version ?? null, now),
      matrix: matrixOf(basis, own),
      notes: own.length,
      votes: own.reduce((sum, note) => sum + (note.votes ?? 0), 0),
    }
  })
  const model: ExportModel = {
    series: { title: session.title, sharedObject: session.sharedObject, summary: session.summary },
    madeAt: now,
    rounds,
    notes,
    lineage: gathered.lineage().filter(({ steps }) => steps.some(({ ref }) => input.rounds.includes(ref.round))),
    longestLineage: gathered.longestLineage(),
    groups: groupRows(input, bases, notes),
    coverage: coverageOf(rounds, notes),
    carry: carryCounts(rounds, notes),
    contradictions: standing(bases, 'contradictions').map(({ groups: _groups, told, ...found }) => ({
      ...found,
      groups: isAnonymous ? [] : [...new Set(found.betweenGroups.map((id) => told?.get(id)?.label ?? id))],
      betweenGroups: isAnonymous ? [] : [...new Set(found.betweenGroups.map((id) => told?.get(id)?.id ?? id))],
    })),
    // Who does something must be known to all, so groups are told by their own names here.
    ledger: standing(bases, 'ledger').map(({ groups, told: _told, ...entry }) => ({
      ...entry,
      owner: entry.ownerGroup ? labelOf(groups, entry.ownerGroup) : '',
    })),
    stimulus: bases.flatMap((basis) => stimulusRows(basis, input.files)),
    attendance: bases.flatMap((basis) => attendanceRows(basis, input)),
    ballots: bases.flatMap((basis) => ballotRows(session, basis)),
    readiness: bases.flatMap((basis) => readinessRows(session, basis, readinessOf(session, basis))),
  }
  return isCut(input.cut) ? onlyAbout(model) : model
}

/** What was on show in several rounds is one thing: with the groups that the round knew from which it is told. */
const standing = <K extends 'contradictions' | 'ledger'>(bases: readonly Basis[], kind: K) =>
  lastStanding<BoardContent[K][number]>(bases.map(({ round, content }) => [round.number, content[kind]] as const)).map(({ round, root, entry }) => {
    const basis = bases.find((one) => one.round.number === round)
    return { ...entry, id: root.id, round: root.round, asOf: round, groups: basis?.groups ?? [], told: basis?.told }
  })

/** What people said of a round's cells: of a closed one as its record has it. */
const readinessOf = ({ rounds }: Session, { record, round }: Basis) =>
  record ? (record.readiness ?? null) : (rounds.find(({ number }) => number === round.number)?.readiness?.spread ?? null)

const labelOf = (groups: readonly Group[], id: string) => groups.find((group) => group.id === id)?.label ?? id
