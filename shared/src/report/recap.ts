import type { Note } from '../board/schema.ts'
import type { CarryAction, CarryDecision } from '../carry.ts'
import { carries } from '../fate.ts'
import type { NoteRef } from '../fields.ts'
import type { BoardContent } from '../record.ts'
import type { Round, Session } from '../session.ts'
import { isOpenEntry, isOpenTension } from '../standing.ts'
import type { ShelfItem, StimulusItem } from '../stimulusSchema.ts'
import { indexNotes, keyOf, lineagePaths } from './lineage.ts'

/** *What we heard*: what a round begins with, made from what the round before left. */
export interface Recap {
  round: number
  question: string
  /** The round before, if one was closed. */
  from: { number: number; title: string } | null
  /** Notes that came along, in the order of the decisions. */
  brought: BroughtNote[]
  /** Notes of the round before that did not, and why. */
  left: { text: string; action: CarryAction; reason: string }[]
  /** Stimulus that is new, or has changed since people last saw it. */
  stimulus: { id: string; title: string; version: number; isNew: boolean; changes: string[]; fromNotes: number }[]
  tensions: { id: string; title: string; poleA: string; poleB: string; status: string; since: number }[]
  /** What is still to be done. */
  actions: { id: string; text: string; owner: string; due: string; status: string; since: number }[]
}

export interface BroughtNote {
  note: string
  text: string
  cell: string | null
  /** Null where none may be told. */
  group: string | null
  action: CarryAction
  /** The wordings that it goes back to, where they are not its own. */
  first: { round: number; text: string }[]
}

export interface RecapInput {
  /** As its reader may see it. */
  session: Session
  contents: ReadonlyMap<number, BoardContent>
  decisions: readonly CarryDecision[]
}

/** First wordings that are told of one note; a merge of merges has many. */
const WORDINGS = 5

export function recapOf({ session, contents, decisions }: RecapInput, number: number): Recap {
  const round = session.rounds.find((one) => one.number === number)
  const earlier = session.rounds.filter((one) => one.number < number && one.state === 'closed')
  const before = earlier.at(-1)
  const find = indexNotes(contents)
  const board = contents.get(number)
  const label = (id: string | undefined) => session.groups.find((group) => group.id === id)?.label ?? ''
  return {
    round: number,
    question: round?.question ?? '',
    from: before ? { number: before.number, title: before.title } : null,
    brought: decisions.filter(({ placedIn, action }) => placedIn === number && carries(action)).flatMap((decision) => broughtBy(decision, session, find)),
    left: decisions
      .filter((decision) => decision.round === before?.number && !carries(decision.action))
      .flatMap(({ sources, action, reason }) => sources.flatMap((source) => wordsLeft(find(source), action, reason))),
    stimulus: round ? changedStimulus(session.stimulus, round, session.rounds) : [],
    // What rounds left open is brought onto the board of the next, and says since when it is on show.
    tensions: (board?.contradictions ?? []).flatMap(({ id, title, poleA, poleB, status, since, ...rest }) =>
      since && isOpenTension({ status, ...rest }) ? [{ id, title, poleA, poleB, status, since: since.round }] : [],
    ),
    actions: (board?.ledger ?? []).flatMap(({ id, text, ownerGroup, due = '', status = '', since, ...rest }) =>
      since && rest.kind === 'action' && isOpenEntry({ status, ...rest }) ? [{ id, text, owner: label(ownerGroup), due, status, since: since.round }] : [],
    ),
  }
}

function broughtBy({ action, results, sources }: CarryDecision, { settings }: Session, find: (ref: NoteRef) => Note | undefined): BroughtNote[] {
  const paths = sources.flatMap((source) => lineagePaths(find, source, WORDINGS))
  const firsts = new Map(paths.flatMap(([first]) => (first ? [[keyOf(first.ref), { round: first.ref.round, text: first.note.text }]] : [])))
  return results
    .filter((result) => result.as === 'note')
    .map(({ id, text, cell, group }) => ({
      note: id,
      text,
      cell,
      group: settings.attribution === 'anonymous' ? null : group,
      action,
      first: [...firsts.values()].filter((first) => first.text.trim() !== text.trim()).slice(0, WORDINGS),
    }))
}

/** A note whose words were taken away says nothing here either. */
const wordsLeft = (note: Note | undefined, action: CarryAction, reason: string): Recap['left'] =>
  note?.text.trim() ? [{ text: note.text, action, reason }] : []

function changedStimulus(items: readonly StimulusItem[], round: Round, rounds: readonly Round[]): Recap['stimulus'] {
  const shown = (shelf: readonly ShelfItem[], id: string) => shelf.filter((item) => item.id === id && !item.hidden).map((item) => item.version)
  return round.shelf.flatMap(({ id, version, hidden }) => {
    const item = items.find((one) => one.id === id)
    const seen = Math.max(0, ...rounds.filter(({ number }) => number < round.number).flatMap(({ shelf }) => shown(shelf, id)))
    if (!item || hidden || version <= seen) return []
    const versions = item.versions.filter((one) => one.version > seen && one.version <= version)
    return {
      id,
      title: item.title,
      version,
      isNew: seen === 0,
      changes: versions.map(({ changeNote }) => changeNote.trim()).filter(Boolean),
      fromNotes: new Set(versions.flatMap(({ fromNotes }) => fromNotes.map(keyOf))).size,
    }
  })
}
