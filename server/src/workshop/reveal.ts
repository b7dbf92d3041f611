import { goesWithWriter, signingNow } from '@stocktake/shared/attribution'
import { addNote, type Board, deleteNotes, FROM_SERVER, type NewNote, readNotes } from '@stocktake/shared/board/board'
import { createPlacer } from '@stocktake/shared/board/place'
import { BOARD_LIMITS, isHeld, type Note } from '@stocktake/shared/board/schema'
import { roundFor } from '@stocktake/shared/commands/rounds'
import { noteReveal, type RevealNotes } from '@stocktake/shared/commands/steps'
import { cellsOf } from '@stocktake/shared/matrix'
import { Problem } from '@stocktake/shared/problem'
import type { Member, Round, Session } from '@stocktake/shared/session'
import { covers, wasRevealed } from '@stocktake/shared/steps'
import type { z } from 'zod'
import { change, readSession, type Workshop } from './workshop.ts'

/** Notes of one member's draft, on their way to the board. */
interface Taken {
  member: Member
  notes: Note[]
}

/**
 * Shows what people wrote alone. The server copies the notes onto the board by its own hand, so that nothing in the
 * document ties them to a device or to one another, and empties the drafts afterwards. If it stops in between, the notes
 * are on the board and in the drafts; revealing again finds them there by their ids, also those that were deleted since.
 */
export const revealCommand = (workshop: Workshop, id: string, number: number, scope: z.infer<typeof RevealNotes>): Promise<Session> =>
  workshop.inTurn(id, () => {
    const wanted = { cells: scope.cells ?? null, groups: scope.groups ?? null }
    return withDrafts(workshop, id, number, undefined, async (session, round, drafts) => {
      // Before anything is shown: a round without steps has no notes written alone.
      noteReveal(session, number, scope, workshop.now())
      const taken = drafts.map(({ member, notes }) => ({ member, notes: notes.filter(({ at, group }) => covers(wanted, at.cell, group)) }))
      await publish(workshop, session, round, taken, false)
      return change(workshop, id, (now) => ({ session: noteReveal(now, number, scope, workshop.now()) }))
    })
  })

/** Shows a member's own notes that came after those of their cell and group were revealed, marked as late. */
export const revealMineCommand = (workshop: Workshop, id: string, number: number, member: Member): Promise<number> =>
  workshop.inTurn(id, () =>
    withDrafts(workshop, id, number, member.id, async (session, round, drafts) => {
      const taken = drafts.map(({ member: writer, notes }) => ({ member: writer, notes: notes.filter((note) => wasRevealed(round.live, note)) }))
      const count = taken.reduce((sum, { notes }) => sum + notes.length, 0)
      if (!count) throw new Problem('not-revealed-yet')
      await publish(workshop, session, round, taken, true)
      return count
    }),
  )

/** What stands in the drafts of a round, of one member or of all, while nobody can change it. */
async function withDrafts<T>(
  workshop: Workshop,
  id: string,
  number: number,
  only: string | undefined,
  effect: (session: Session, round: Round, drafts: Taken[]) => Promise<T>,
): Promise<T> {
  const { store, rooms } = workshop
  const session = await readSession(workshop, id)
  const round = roundFor(session, number, 'lead')
  const members = new Map((await store.members(id)).map((member) => [member.id, member]))
  const names = only === undefined ? await rooms.drafts.members(id, number) : [only]
  const owners = names.flatMap((name) => members.get(name) ?? [])
  const drafts = owners.map((member) => ({ member, draft: { stocktakeId: id, round: number, draftOf: member.id } }))
  const holds = await Promise.allSettled(drafts.map(({ draft }) => rooms.drafts.hold(draft)))
  try {
    for (const hold of holds) if (hold.status === 'rejected') throw hold.reason
    const taken = drafts.map(async ({ member, draft }): Promise<Taken> => {
      const { notes } = await rooms.drafts.read(draft)
      // What somebody wrote whose notes are hidden stays where it is.
      const isHidden = (note: Note) => member.removed === 'hidden' && goesWithWriter(note, session.settings.attribution)
      // A note without words has just been begun; its writer goes on with it. What is held back waits until it is reworded.
      return { member, notes: notes.filter((note) => note.text.trim() && !isHeld(note) && !isHidden(note)) }
    })
    return await effect(session, round, await Promise.all(taken))
  } finally {
    for (const hold of holds) if (hold.status === 'fulfilled') hold.value()
  }
}

async function publish({ rooms, now }: Workshop, session: Session, round: Round, taken: readonly Taken[], late: boolean): Promise<void> {
  const writers = new Map(taken.flatMap(({ member, notes }) => notes.map(({ id }): [string, string] => [id, member.id])))
  if (!writers.size) return
  const arriving = taken.flatMap(({ notes }) => notes.map((note) => shown(session, note)))
  // Ids are random, so this order says nothing of who wrote what one after the other.
  arriving.sort((a, b) => (a.id < b.id ? -1 : 1))
  const time = now()
  const cells = new Set(cellsOf(session.matrix, round.columns))
  await rooms.edit(
    session.id,
    round.number,
    (board, wasHere) => {
      const fresh = arriving.filter(({ id }) => !wasHere(id))
      if (board.notes.size + fresh.length > BOARD_LIMITS.notesPerRound) throw new Problem('too-large', { notes: BOARD_LIMITS.notesPerRound })
      putNotes(board, fresh, (cell) => (cell !== null && cells.has(cell) ? cell : null), { createdAt: time, ...(late ? { late: true as const } : {}) })
    },
    writers,
  )
  const empty = taken.filter(({ notes }) => notes.length > 0)
  await Promise.all(
    empty.map(({ member, notes }) =>
      rooms.drafts.edit({ stocktakeId: session.id, round: round.number, draftOf: member.id }, (draft) =>
        deleteNotes(
          draft,
          notes.map(({ id }) => id),
          FROM_SERVER,
        ),
      ),
    ),
  )
}

type Shown = Omit<NewNote, 'at' | 'createdAt'> & { id: string; text: string; cell: string | null }

/**
 * What of a note goes onto the board: neither when it was written nor anything else by which it could be told whose it is,
 * and of its writer what was promised when it was written and still is.
 */
function shown({ settings }: Session, { id, text, at, lang, stimulus, tested, table, group, author, anonymous, typedFor }: Note): Shown {
  const written = { group, ...(author ? { author } : {}), ...(anonymous ? { anonymous } : {}), ...(typedFor ? { typedFor } : {}) }
  const signing = signingNow(written, settings.attribution)
  return {
    id,
    text,
    ...signing,
    cell: at.cell,
    ...(lang !== undefined ? { lang } : {}),
    ...(stimulus !== undefined ? { stimulus } : {}),
    ...(tested !== undefined ? { tested } : {}),
    ...(table !== undefined && !signing.anonymous ? { table } : {}),
  }
}

function putNotes(board: Board, notes: readonly Shown[], cellOf: (cell: string | null) => string | null, common: Pick<NewNote, 'createdAt' | 'late'>) {
  const place = createPlacer(readNotes(board))
  for (const { cell, ...note } of notes) addNote(board, { ...note, ...common, at: place(cellOf(cell), note.text) }, FROM_SERVER)
}
