import { type Board, deleteNotes, FROM_CANVAS, moveNotes } from '@stocktake/shared/board/board'
import { type Layout, overlap, type Point, placeAt, type Rect } from '@stocktake/shared/board/layout'
import type { Note, Place } from '@stocktake/shared/board/schema'
import type { Editor, TLRecord, TLShape, TLShapeId } from '@tldraw/tldraw'
import type { Landing } from './dropOnto.ts'
import { indexOf, noteIdOf, noteIdsOf, type StickyShape, shapeIdOf } from './records.ts'
import type { Scene } from './scene.ts'
import type { WideSelection } from './selection.ts'
import { NOWHERE, type Shown } from './shown.ts'

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
  /** Notes that a hand has moved and the board does not know of yet. */
  readonly inWork: Iterable<string>
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
  shown: Shown
  land?: ((noteIds: readonly string[]) => Landing | undefined) | undefined
  /** The selection, painted notes included. */
  selection(): Pick<WideSelection, 'lead'>
}

export function bindNotes({
  editor,
  scene,
  board,
  mayMove,
  mayDelete,
  isApplying,
  onRefused,
  ask,
  onStranger,
  shown,
  land,
  selection,
}: NoteBindingOptions): NoteBinding {
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
    get inWork() {
      return moved
    },
    writeBack() {
      if (moved.size) {
        const shapeOf = (id: string) => editor.getShape<StickyShape>(shapeIdOf(id))
        const carried = movesOfPainted(
          scene,
          [...shown.more.get()].filter((id) => mayMove(id)),
          sameWay(scene, [...moved], shapeOf),
        )
        const dropped = [...movesOf(scene, [...moved], shapeOf), ...carried]
        const landing = land?.(dropped.map(({ id }) => id))
        const moves = dropped.map(({ id, at }) => ({ id, at: landing?.places.get(id) ?? at }))
        const allowed = moves.filter(({ id, at }) => mayMove(id, at.cell))
        if (allowed.length < moves.length) onRefused('place')
        moveNotes(board, allowed, FROM_CANVAS)
        landing?.gather()
        // Also those that ended where they began, and those the board no longer has: their shapes must go back.
        scene.markNotes(moved)
        scene.markNotes(carried.map(({ id }) => id))
        shown.carried.set(NOWHERE)
        moved.clear()
      }
      if (deleted.size) {
        const { lead } = selection()
        const all = [...lead].every((id) => deleted.has(id) || !mayDelete(id)) && [...lead].some((id) => deleted.has(id))
        const also = all ? [...shown.more.get()].filter(mayDelete) : []
        deleteNotes(board, [...deleted, ...also], FROM_CANVAS)
        scene.markNotes(deleted)
        scene.markNotes(also)
        deleted.clear()
      }
    },
    difference() {
      const inHand = editor.isIn('select.translating') ? new Set(noteIdsOf(editor.getSelectedShapeIds())) : undefined
      const put: TLRecord[] = []
      const boxes = scene.boxes()
      const away = shown.away.get()
      const fan = shown.fan.get()
      const live = shown.live.get()
      for (const id of live) {
        const note = scene.peek(id)
        const box = boxes.get(id)
        // What a hand has just deleted is not put back before the board knows.
        if (!note || !box || deleted.has(id)) continue
        const current = editor.store.get(shapeIdOf(note.id)) as StickyShape | undefined
        const offset = away.get(note.id)
        const there = current && (inHand?.has(note.id) || moved.has(note.id)) ? { x: current.x, y: current.y } : shifted(box, offset)
        // What is in hand lies on top while it is.
        const record = recordOf(inHand?.has(note.id) || fan.has(note.id) ? { ...note, at: { ...note.at, z: TOP } } : note, box, there, page, current)
        if (record) put.push(record)
      }
      const remove: TLShapeId[] = [...strangers]
      strangers.clear()
      for (const id of editor.getCurrentPageShapeIds()) {
        const noteId = noteIdOf(id)
        if (noteId !== undefined && !(live.has(noteId) && boxes.has(noteId))) remove.push(id)
      }
      return { put, remove }
    },
    close() {
      for (const stop of stops) stop()
    },
  }
}

/** Above every note's own depth. */
const TOP = 62 ** 4 / 2 - 1

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
function movesOf(
  scene: Scene,
  ids: readonly string[],
  shapeOf: (noteId: string) => Pick<StickyShape, 'x' | 'y' | 'props'> | undefined,
): { id: string; at: Place }[] {
  const layout: Layout = scene.layout.get()
  const boxes = scene.boxes()
  const gone = new Set(ids)
  return ids.flatMap((id) => {
    const shape = shapeOf(id)
    const note = scene.peek(id)
    const box = boxes.get(id)
    if (!shape || !note || !box || (shape.x === box.x && shape.y === box.y)) return []
    const rect: Rect = { x: shape.x, y: shape.y, w: shape.props.w, h: shape.props.h }
    let z = note.at.z ?? 0
    let covers = false
    for (const [otherId, other] of boxes) {
      if (gone.has(otherId) || !overlap(rect, other)) continue
      covers = true
      z = Math.max(z, (scene.peek(otherId)?.at.z ?? 0) + 1)
    }
    return [{ id, at: { ...placeAt(layout, rect, rect.h), ...(covers || z > 0 ? { z } : {}) } }]
  })
}

/** How far all of these were moved, if it was the same way for all: then they were carried, and not lined up. */
function sameWay(scene: Scene, ids: readonly string[], shapeOf: (noteId: string) => Pick<StickyShape, 'x' | 'y'> | undefined): Point | undefined {
  let way: Point | undefined
  for (const id of ids) {
    const shape = shapeOf(id)
    const box = scene.boxes().get(id)
    if (!shape || !box) continue
    const by = { x: shape.x - box.x, y: shape.y - box.y }
    if (way && (Math.abs(by.x - way.x) > 0.5 || Math.abs(by.y - way.y) > 0.5)) return undefined
    way ??= by
  }
  return way
}

/** Where painted notes come to lie that were selected together with the shapes a hand has carried. */
function movesOfPainted(scene: Scene, ids: readonly string[], by: Point | undefined): { id: string; at: Place }[] {
  if (!by || (by.x === 0 && by.y === 0)) return []
  const layout = scene.layout.get()
  return ids.flatMap((id) => {
    const note = scene.peek(id)
    const box = scene.boxes().get(id)
    if (!note || !box) return []
    const at = placeAt(layout, { x: box.x + by.x, y: box.y + by.y }, box.h)
    return [{ id, at: note.at.z === undefined ? at : { ...at, z: note.at.z } }]
  })
}
