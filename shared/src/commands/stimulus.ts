import { z } from 'zod'
import { Id, line, NoteRef } from '../fields.ts'
import { newId } from '../ids.ts'
import { LIMITS } from '../limits.ts'
import { Problem } from '../problem.ts'
import type { Round, Session } from '../session.ts'
import { ShelfItem, type StimulusItem, StimulusKind, WebAddress } from '../stimulusSchema.ts'
import { roundFor } from './rounds.ts'

const Content = z.object({
  text: z.string().max(LIMITS.stimulusText).default(''),
  url: WebAddress.optional(),
  file: Id.optional(),
  alt: z.string().max(LIMITS.stimulusText).default(''),
  fromNotes: z.array(NoteRef).max(500).default([]),
})

export const AddStimulus = Content.extend({
  kind: StimulusKind,
  title: line(LIMITS.title),
  source: z.string().max(LIMITS.title).default(''),
  sensitivity: z.string().max(LIMITS.title).default(''),
  kindLabel: z.string().max(LIMITS.label).default(''),
  changeNote: z.string().max(1000).default(''),
  hidden: z.boolean().default(false),
})

/** Puts a new item on a round's shelf, at its end. Kinds that are a file or an address need one. */
export function addStimulus(session: Session, number: number, input: z.infer<typeof AddStimulus>, now: number): Session {
  const round = roundFor(session, number, 'stimulus')
  if (session.stimulus.length >= LIMITS.stimulusItems) throw new Problem('too-large', { stimulusItems: LIMITS.stimulusItems })
  complete(input)
  const { kind, title, source, sensitivity, kindLabel, hidden, ...content } = input
  const item: StimulusItem = { id: newId(), kind, title, source, sensitivity, kindLabel, versions: [{ ...content, version: 1, round: number, createdAt: now }] }
  return shelve({ ...session, stimulus: [...session.stimulus, item] }, round, [...round.shelf, { id: item.id, version: 1, hidden }])
}

export const EditStimulus = z.object({
  title: line(LIMITS.title).optional(),
  source: z.string().max(LIMITS.title).optional(),
  sensitivity: z.string().max(LIMITS.title).optional(),
  /** Alternative text or transcript may be mended at any time, in the version named. */
  alt: z.object({ version: z.number().int().positive(), text: z.string().max(LIMITS.stimulusText) }).optional(),
})

/** Mends an item's labels. What people were shown (its text, file, address) changes only by a new version. */
export function editStimulus(session: Session, id: string, { alt, ...labels }: z.infer<typeof EditStimulus>): Session {
  const item = itemOf(session, id)
  const given = Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== undefined))
  const versions = item.versions.map((version) => (alt && version.version === alt.version ? { ...version, alt: alt.text } : version))
  return withItem(session, { ...item, ...given, versions })
}

export const AddVersion = Content.extend({
  /** The round whose shelf gets the new version. */
  round: z.number().int().positive(),
  /** What changed and why. */
  changeNote: line(1000),
})

/** Adds a version of an item and puts it on the round's shelf in place of the older one. */
export function addVersion(session: Session, id: string, { round: number, ...content }: z.infer<typeof AddVersion>, now: number): Session {
  const item = itemOf(session, id)
  const round = roundFor(session, number, 'stimulus')
  if (item.versions.length >= LIMITS.stimulusVersions) throw new Problem('too-large', { versions: LIMITS.stimulusVersions })
  complete({ ...content, kind: item.kind })
  const version = Math.max(...item.versions.map((v) => v.version)) + 1
  const onShelf = round.shelf.some((shelf) => shelf.id === id)
  const shelf = onShelf ? round.shelf.map((s) => (s.id === id ? { ...s, version } : s)) : [...round.shelf, { id, version, hidden: false }]
  return shelve(withItem(session, { ...item, versions: [...item.versions, { ...content, version, round: number, createdAt: now }] }), round, shelf)
}

export const SetShelf = z.object({ shelf: z.array(ShelfItem).max(LIMITS.stimulusItems) })

/** Sets what is on a round's shelf: order, versions, what is hidden. Items taken off stay in the stocktake. */
export function setShelf(session: Session, number: number, { shelf }: z.infer<typeof SetShelf>): Session {
  const round = roundFor(session, number, 'stimulus')
  if (new Set(shelf.map((item) => item.id)).size !== shelf.length)
    throw new Problem('bad-request', { errors: [{ path: 'shelf', message: 'An item is on the shelf twice.' }] })
  for (const { id, version } of shelf)
    if (!itemOf(session, id).versions.some((v) => v.version === version)) throw new Problem('stimulus-not-found', { id, version })
  return shelve(session, round, shelf)
}

function complete(content: { kind: StimulusItem['kind']; text: string; url?: string | undefined; file?: string | undefined }) {
  const needs = (path: string, message: string) => new Problem('bad-request', { errors: [{ path, message }] })
  if (content.kind === 'link' && !content.url) throw needs('url', 'A link needs an address.')
  if ((content.kind === 'image' || content.kind === 'pdf' || content.kind === 'video') && !content.file) throw needs('file', 'Choose a file first.')
  if ((content.kind === 'text' || content.kind === 'quotation' || content.kind === 'case' || content.kind === 'note') && !content.text.trim())
    throw needs('text', 'Write the text that people will read.')
}

function itemOf(session: Session, id: string): StimulusItem {
  const item = session.stimulus.find((candidate) => candidate.id === id)
  if (!item) throw new Problem('stimulus-not-found', { id })
  return item
}

const withItem = (session: Session, item: StimulusItem): Session => ({ ...session, stimulus: session.stimulus.map((old) => (old.id === item.id ? item : old)) })
const shelve = (session: Session, round: Round, shelf: ShelfItem[]): Session => ({
  ...session,
  rounds: session.rounds.map((r) => (r.number === round.number ? { ...r, shelf } : r)),
})
