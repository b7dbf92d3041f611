import { noteVotes } from '../ballots.ts'
import type { Note, Theme } from '../board/schema.ts'
import { tableOfRound } from '../breakouts.ts'
import type { CarryDecision } from '../carry.ts'
import { fateOf } from '../fate.ts'
import type { NoteRef } from '../fields.ts'
import { splitCell } from '../matrix.ts'
import type { GroupMark, Matrix, Session } from '../session.ts'
import { keyOf, type LineagePath, lineagePaths } from './lineage.ts'
import type { Basis, ModelInput, NoteRow } from './model.ts'
import type { ShownGroup } from './smallGroups.ts'
import { roundDate } from './words.ts'

/** The rows of one round's notes, in the order of writing; `about` has the decisions by the note they are about. */
export function noteRows(
  basis: Basis,
  { session }: Pick<ModelInput, 'session'>,
  about: ReadonlyMap<string, CarryDecision[]>,
  find: (ref: NoteRef) => Note | undefined,
): NoteRow[] {
  const { round, content } = basis
  const themes = themeLabels(content.themes)
  const voted = noteVotes(basis.ballots, round.number)
  const votes = voted?.votes ?? null
  const ranks = votes && ranksOf(content.notes.map((note) => votes.get(note.id) ?? 0))
  const date = roundDate(round)
  return content.notes.map((note) => {
    const ref = { round: round.number, note: note.id }
    const { fate, reason, carriedTo } = fateOf(about.get(keyOf(ref)) ?? [], ref)
    const isGone = note.withdrawn === true
    const own = votes && (votes.get(note.id) ?? 0)
    return {
      ref,
      date,
      ...placeOf(basis.matrix, note.at.cell),
      text: isGone ? '[Withdrawn]' : wordsOf(note),
      lang: note.lang ?? '',
      group: groupMark(session, basis.told, note.group),
      anonymous: note.anonymous === true || session.settings.attribution === 'anonymous',
      stimulus: stimulusWords(basis, note.stimulus),
      theme: (note.theme && themes.get(note.theme)) || '',
      votes: own,
      disagree: voted && (voted.disagree.get(note.id) ?? 0),
      rank: own === null ? null : (ranks?.get(own) ?? null),
      action: note.origin?.action ?? 'new',
      from: note.origin?.from ?? [],
      to: carriedTo.filter((later) => find(later)),
      fate: isGone ? 'withdrawn' : fate,
      reason,
      comments: note.comments,
      minute: round.openedAt === null ? null : Math.round((note.createdAt - round.openedAt) / 6000) / 10 + 0,
      tested: note.tested ?? '',
      late: note.late === true,
      typedFor: note.typedFor === true,
      // Where each group sits for itself, a table is a group.
      table: session.settings.attribution === 'anonymous' ? '' : (note.table && tableOfRound({ breakouts: round.breakouts ?? [] }, note.table)?.name) || '',
      // Long, and in tables alone.
      get lineage() {
        return note.origin ? lineagePaths(find, ref).map(pathWords).join('\n') : ''
      },
    }
  })
}

/** What themes are called in files. Those without a name are numbered, so that one sees which notes are together. */
export function themeLabels(themes: readonly Theme[]): Map<string, string> {
  const unnamed = themes.filter(({ label }) => !label)
  const numberOf = (theme: Theme) => (unnamed.length > 1 ? ` ${unnamed.indexOf(theme) + 1}` : '')
  return new Map(themes.map((theme) => [theme.id, theme.label || `Theme without a name${numberOf(theme)}`]))
}

/** What a note says, on paper: its words, and what its picture shows. */
const wordsOf = ({ text, picture }: Pick<Note, 'text' | 'picture'>) => [text, ...(picture ? [`[Picture: ${picture.alt}]`] : [])].filter(Boolean).join('\n')

/** `1: first wording → 2 (merged): this wording`, on one line. */
const pathWords = (path: LineagePath) =>
  path.map(({ ref, note }) => `${ref.round}${note.origin ? ` (${note.origin.action})` : ''}: ${oneLine(note.text)}`).join(' → ')

export const oneLine = (text: string) => text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ')

/** As what a note's group is told. */
export function groupMark(session: Pick<Session, 'settings'>, told: ReadonlyMap<string, ShownGroup>, id: string | null): GroupMark | null {
  const group = session.settings.attribution === 'anonymous' || id === null ? undefined : told.get(id)
  return group ? { id: group.id, label: group.label, short: group.short, colour: group.colour, shape: group.shape } : null
}

/** Decisions by the notes they are about: without this, long series would compare every note with every decision. */
export function bySource(decisions: readonly CarryDecision[]): Map<string, CarryDecision[]> {
  const about = new Map<string, CarryDecision[]>()
  for (const decision of decisions) {
    for (const key of new Set(decision.sources.map(keyOf))) {
      const own = about.get(key)
      if (own) own.push(decision)
      else about.set(key, [decision])
    }
  }
  return about
}

/** The rank that goes with each number of votes: one more than how many notes have more. */
function ranksOf(votes: readonly number[]): Map<number, number> {
  const ranks = new Map<number, number>()
  for (const [i, count] of [...votes].sort((a, b) => b - a).entries()) if (!ranks.has(count)) ranks.set(count, i + 1)
  return ranks
}

function placeOf(matrix: Matrix, cell: string | null): Pick<NoteRow, 'cell' | 'row' | 'column'> {
  const parts = cell === null ? undefined : splitCell(cell)
  const dimension = matrix.dimensions.find((d) => d.id === parts?.dimensionId)
  const type = matrix.intelligenceTypes.find((t) => t.id === parts?.typeId)
  return dimension && type ? { cell, row: dimension.label, column: type.label } : { cell: null, row: '', column: '' }
}

function stimulusWords({ stimulus, round }: Basis, id: string | undefined): string {
  const item = stimulus.find((candidate) => candidate.id === id)
  const version = round.shelf.find((shelf) => shelf.id === id)?.version
  if (!item) return ''
  return version === undefined ? item.title : `${item.title}, version ${version}`
}
