import type { Contradiction, LedgerEntry, Note } from './board/schema.ts'
import type { CarryDecision } from './carry.ts'
import { sameNote } from './fate.ts'
import type { NoteRef } from './fields.ts'
import type { BoardContent, RoundRecord } from './record.ts'
import type { StimulusItem } from './stimulusSchema.ts'

/**
 * Taking a note back after its round was closed. Its words go, wherever the stocktake put them: the note itself, copies
 * that keep its words, and whatever quotes them whole and says that it comes from it. Its place in the count stays.
 */

/** Stands where a text must not be empty. */
export const WITHDRAWN = 'Withdrawn'

/** Everything of a stocktake in which words of a note may stand. */
export interface Kept {
  /** Boards as they are, by round. */
  boards: ReadonlyMap<number, BoardContent>
  records: readonly RoundRecord[]
  decisions: readonly CarryDecision[]
  stimulus: readonly StimulusItem[]
}

export interface Withdrawal {
  /** The note, and copies that keep its words. */
  notes: readonly NoteRef[]
  /** What these notes said, in whichever version. */
  words: readonly string[]
  /** Files of their pictures. */
  pictures: readonly string[]
}

/** What must go with a note; undefined if no record has such a note with words that are still there. */
export function findWithdrawal({ boards, records, decisions }: Kept, ref: NoteRef): Withdrawal | undefined {
  const versions = ({ round, note }: NoteRef): Note[] =>
    [...records.filter((record) => record.round.number === round).map(({ board }) => board), ...[boards.get(round)].flatMap((board) => board ?? [])].flatMap(
      (board) => board.notes.filter(({ id, withdrawn }) => id === note && !withdrawn),
    )
  if (!versions(ref).length) return undefined
  const words = new Set(versions(ref).map(({ text }) => text.trim()))
  const isSame = (at: NoteRef) => versions(at).some(({ text }) => words.has(text.trim()))
  const notes: NoteRef[] = []
  const waiting: NoteRef[] = [{ round: ref.round, note: ref.note }]
  for (let at = waiting.shift(); at; at = waiting.shift()) {
    const here = at
    if (notes.some((known) => sameNote(known, here)) || !isSame(here)) continue
    notes.push(here)
    for (const { action, sources, results, placedIn } of decisions) {
      if (action !== 'kept' || placedIn === null) continue
      const copies = results.map(({ id }) => ({ round: placedIn, note: id }))
      if (sources.some((source) => sameNote(source, here))) waiting.push(...copies)
      if (copies.some((copy) => sameNote(copy, here))) waiting.push(...sources)
    }
    for (const { origin } of versions(here)) if (origin?.action === 'kept') waiting.push(...origin.from)
  }
  const all = notes.flatMap(versions)
  return {
    notes,
    words: [...new Set(all.map(({ text }) => text.trim()))].filter((text) => text).sort((a, b) => b.length - a.length),
    pictures: [...new Set(all.flatMap(({ picture }) => picture?.file ?? []))],
  }
}

const LETTER = /[\p{L}\p{N}]/u

/** A text without the words of what was withdrawn, where they stand in it whole. */
export function strike(text: string, { words }: Pick<Withdrawal, 'words'>): string {
  let out = text
  for (const word of words) {
    if (out.trim() === word) return WITHDRAWN
    for (let at = out.indexOf(word); at >= 0; at = out.indexOf(word, at)) {
      const isWhole = !LETTER.test(out[at - 1] ?? '') && !LETTER.test(out[at + word.length] ?? '')
      const put = isWhole ? `[${WITHDRAWN}]` : word
      out = out.slice(0, at) + put + out.slice(at + word.length)
      at += put.length
    }
  }
  return out
}

const isOf = (refs: readonly NoteRef[], { notes }: Withdrawal) => refs.some((ref) => notes.some((note) => sameNote(note, ref)))

/** Its place: who it was of, when and where, and no word of it. */
const placeOf = ({ id, at, group, createdAt, theme, origin, late, table, anonymous }: Note): Note => ({
  id,
  text: '',
  at,
  group,
  createdAt,
  comments: [],
  ...(theme === undefined ? {} : { theme }),
  ...(origin ? { origin } : {}),
  ...(late ? { late } : {}),
  ...(table === undefined ? {} : { table }),
  ...(anonymous ? { anonymous } : {}),
  withdrawn: true,
})

export const strikeLedger = (entry: LedgerEntry, found: Withdrawal): LedgerEntry =>
  isOf(entry.fromNotes, found) ? { ...entry, text: strike(entry.text, found), ...(entry.outcome ? { outcome: strike(entry.outcome, found) } : {}) } : entry

export function strikeContradiction(entry: Contradiction, found: Withdrawal): Contradiction {
  if (!isOf([...entry.evidence, ...entry.addressedBy], found)) return entry
  const [title, poleA, poleB, cue] = [entry.title, entry.poleA, entry.poleB, entry.cue].map((text) => strike(text, found)) as [string, string, string, string]
  return { ...entry, title, poleA, poleB, cue }
}

/** What came of a note by wording it anew has the words of others; those of the note itself are struck from it. */
export const strikeNote = (note: Note, found: Withdrawal): Note =>
  note.origin && isOf(note.origin.from, found) ? { ...note, text: strike(note.text, found) } : note

/** The content of a round without the words; places of notes stay. */
export const withoutWords = (round: number, content: BoardContent, found: Withdrawal): BoardContent => ({
  ...content,
  notes: content.notes.map((note) => (isOf([{ round, note: note.id }], found) ? placeOf(note) : strikeNote(note, found))),
  contradictions: content.contradictions.map((entry) => strikeContradiction(entry, found)),
  ledger: content.ledger.map((entry) => strikeLedger(entry, found)),
})

/** Decisions without the words. One that would keep a note in a round to come is gone: there is nothing to place. */
export const strikeDecisions = (decisions: readonly CarryDecision[], found: Withdrawal): CarryDecision[] =>
  decisions
    .filter(({ action, sources, placedIn }) => !(action === 'kept' && placedIn === null && isOf(sources, found)))
    .map((decision) => struck(decision, found))

const struck = (decision: CarryDecision, found: Withdrawal): CarryDecision =>
  isOf(decision.sources, found) ? { ...decision, results: decision.results.map((result) => ({ ...result, text: strike(result.text, found) })) } : decision

/** Stimulus that was made of the note, or that quotes it. */
export const strikeStimulus = (items: readonly StimulusItem[], found: Withdrawal): StimulusItem[] =>
  items.map((item) => {
    const versions = item.versions.map((version) => (isOf(version.fromNotes, found) ? { ...version, text: strike(version.text, found) } : version))
    if (!item.versions.some(({ fromNotes }) => isOf(fromNotes, found))) return item
    // The title of what was carried as stimulus is its first line, cut short.
    const beginning = item.title.replace(/…$/, '').trim()
    const isQuoted = found.words.some((word) => word.startsWith(beginning))
    return { ...item, versions, title: isQuoted ? WITHDRAWN : strike(item.title, found) }
  })

/** A record without the words, which says what was withdrawn from it and when. Its hash is another. */
export function withdrawFrom(record: RoundRecord, found: Withdrawal, now: number): RoundRecord {
  const { number } = record.round
  const own = record.board.notes.filter((note) => !note.withdrawn && isOf([{ round: number, note: note.id }], found))
  const withdrawals = [...(record.withdrawals ?? []), ...own.map(({ id }) => ({ note: id, at: now }))]
  return {
    ...record,
    stimulus: strikeStimulus(record.stimulus, found),
    decisions: record.decisions.map((decision) => struck(decision, found)),
    board: withoutWords(number, record.board, found),
    ...(withdrawals.length ? { withdrawals } : {}),
  }
}
