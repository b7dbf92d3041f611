import { z } from 'zod'
import type { NoteRef } from '../fields.ts'
import { cellName } from '../matrix.ts'
import type { Session } from '../session.ts'
import type { Report } from './blocks.ts'
import { keyOf } from './lineage.ts'
import type { ExportModel, NoteRow } from './model.ts'
import { PARKING } from './parking.ts'

/** Some of the notes: those of a cell, those of a group as it is told, or those of a group in a cell. */
export const ExportCut = z.object({
  /** `*parking` is what has no cell. */
  cell: z.string().min(1).max(200).optional(),
  /** As results tell it: a group that is told among others brings those along. */
  group: z.string().min(1).max(100).optional(),
})
export type ExportCut = z.infer<typeof ExportCut>

export const isCut = (cut: ExportCut | undefined): cut is ExportCut => cut?.cell !== undefined || cut?.group !== undefined

/**
 * Says of a note whether it is told about. A group that is told together with others brings those along.
 * @param toldAs the id as which a group is told in a round
 */
export function cutOf(cut: ExportCut | undefined, toldAs: (round: number, group: string) => string | undefined) {
  const { cell: wanted, group } = cut ?? {}
  const cell = wanted === PARKING ? null : wanted
  return (note: Pick<NoteRow, 'cell' | 'group' | 'ref'>): boolean =>
    (cell === undefined || note.cell === cell) && (group === undefined || note.group?.id === (toldAs(note.ref.round, group) ?? group))
}

/** What else a file of some notes holds: what rests on them. Nothing is said of cells whose notes are left out. */
export function onlyAbout(model: ExportModel): ExportModel {
  const keys = new Set(model.notes.map(({ ref }) => keyOf(ref)))
  const cells = new Set(model.notes.map(({ cell, ref }) => `${ref.round} ${cell}`))
  const hasOne = (refs: readonly NoteRef[]) => refs.some((ref) => keys.has(keyOf(ref)))
  return {
    ...model,
    rounds: model.rounds.map((round) => ({
      ...round,
      matrix: {
        ...round.matrix,
        rows: round.matrix.rows.map((row) => ({
          ...row,
          cells: row.cells.map((cell) => (cell.notes.length ? cell : { ...cell, words: 'None of these notes' })),
        })),
      },
    })),
    coverage: { ...model.coverage, emptyCells: {} },
    lineage: model.lineage.filter(({ steps }) => hasOne(steps.map(({ ref }) => ref))),
    contradictions: model.contradictions.filter(({ evidence, addressedBy }) => hasOne(evidence) || hasOne(addressedBy)),
    ledger: model.ledger.filter(({ fromNotes }) => hasOne(fromNotes)),
    ballots: model.ballots.filter(({ round, item, kind }) => kind === 'notes' && keys.has(keyOf({ round, note: item }))),
    readiness: model.readiness.filter(({ round, cell }) => cells.has(`${round} ${cell}`)),
  }
}

/** As what the groups of its notes are told. */
const groupsIn = ({ notes }: Pick<ExportModel, 'notes'>) => [...new Set(notes.flatMap(({ group }) => group?.label ?? []))].join(' and ')

/** Which notes, in words: `Only notes of Clinicians in Policy, Current practice`; empty for all. */
export function cutWords(cut: ExportCut | undefined, session: Pick<Session, 'matrix'>, model: Pick<ExportModel, 'notes'>): string {
  if (!isCut(cut)) return ''
  const group = cut.group === undefined ? '' : ` of ${groupsIn(model) || 'a group that wrote none of them'}`
  const cell = cut.cell === undefined ? '' : cut.cell === PARKING ? ' in the parking lot' : ` in ${cellName(session.matrix, cut.cell)}`
  return `Only notes${group}${cell}`
}

/** Sections that count what is not there, which some of the notes cannot tell. */
const OF_ALL = ['people', 'comparison', 'coverage', 'limits', 'travels', 'gaps']

/** A report of some notes says so at its front and at the foot of each page. */
export function sayCut(report: Report, words: string): Report {
  if (!words) return report
  return {
    ...report,
    facts: [{ label: 'What this holds', value: words }, ...report.facts],
    versionLine: `${report.versionLine} ${words}.`,
    sections: report.sections.filter(({ id }) => !OF_ALL.includes(id)),
  }
}
