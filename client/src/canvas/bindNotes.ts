import { type Board, deleteNotes, FROM_CANVAS, moveNotes } from '@stocktake/shared/board/board'
import type { Note, Place } from '@stocktake/shared/board/schema'
import type { Editor, TLRecord, TLShape, TLShapeId } from '@tldraw/tldraw'
import { type Layout, overlap, placeAt, type Rect } from './layout.ts'
import { indexOf, noteIdOf, noteIdsOf, type StickyShape, shapeIdOf } from './records.ts'
import type { Scene } from './scene.ts'

/**
 * Notes between board and editor. The board is the truth: shapes follow it, in one merge per frame. What a hand does to a
 * shape becomes a change of the board when the hand lets go.
 */
export interface NoteBinding {
  /** Writes what was moved and deleted by hand into the board. Runs inside the caller's transaction. */
  writeBack(): void
  /** Records to put and ids to remove so that the shapes show the board. */
  difference(): { put: TLRecord[]; remove: TLShapeId[] }
  readonly hasWork: boolean
  close(): void
}

export interface NoteBindingOptions {
  editor: Editor
  scene: Scene
  board: Board
  /** With a cell: may it go there? */
  mayMove(noteId: string, to?: string | null): boolean
  mayDelete(noteId: string): boolean
  /** True while the board is being written into the store: what happens then is nobody's hand. */
  isApplying(): boolean
  /** A hand tried what is not allowed. */
  onRefused(action: 'move' | 'delete' | 'place'): void
  /** Asks for a frame. */
  ask(): void
  /** A note's shape appeared that is none of ours. */
  onStranger(): void
  /** How far others are dragging notes at the moment, by note. */
  dragged(): ReadonlyMap<string, { x: number; y: number }>
}

export function bindNotes({ editor, scene, board, mayMove, mayDelete, isApplying, onRefused, ask, onStranger, dragged }: NoteBindingOptions): NoteBinding {
  const moved = new Set<string>()
  const deleted = new Set<string>()
  const strangers = new Set<TLShapeId>()
  const page = editor.getCurrentPageId()

  const stops = [
    editor.sideEffects.registerBeforeChangeHandler('shape', (before, after, source) => {
      const noteId = noteIdOf(before.id)
      if (source !== 'user' || isApplying() || noteId === undefined) return after
      if (before.x === after.x && before.y === after.y) return before
      if (!mayMove(noteId)) {
        onRefused('move')
        return before
      }
      // A hand moves a note and does nothing else to it: size, depth and parent follow from the board.
      return { ...before, x: after.x, y: after.y }
    }),
    editor.sideEffects.registerAfterChangeHandler('shape', (before, after, source) => {
      const noteId = noteIdOf(after.id)
      if (source !== 'user' || isApplying() || noteId === undefined || (before.x === after.x && before.y === after.y)) return
      moved.add(noteId)
      ask()
    }),
    editor.sideEffects.registerBeforeDeleteHandler('shape', (shape, source) => {
      const noteId = noteIdOf(shape.id)
      if (source !== 'user' || isApplying() || noteId === undefined || mayDelete(noteId)) return
      onRefused('delete')
      return false
    }),
    editor.sideEffects.registerAfterDeleteHandler('shape', (shape, source) => {
      const noteId = noteIdOf(shape.id)
      if (source !== 'user' || isApplying() || noteId === undefined) return
      moved.delete(noteId)
      deleted.add(noteId)
      ask()
    }),
    // No hand makes a note by making a shape: notes come from the board.
    editor.sideEffects.registerAfterCreateHandler('shape', (shape, source) => {
      if (source !== 'user' || isApplying() || noteIdOf(shape.id) === undefined) return
      strangers.add(shape.id)
      onStranger()
    }),
    // The eraser is for drawings: words are deleted on purpose, not in passing.
    editor.sideEffects.registerBeforeChangeHandler('instance_page_state', (_before, after) =>
      after.erasingShapeIds.some((id) => noteIdOf(id)) ? { ...after, erasingShapeIds: after.erasingShapeIds.filter((id) => !noteIdOf(id)) } : after,
    ),
  ]

  return {
    get hasWork() {
      return moved.size > 0 || deleted.size > 0
    },
    writeBack() {
      if (moved.size) {
        const moves = movesOf(scene, [...moved], (id) => editor.getShape<StickyShape>(shapeIdOf(id)))
        const allowed = moves.filter(({ id, at }) => mayMove(id, at.cell))
        if (allowed.length < moves.length) onRefused('place')
        moveNotes(board, allowed, FROM_CANVAS)
        // Also those that ended where they began, and those the board no longer has: their shapes must go back.
        scene.markNotes(moved)
        moved.clear()
      }
      if (deleted.size) {
        deleteNotes(board, [...deleted], FROM_CANVAS)
        scene.markNotes(deleted)
        deleted.clear()
      }
    },
    difference() {
      const inHand = editor.isIn('select.translating') ? new Set(noteIdsOf(editor.getSelectedShapeIds())) : undefined
      const put: TLRecord[] = []
      const boxes = scene.boxes()
      const away = dragged()
      for (const note of scene.notes()) {
        const box = boxes.get(note.id)
        if (!box) continue
        const current = editor.store.get(shapeIdOf(note.id)) as StickyShape | undefined
        const offset = away.get(note.id)
        const there = current && (inHand?.has(note.id) || moved.has(note.id)) ? { x: current.x, y: current.y } : shifted(box, offset)
        // What is in hand lies on top while it is.
        const record = recordOf(inHand?.has(note.id) ? { ...note, at: { ...note.at, z: TOP } } : note, box, there, page, current)
        if (record) put.push(record)
      }
      const remove: TLShapeId[] = [...strangers]
      strangers.clear()
      for (const id of editor.getCurrentPageShapeIds()) {
        const noteId = noteIdOf(id)
        if (noteId !== undefined && !boxes.has(noteId)) remove.push(id)
      }
      return { put, remove }
    },
    close() {
      for (const stop of stops) stop()
    },
  }
}

/** Above every note's own depth. */
const TOP = 62 ** 4 - 1

const shifted = (box: Rect, by: { x: number; y: number } | undefined) => (by ? { x: box.x + by.x, y: box.y + by.y } : box)

/** The record for a note, or undefined when the one in the store already says the same. */
function recordOf(note: Note, box: Rect, at: { x: number; y: number }, page: TLShape['parentId'], current: StickyShape | undefined): StickyShape | undefined {
  const index = indexOf(note)
  if (!current) {
    const fresh = { id: shapeIdOf(note.id), typeName: 'shape', type: 'sticky', rotation: 0, isLocked: false, opacity: 1, meta: {}, parentId: page } as const
    return { ...fresh, x: at.x, y: at.y, index, props: { w: box.w, h: box.h } }
  }
  const same = current.x === at.x && current.y === at.y && current.index === index && current.props.w === box.w && current.props.h === box.h
  return same ? undefined : { ...current, x: at.x, y: at.y, index, props: { w: box.w, h: box.h } }
}

/** The places where moved notes were let go. One that lands on others is laid on top of them. */
export function movesOf(
  scene: Scene,
  ids: readonly string[],
  shapeOf: (noteId: string) => Pick<StickyShape, 'x' | 'y' | 'props'> | undefined,
): { id: string; at: Place }[] {
  const layout: Layout = scene.layout.get()
  const boxes = scene.boxes()
  const byId = new Map([...scene.notes()].map((note) => [note.id, note]))
  const gone = new Set(ids)
  return ids.flatMap((id) => {
    const shape = shapeOf(id)
    const note = byId.get(id)
    const box = boxes.get(id)
    if (!shape || !note || !box || (shape.x === box.x && shape.y === box.y)) return []
    const rect: Rect = { x: shape.x, y: shape.y, w: shape.props.w, h: shape.props.h }
    let z = note.at.z ?? 0
    let covers = false
    for (const [otherId, other] of boxes) {
      if (gone.has(otherId) || !overlap(rect, other)) continue
      covers = true
      z = Math.max(z, (byId.get(otherId)?.at.z ?? 0) + 1)
    }
    return [{ id, at: { ...placeAt(layout, rect, rect.h), ...(covers || z > 0 ? { z } : {}) } }]
  })
}
