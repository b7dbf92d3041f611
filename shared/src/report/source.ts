import type { NoteRef } from '../fields.ts'
import type { GroupMark, Round, Session } from '../session.ts'
import type { NoteLine } from './blocks.ts'
import { buildModel } from './buildModel.ts'
import { type Gathered, gather, once } from './gather.ts'
import { keyOf } from './lineage.ts'
import type { ExportModel, ModelInput, NoteRow, RoundModel } from './model.ts'
import { OTHERS } from './smallGroups.ts'
import { counted } from './words.ts'

/** What the sections of a report are made from. */
export interface Source {
  /** The round of a pack; null for the report of the series. */
  round: number | null
  /** The rounds that the report is about, and nothing else. */
  model: ExportModel
  /** Everything its reader may see, for what leads out of them: sources of notes, and the round before. */
  all: ExportModel
  session: Session
  notes: ReadonlyMap<string, NoteRow>
  /** Groups are told together because one alone would be too few people to name. */
  tellsTogether: boolean
}

/** What the reports of the same input share. */
export interface Shared {
  gathered: Gathered
  all(): ExportModel
}

export function share(input: ModelInput): Shared {
  const gathered = gather(input)
  const { cut: _some, ...whole } = input
  return { gathered, all: once(() => buildModel({ ...whole, rounds: [...input.contents.keys()] }, gathered)) }
}

export function sourceOf(input: ModelInput, round: number | null, shared: Shared = share(input)): Source {
  const all = shared.all()
  const model = buildModel({ ...input, rounds: round === null ? startedRounds(input) : [round] }, shared.gathered)
  return {
    round,
    model,
    all,
    session: input.session,
    notes: new Map(all.notes.map((note) => [keyOf(note.ref), note])),
    tellsTogether: model.groups.some(({ id }) => id === OTHERS),
  }
}

/** Rounds that have not been opened have nothing to tell. */
const startedRounds = ({ session, contents }: ModelInput) =>
  session.rounds.filter(({ number, state }) => state !== 'draft' && contents.has(number)).map(({ number }) => number)

/** The round of a pack. */
export function packRound({ model }: Source): RoundModel {
  const [round] = model.rounds
  if (!round) throw new Error('a pack is of one round')
  return round
}

export const planOf = ({ session }: Source, number: number): Round['plan'] | undefined => session.rounds.find((round) => round.number === number)?.plan

export const own = ({ session }: Source, field: string, label: string) => ({
  kind: 'own' as const,
  field,
  label,
  text: Object.hasOwn(session.report.fields, field) ? (session.report.fields[field] ?? '') : '',
})

/** A note as reports quote it, with what else is to be said of it. */
export function noteLine(note: NoteRow): NoteLine {
  const { ref, text, lang, group, comments, votes, disagree, action, from, late, tested, table } = note
  const words = text.trim() ? text : '(This note is empty.)'
  const facts = [
    votes ? counted(votes, 'vote') : '',
    disagree ? `${disagree} strongly disagree` : '',
    tested === 'tested' ? 'tested' : tested === 'believed' ? 'believed, not tested' : '',
    action === 'new' ? '' : `${ACTION_WORDS[action]} ${sourceWords(from)}`,
    late ? 'came after the reveal' : '',
    table ? `written at ${table}` : '',
  ]
  return { ref, text: words, ...(lang ? { lang } : {}), group, facts: facts.filter(Boolean), comments }
}

export const ACTION_WORDS = { kept: 'kept from', refined: 'reworded from', merged: 'merged from', split: 'split from' } as const

/** `round 1`, or `3 notes of round 1 and 2`. */
function sourceWords(from: readonly NoteRef[]): string {
  const rounds = [...new Set(from.map(({ round }) => round))].sort((a, b) => a - b)
  return `${from.length > 1 ? `${from.length} notes of ` : ''}round ${rounds.join(' and ')}`
}

/** Those that exist, as they are quoted. */
export const linesOf = ({ notes }: Source, refs: readonly NoteRef[]): NoteLine[] =>
  refs.flatMap((ref) => {
    const note = notes.get(keyOf(ref))
    return note ? noteLine(note) : []
  })

/** A group as it stands beside something, without what is counted of it. */
export const markOf = ({ id, label, short, colour, shape }: GroupMark): GroupMark => ({ id, label, short, colour, shape })

/** The strongest first: by votes, else as written. */
export const byVotes = (notes: readonly NoteRow[]): NoteRow[] => [...notes].sort((a, b) => (b.votes ?? 0) - (a.votes ?? 0))

/**
 * What each cell has to say in the end: wordings that no later note of the same cell has taken over. What became something
 * else (a barrier that led to a plan) is still what people said there.
 */
export function lastWordings({ all, model, notes }: Source): NoteRow[] {
  const takenOver = new Set(
    all.notes.flatMap((note) => note.from.filter((ref) => ref.round < note.ref.round && notes.get(keyOf(ref))?.cell === note.cell).map(keyOf)),
  )
  return model.notes.filter((note) => !takenOver.has(keyOf(note.ref)))
}
