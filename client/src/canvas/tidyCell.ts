import { MINE, moveNotes } from '@stocktake/shared/board/board'
import { originOf } from '@stocktake/shared/board/layout'
import { closedVotes } from '../votes.ts'
import type { Says } from './actions.ts'
import { type TidyBy, tidy } from './tidy.ts'
import { type CanvasContext, mayMove } from './world.ts'

/** Tidies one cell of the board, in one step of undo. Says how many notes moved, and when others' notes stay. */
export function tidyCell({ scene, world, mine, connection }: CanvasContext, cell: string | null, by: TidyBy, say: Says): void {
  const { view, round } = world.get()
  const origin = originOf(scene.layout.get(), cell)
  const notes = [...scene.boxes()].flatMap(([id, box]) => {
    const note = box.cell === cell ? scene.peek(id) : undefined
    if (!note) return []
    return [{ note, box: { ...box, x: box.x - origin.x, y: box.y - origin.y }, mayMove: mayMove(world.get(), mine.get(), note) }]
  })
  const moves = tidy(cell, notes, by, {
    themes: [...scene.themes.get().keys()],
    groups: view.groups.map(({ id }) => id),
    votes: closedVotes(view, round.number)?.votes ?? new Map(),
  })
  if (!moves.length) {
    say({ key: 'tidyAlready' })
    return
  }
  connection.endUndoStep()
  moveNotes(connection.board, moves, MINE)
  connection.endUndoStep()
  say({ key: notes.every(({ mayMove }) => mayMove) ? 'tidied' : 'tidiedOwn', count: moves.length })
}
