import { change, FROM_CANVAS, moveNotes, setNoteField } from '@stocktake/shared/board/board'
import { centreOf, farthestIn, neighbour, originOf, placeAt } from '@stocktake/shared/board/layout'
import { freePlace } from '@stocktake/shared/board/place'
import type { Note, Place } from '@stocktake/shared/board/schema'
import { isTeam } from '@stocktake/shared/rounds'
import { Box, type Editor, type TLShapeId } from '@tldraw/tldraw'
import { cellName } from '../words/usual.ts'
import type { Says } from './actions.ts'
import { type Arranging, arrangeNotes, type Boxed } from './arrangeNotes.ts'
import type { BoardBinding } from './bindBoard.ts'
import { noteIdOf } from './records.ts'
import { selectedNotes, selectionBounds } from './selected.ts'
import type { Arrow } from './tools/keys.ts'
import { type CanvasContext, mayLock, mayMove } from './world.ts'

/** Moving, ordering and locking what is selected, by keys and menu instead of by dragging. */
export interface HandActions {
  /** Moves the selection a little; false when nothing is selected. */
  nudge(way: Arrow, by: number): boolean
  /** Moves the selected notes into the next cell that way. */
  toNextCell(way: Arrow): boolean
  toCell(cell: string | null): void
  arrange(how: Arranging): void
  /** Brings the selection before or behind everything else. */
  order(to: 'front' | 'back'): void
  /** Locks the selection to its place, or unlocks it if all of it is locked. */
  lock(): void
}

const STEP: Record<Arrow, { x: number; y: number }> = { left: { x: -1, y: 0 }, right: { x: 1, y: 0 }, up: { x: 0, y: -1 }, down: { x: 0, y: 1 } }
/** Presses of a key that follow one another this closely are one movement for undo. */
const ONE_MOVE = 1000

export function createHandActions(editor: Editor, around: CanvasContext, binding: Pick<BoardBinding, 'flush'>, say: Says): HandActions {
  const { connection, scene, world, mine } = around
  const { board } = connection
  let nudgedAt = 0

  const selected = (): Note[] => selectedNotes(editor).flatMap((id) => scene.peek(id) ?? [])
  /** Those of the selection that this hand may move; says why if that is not all. */
  const movable = (): Note[] => {
    const all = selected()
    const free = all.filter((note) => mayMove(world.get(), mine.get(), note))
    if (free.length < all.length) say({ key: all.some((note) => note.locked) ? 'locked' : 'notYours' })
    return free
  }
  const drawings = (): TLShapeId[] => editor.getSelectedShapeIds().filter((id) => noteIdOf(id) === undefined)
  const write = (moves: readonly { id: string; at: Place }[]) => {
    if (!moves.length) return
    moveNotes(board, moves, FROM_CANVAS)
    scene.markNotes(moves.map(({ id }) => id))
    binding.flush()
  }
  const depth = ({ at: { z } }: Note) => (z === undefined ? {} : { z })

  const toCell = (cell: string | null, notes: readonly Note[]) => {
    if (!notes.length) return
    connection.endUndoStep()
    const going = new Set(notes.map(({ id }) => id))
    const taken: Pick<Note, 'at' | 'text'>[] = [...scene.notes()].filter(({ id }) => !going.has(id))
    write(
      notes.map((note) => {
        const at = { ...freePlace(taken, cell, note.text), ...depth(note) }
        taken.push({ at, text: note.text })
        return { id: note.id, at }
      }),
    )
    say({ key: 'moved', count: notes.length, place: cellName(world.get().view.matrix, cell) })
    const bounds = selectionBounds(editor)
    if (bounds && !editor.getViewportPageBounds().contains(Box.From(bounds))) editor.centerOnPoint(centreOf(bounds), { animation: { duration: 150 } })
  }

  return {
    nudge(way, by) {
      if (!(editor.getSelectedShapeIds().length || selectedNotes(editor).length) || editor.getIsReadonly()) return false
      const { x, y } = STEP[way]
      const now = Date.now()
      if (now - nudgedAt > ONE_MOVE) connection.endUndoStep()
      nudgedAt = now
      const boxes = scene.boxes()
      const layout = scene.layout.get()
      write(
        movable().flatMap((note) => {
          const box = boxes.get(note.id)
          return box ? [{ id: note.id, at: { ...placeAt(layout, { x: box.x + x * by, y: box.y + y * by }, box.h), ...depth(note) } }] : []
        }),
      )
      if (drawings().length) editor.nudgeShapes(drawings(), { x: x * by, y: y * by })
      return true
    },
    toNextCell(way) {
      const notes = movable()
      const [first] = notes
      if (!first) return selectedNotes(editor).length > 0
      const cell = neighbour(scene.layout.get(), scene.boxes().get(first.id)?.cell ?? null, way)
      if (cell !== undefined) toCell(cell, notes)
      return true
    },
    toCell: (cell) => toCell(cell, movable()),
    arrange(how) {
      const boxes = scene.boxes()
      const layout = scene.layout.get()
      const cells = new Map<string | null, (Boxed & { note: Note })[]>()
      for (const note of movable()) {
        const box = boxes.get(note.id)
        if (!box) continue
        const members = cells.get(box.cell) ?? []
        if (!members.length) cells.set(box.cell, members)
        members.push({ id: note.id, x: box.x, y: box.y, w: box.w, h: box.h, note })
      }
      connection.endUndoStep()
      // Each cell by itself: putting in order what is selected takes no note out of its cell.
      write(
        [...cells].flatMap(([cell, members]) => {
          const places = arrangeNotes(how, members, farthestIn(layout, cell))
          const origin = originOf(layout, cell)
          return members.flatMap(({ id, note }) => {
            const corner = places.get(id)
            return corner ? [{ id, at: { cell, x: Math.round(corner.x - origin.x), y: Math.round(corner.y - origin.y), ...depth(note) } }] : []
          })
        }),
      )
    },
    order(to) {
      if (!leads(world.get())) return
      connection.endUndoStep()
      const depths = [...scene.notes()].map(({ at }) => at.z ?? 0)
      const z = to === 'front' ? Math.max(0, ...depths) + 1 : Math.min(0, ...depths) - 1
      write(movable().map(({ id, at }) => ({ id, at: { ...at, z } })))
      if (to === 'front') editor.bringToFront(drawings())
      else editor.sendToBack(drawings())
    },
    lock() {
      if (!mayLock(world.get())) return
      const notes = selected()
      const shapes = drawings().flatMap((id) => editor.getShape(id) ?? [])
      const locks = notes.some((note) => !note.locked) || shapes.some((shape) => !shape.isLocked)
      connection.endUndoStep()
      change(
        board,
        () => {
          for (const { id } of notes) setNoteField(board, id, 'locked', locks || undefined, FROM_CANVAS)
        },
        FROM_CANVAS,
      )
      scene.markNotes(notes.map(({ id }) => id))
      editor.run(() => editor.updateShapes(shapes.map(({ id, type }) => ({ id, type, isLocked: locks }))), { ignoreShapeLock: true })
      binding.flush()
      say({ key: locks ? 'lockedNow' : 'unlockedNow', count: notes.length + shapes.length })
    },
  }
}

/** Whether this person's hands lock and order what everybody sees. */
export const leads = ({ me, canWrite }: { me: { role: Parameters<typeof isTeam>[0] }; canWrite: boolean }) => canWrite && isTeam(me.role)
