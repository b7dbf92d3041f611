import { overlap, type Rect } from '@stocktake/shared/board/layout'
import { GAP, HEADING, perLine } from '@stocktake/shared/board/place'
import { NOTE_WIDTH, type Note, type Place } from '@stocktake/shared/board/schema'

export type TidyBy = 'theme' | 'group' | 'time' | 'votes'

/** A note to be tidied: its place and height within its cell. */
export interface Untidy {
  note: Note
  box: Rect
  mayMove: boolean
}

/** Ids in the order in which their notes are to stand: of themes by age, of groups as the stocktake lists them. */
export interface TidyOrder {
  themes: readonly string[]
  groups: readonly string[]
  /** Votes by note, of the ballots that are over. */
  votes: ReadonlyMap<string, number>
}

/**
 * Lays the notes of one cell out in lines, each theme or group beginning a new one. Notes that may not be moved stay where
 * they are, and the others are laid around them.
 */
export function tidy(cell: string | null, notes: readonly Untidy[], by: TidyBy, order: TidyOrder): { id: string; at: Place }[] {
  const still = notes.filter(({ mayMove }) => !mayMove).map(({ box }) => box)
  const columns = perLine(notes.length)
  const moves: { id: string; at: Place }[] = []
  let y = HEADING
  for (const part of parts(notes, by, order)) {
    let column = 0
    let lowest = 0
    for (const { note, box } of part) {
      for (;;) {
        if (column === columns) {
          // A line of which others' notes leave no room is passed over.
          y += (lowest || box.h) + GAP
          column = 0
          lowest = 0
        }
        const there: Rect = { x: GAP + column * (NOTE_WIDTH + GAP), y, w: NOTE_WIDTH, h: box.h }
        column++
        if (still.some((one) => overlap(one, { ...there, w: there.w + GAP / 2, h: there.h + GAP / 2 }))) continue
        lowest = Math.max(lowest, box.h)
        const at = { cell, x: there.x, y: there.y }
        if (note.at.cell !== cell || note.at.x !== at.x || note.at.y !== at.y || note.at.z) moves.push({ id: note.id, at })
        break
      }
    }
    if (column > 0) y += lowest + GAP
  }
  return moves
}

function parts(notes: readonly Untidy[], by: TidyBy, { themes, groups, votes }: TidyOrder): Untidy[][] {
  const mine = notes.filter(({ mayMove }) => mayMove)
  const reading = [...mine].sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x || (a.note.id < b.note.id ? -1 : 1))
  if (by === 'time') return [[...mine].sort((a, b) => a.note.createdAt - b.note.createdAt || (a.note.id < b.note.id ? -1 : 1))]
  if (by === 'votes') return [reading.sort((a, b) => (votes.get(b.note.id) ?? 0) - (votes.get(a.note.id) ?? 0))]
  const ranks = new Map((by === 'theme' ? themes : groups).map((id, index) => [id, index]))
  const rank = ({ note }: Untidy) => ranks.get((by === 'theme' ? note.theme : note.group) ?? '') ?? ranks.size
  const found = new Map<number, Untidy[]>()
  for (const one of reading) found.set(rank(one), [...(found.get(rank(one)) ?? []), one])
  return [...found].sort(([a], [b]) => a - b).map(([, part]) => part)
}
