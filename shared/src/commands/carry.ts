import { z } from 'zod'
import type { Note } from '../board/schema.ts'
import { CarryAction, type CarryDecision } from '../carry.ts'
import { carries, sameNote } from '../fate.ts'
import { Id, NoteRef } from '../fields.ts'
import { newId } from '../ids.ts'
import { LIMITS } from '../limits.ts'
import { Problem } from '../problem.ts'
import type { Session } from '../session.ts'
import { roundFor } from './rounds.ts'

export const Decide = z.object({
  sources: z.array(NoteRef).min(1).max(200),
  action: CarryAction,
  /** Why: asked for where a note is not carried. */
  reason: z.string().trim().max(LIMITS.reason).default(''),
  /** The words to carry: one for refined and merged, two or more for split; kept takes the note's own. */
  texts: z.array(z.string().trim().min(1).max(2000)).max(50).default([]),
  /** Whether the next round starts with it as a note to work on or as stimulus to read. */
  as: z.enum(['note', 'stimulus']).default('note'),
  /** The cell of the results where it differs from the first source's. */
  cell: z.string().max(130).nullable().optional(),
  group: Id.nullable().optional(),
})

/**
 * Decides what becomes of one or more notes of the open round `number`, and returns all decisions of that round. An
 * earlier decision about exactly these notes is replaced; one that shares only some of them is in the way.
 *
 * @param read the note as it reads now, or undefined
 */
export function decide(
  session: Session,
  number: number,
  decisions: readonly CarryDecision[],
  input: z.infer<typeof Decide>,
  read: (source: NoteRef) => Note | undefined,
  now: number,
): CarryDecision[] {
  roundFor(session, number, 'carry')
  const { sources, action, texts } = input
  const wrong = (path: string, message: string) => new Problem('bad-request', { errors: [{ path, message }] })
  if (sources.some((source, i) => sources.findIndex((other) => sameNote(source, other)) !== i)) throw wrong('sources', 'A note is named twice.')
  if (sources.some((source) => source.round > number)) throw wrong('sources', 'A note of a later round cannot be carried into an earlier one.')
  const notes = sources.map((source) => read(source))
  const [first] = notes
  if (!first || notes.some((note) => !note)) throw new Problem('note-not-found', { sources })
  if (action === 'merged' && sources.length < 2) throw wrong('sources', 'Choose two or more notes to merge.')
  if (action !== 'merged' && carries(action) && sources.length !== 1) throw wrong('sources', 'Choose one note.')
  if ((action === 'refined' || action === 'merged') && texts.length !== 1) throw wrong('texts', 'Write the words that go forward.')
  if (action === 'split' && texts.length < 2) throw wrong('texts', 'Write two or more notes to split into.')
  if (!carries(action) && !input.reason) throw wrong('reason', 'Give the reason in one line.')

  const exact = (d: CarryDecision) => d.sources.length === sources.length && d.sources.every((s) => sources.some((t) => sameNote(s, t)))
  // What a later round has received is part of its lineage and stays decided.
  const others = decisions.filter((d) => !exact(d) || d.placedIn !== null)
  const inTheWay = others.find((d) => d.sources.some((s) => sources.some((t) => sameNote(s, t))))
  if (inTheWay) throw new Problem('note-already-decided', { decision: inTheWay.id })

  const words = action === 'kept' ? [first.text] : carries(action) ? texts : []
  if (words.some((word) => !word.trim())) throw wrong('sources', 'An empty note cannot be carried. Delete it, or write in it first.')
  const groups = new Set(notes.map((note) => note?.group))
  const group = input.group !== undefined ? input.group : groups.size === 1 ? first.group : null
  const cell = input.cell !== undefined ? input.cell : first.at.cell
  const results = words.map((text) => ({ id: newId(), text, cell, group, as: input.as, ...(first.lang ? { lang: first.lang } : {}) }))
  return [...others, { id: newId(), round: number, action, sources, results, reason: input.reason, decidedAt: now, placedIn: null }]
}

/** Takes a decision back: its notes are undecided again. */
export function undecide(session: Session, number: number, decisions: readonly CarryDecision[], id: string): CarryDecision[] {
  roundFor(session, number, 'carry')
  const decision = decisions.find((d) => d.id === id)
  if (!decision) throw new Problem('decision-not-found', { id })
  if (decision.placedIn !== null) throw new Problem('round-closed', { round: decision.placedIn })
  return decisions.filter((d) => d.id !== id)
}
