import { type Board, FROM_SERVER, readNote, setNoteField } from '@stocktake/shared/board/board'
import { isHeld, type Note } from '@stocktake/shared/board/schema'
import { roundFor } from '@stocktake/shared/commands/rounds'
import type { HoldBack } from '@stocktake/shared/commands/steps'
import { Problem } from '@stocktake/shared/problem'
import type { Preview } from '@stocktake/shared/view'
import type { z } from 'zod'
import { readSession, type Workshop } from './workshop.ts'

/** What was read last of a round stays what is read for so long: otherwise one could watch somebody type and see which note grows. */
export const PREVIEW_EVERY = 60_000
/** Notes of fewer people are not read: they could be told to be somebody's. */
const PREVIEW_WRITERS = 2

/** What people wrote alone, for facilitators who told the group that they would read it: words alone, in no order of writing. */
export async function previewCommand(workshop: Workshop, id: string, number: number): Promise<Preview> {
  const session = await readSession(workshop, id)
  roundFor(session, number, 'lead')
  const { readBeforeReveal, minimumGroup } = session.settings
  if (!readBeforeReveal) throw new Problem('not-told-so')
  const { previews } = workshop
  for (const [key, { at }] of previews) if (workshop.now() - at >= PREVIEW_EVERY) previews.delete(key)
  const key = keyOf(id, number)
  const known = previews.get(key)
  if (known) return known.preview
  const preview = previewOf(await readDrafts(workshop, id, number), Math.max(PREVIEW_WRITERS, minimumGroup))
  // Another facilitator may have asked meanwhile: both go on with the same. Nothing to read is nothing to keep to.
  if (preview.notes.length && !previews.has(key)) previews.set(key, { at: workshop.now(), preview })
  return previews.get(key)?.preview ?? preview
}

const keyOf = (id: string, round: number) => `${id}/${round}`

function previewOf(drafts: readonly { notes: Note[] }[], least: number): Preview {
  const written = drafts.map(({ notes }) => notes.filter(({ text, picture }) => text.trim() || picture))
  const readable = written.map((notes) => notes.filter(({ mayBeRead }) => mayBeRead))
  const writers = readable.filter((notes) => notes.length > 0).length
  // Ids are random, and this is their order.
  const notes = writers < least ? [] : readable.flat().sort((a, b) => (a.id < b.id ? -1 : 1))
  return {
    tooFew: writers > 0 && writers < least,
    others: written.flat().length - notes.length,
    notes: notes.map((note) => ({ id: note.id, text: note.text, ...(note.picture ? { picture: note.picture.alt } : {}), held: isHeld(note) })),
  }
}

/**
 * Holds a note back, or lets it through again. Whose it is stays with the server: its writer finds it marked in their own
 * draft. It is held as it reads now; once it is reworded it goes along with the next reveal.
 */
export const holdBackCommand = (workshop: Workshop, id: string, number: number, { note, held }: z.infer<typeof HoldBack>): Promise<void> =>
  workshop.inTurn(id, async () => {
    const session = await readSession(workshop, id)
    roundFor(session, number, 'lead')
    if (!session.settings.readBeforeReveal) throw new Problem('not-told-so')
    for (const draftOf of await workshop.rooms.drafts.members(id, number)) {
      const draft = { stocktakeId: id, round: number, draftOf }
      const found = (await workshop.rooms.drafts.read(draft)).notes.some((one) => one.id === note && one.mayBeRead)
      if (!found) continue
      await workshop.rooms.drafts.edit(draft, (board) => mark(board, note, held))
      const seen = workshop.previews.get(keyOf(id, number))?.preview.notes.find((one) => one.id === note)
      if (seen) seen.held = held
      return
    }
    throw new Problem('note-not-found', { note })
  })

function mark(board: Board, id: string, held: boolean): void {
  const note = readNote(board, id)
  if (note) setNoteField(board, id, 'held', held ? note.text : undefined, FROM_SERVER)
}

async function readDrafts({ rooms }: Workshop, id: string, number: number): Promise<{ notes: Note[] }[]> {
  const members = await rooms.drafts.members(id, number)
  return Promise.all(members.map((draftOf) => rooms.drafts.read({ stocktakeId: id, round: number, draftOf })))
}
