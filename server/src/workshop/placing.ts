import { addNote, FROM_SERVER, readNotes } from '@stocktake/shared/board/board'
import { freePlace } from '@stocktake/shared/board/place'
import type { CarryDecision, Origin } from '@stocktake/shared/carry'
import { carries } from '@stocktake/shared/fate'
import { LIMITS } from '@stocktake/shared/limits'
import { cellsOf } from '@stocktake/shared/matrix'
import { Problem } from '@stocktake/shared/problem'
import { roundOf } from '@stocktake/shared/rounds'
import type { Session } from '@stocktake/shared/session'
import type { StimulusItem } from '@stocktake/shared/stimulusSchema'
import type { Workshop } from './workshop.ts'

/** What earlier, closed rounds decided to carry and no round has received yet. */
export const pendingDecisions = (session: Session, number: number, decisions: readonly CarryDecision[]) =>
  decisions.filter(
    ({ placedIn, round, action, results }) =>
      placedIn === null && round < number && carries(action) && results.length > 0 && roundOf(session, round)?.state === 'closed',
  )

/** Puts carried notes on the board of the round that begins. Those that are there already stay as they are. */
export async function placeNotes({ rooms, now }: Workshop, session: Session, number: number, pending: readonly CarryDecision[]): Promise<void> {
  const arriving = pending.flatMap(({ action, sources, results }) =>
    results.filter((result) => result.as === 'note').map((result) => ({ ...result, origin: { action, from: sources } as Origin })),
  )
  const round = roundOf(session, number)
  if (!arriving.length || !round) return
  const cells = new Set(cellsOf(session.matrix, round.columns))
  await rooms.edit(session.id, number, (board) => {
    const there = readNotes(board).map(({ id, at, text }) => ({ id, at, text }))
    for (const { id, text, group, lang, origin, cell } of arriving) {
      if (there.some((note) => note.id === id)) continue
      // A cell that this round does not ask for would hide the note: it waits in the parking lot instead.
      const at = freePlace(there, cell !== null && cells.has(cell) ? cell : null, text)
      addNote(board, { id, text, at, group, createdAt: now(), origin, ...(lang ? { lang } : {}) }, FROM_SERVER)
      there.push({ id, at, text })
    }
  })
}

/** The session with what was carried as stimulus on the shelf of the round that begins. */
export function withStimulus(session: Session, number: number, pending: readonly CarryDecision[], now: number): Session {
  const known = new Set(session.stimulus.map((item) => item.id))
  const items = pending.flatMap(({ results, sources, reason }) =>
    results
      .filter((result) => result.as === 'stimulus' && !known.has(result.id))
      .map(({ id, text }): StimulusItem => {
        const version = { version: 1, round: number, text, alt: '', changeNote: reason, fromNotes: sources, createdAt: now }
        return { id, kind: 'note', kindLabel: '', title: firstLine(text), source: '', sensitivity: '', versions: [version] }
      }),
  )
  if (session.stimulus.length + items.length > LIMITS.stimulusItems) throw new Problem('too-large', { stimulusItems: LIMITS.stimulusItems })
  const shelved = items.map(({ id }) => ({ id, version: 1, hidden: false }))
  return {
    ...session,
    stimulus: [...session.stimulus, ...items],
    rounds: session.rounds.map((round) => (round.number === number ? { ...round, shelf: [...round.shelf, ...shelved] } : round)),
  }
}

const firstLine = (text: string) => {
  const line = text.trim().split('\n', 1)[0] ?? ''
  return line.length <= LIMITS.title ? line : `${line.slice(0, LIMITS.title - 1).trimEnd()}…`
}
