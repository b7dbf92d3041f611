import { goesWithWriter } from '@stocktake/shared/attribution'
import { addNote, type Board, deleteNotes, FROM_SERVER, readNotes, setNoteField } from '@stocktake/shared/board/board'
import type { Note } from '@stocktake/shared/board/schema'
import { cellsOf } from '@stocktake/shared/matrix'
import type { Session } from '@stocktake/shared/session'
import type { Workshop } from './workshop.ts'

/**
 * Brings a round's board in line with who was removed: notes of people whose notes are hidden leave it and are kept apart,
 * notes of people who are back return. What leaves the board leaves its document too, so that nobody who comes is sent it.
 * Doing it twice is doing it once: notes are kept before they leave, and are there before they are no longer kept.
 */
export async function settleHidden(workshop: Workshop, session: Session, round: number): Promise<void> {
  const { store, rooms } = workshop
  const { id } = session
  const hidden = new Set((await store.members(id)).flatMap((member) => (member.removed === 'hidden' ? [member.id] : [])))
  const kept = await store.hiddenNotes(id, round)
  const returning = kept.filter(({ member }) => !hidden.has(member))
  if (!hidden.size && !returning.length) return
  const release = await rooms.hold(id, round)
  try {
    const leaving = await notesOf(workshop, session, round, hidden)
    for (const [member, notes] of leaving) await store.hideNotes(id, round, member, notes)
    const gone = [...leaving.values()].flat().map((note) => note.id)
    if (gone.length) await rooms.edit(id, round, (board) => deleteNotes(board, gone, FROM_SERVER))
    if (returning.length) {
      const writers = new Map(returning.map(({ member, note }) => [note.id, member]))
      await rooms.edit(
        id,
        round,
        (board) => {
          for (const { note } of returning) putBack(board, session, note)
        },
        writers,
      )
      await store.dropHidden(
        id,
        round,
        returning.map(({ note }) => note.id),
      )
    }
    if (gone.length) await rooms.forgetDeleted(id, round)
  } finally {
    release()
  }
}

/** The notes on a board that go with these members. */
async function notesOf({ rooms }: Workshop, { id, settings }: Session, round: number, members: ReadonlySet<string>): Promise<Map<string, Note[]>> {
  const found = new Map<string, Note[]>()
  if (!members.size) return found
  await rooms.edit(id, round, (board, _wasHere, ownerOf) => {
    found.clear()
    for (const note of readNotes(board)) {
      const owner = ownerOf(note.id)
      if (owner !== null && members.has(owner) && goesWithWriter(note, settings.attribution)) found.set(owner, [...(found.get(owner) ?? []), note])
    }
  })
  return found
}

/** A note as it was; where its cell or group is gone meanwhile it has none. */
function putBack(board: Board, { matrix, groups }: Session, note: Note): void {
  const every = matrix.intelligenceTypes.map(({ id }) => id)
  const cell = note.at.cell !== null && cellsOf(matrix, every).includes(note.at.cell) ? note.at.cell : null
  const group = groups.some(({ id }) => id === note.group) ? note.group : null
  addNote(board, { ...note, at: { ...note.at, cell }, group }, FROM_SERVER)
  if (note.locked) setNoteField(board, note.id, 'locked', true, FROM_SERVER)
}
