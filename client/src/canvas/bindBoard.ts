import { change, FROM_CANVAS } from '@stocktake/shared/board/board'
import { type Atom, type Editor, react, type Signal, type TLCamera, type TLShapeId } from '@tldraw/tldraw'
import type { BoardConnection } from '../sync/connection.ts'
import { bindDrawing } from './bindDrawing.ts'
import { bindNotes } from './bindNotes.ts'
import { shareHand } from './dragging.ts'
import { createFrames } from './frames.ts'
import { cellAt, centreOf, type Layout, originOf } from './layout.ts'
import { noteIdsOf, shapeIdOf } from './records.ts'
import type { Scene } from './scene.ts'

export interface BoardBinding {
  /** Shows the board now, without waiting for the next frame: for a note that was just made and is to be typed in. */
  flush(): void
  /** How many drawing records could not be read. */
  readonly unreadable: number
  close(): void
}

export interface BoardBindingOptions {
  editor: Editor
  scene: Scene
  connection: BoardConnection
  /** Watched: another matrix or round means other rows and columns. */
  world: Signal<unknown>
  /** Cells under the notes in hand, for the backdrop. */
  targets: Atom<ReadonlySet<string | null>>
  /** With a cell: may it go there? */
  mayMove(noteId: string, to?: string | null): boolean
  mayDelete(noteId: string): boolean
  onRefused(action: 'move' | 'delete' | 'place'): void
  /** Rows and columns got other sizes; answers true when the view was put right already. */
  onLayout(): boolean
}

/**
 * Ties a board to an editor. Everything is gathered and done once per frame: hands into the board in one transaction, then
 * the board into the store in one merge.
 */
export function bindBoard({ editor, scene, connection, world, targets, mayMove, mayDelete, onRefused, onLayout }: BoardBindingOptions): BoardBinding {
  const { board } = connection
  let applying = false
  const isApplying = () => applying
  let stale = true
  const frames = createFrames(() => frame())
  const ask = frames.ask
  /** Asks for a frame in which the shapes are compared with the board, although the board may not have changed. */
  const askAnew = () => {
    stale = true
    ask()
  }

  const hand = shareHand({ editor, scene, connection, targets, ask, onOthers: askAnew })
  const notes = bindNotes({ editor, scene, board, mayMove, mayDelete, isApplying, onRefused, ask, onStranger: askAnew, dragged: hand.dragged })
  const drawing = bindDrawing({ editor, scene, board, isApplying, ask })

  const stopBoard = connection.onChange((found) => {
    if (found.other) scene.markAll()
    scene.markNotes(found.notes)
    scene.markNotes(found.texts)
    // What was drawn here is in the store already.
    if (found.origin !== FROM_CANVAS) drawing.mark(found.drawing)
    askAnew()
  })
  // When a hand lets go, what it did is written, and rows may move again.
  const stopHand = react('hand lets go', () => {
    editor.getPath()
    askAnew()
  })

  const stopWorld = react('another grid', () => {
    world.get()
    askAnew()
  })

  function frame() {
    const busy = editor.inputs.isPointing
    hand.tell()
    if (!busy && (notes.hasWork || drawing.hasStrokes)) {
      change(
        board,
        () => {
          notes.writeBack()
          drawing.writeBack()
        },
        FROM_CANVAS,
      )
    }
    const before = scene.layout.get()
    if (scene.refresh(busy)) stale = true
    const after = scene.layout.get()
    if (before !== after && !onLayout()) keepInPlace(editor, before, after)
    if (stale) apply()
    // A stroke in progress is written when the pointer is up.
    if (busy && (notes.hasWork || drawing.hasStrokes)) ask()
  }

  function apply() {
    stale = false
    const fromNotes = notes.difference()
    merge(fromNotes.put, fromNotes.remove)
    const fromDrawing = drawing.difference()
    merge(fromDrawing.put, fromDrawing.remove)
  }

  function merge(put: Parameters<Editor['store']['put']>[0], remove: Parameters<Editor['store']['remove']>[0]) {
    if (!put.length && !remove.length) return
    applying = true
    try {
      editor.store.mergeRemoteChanges(() => {
        editor.store.remove(remove)
        editor.store.put(put)
      })
    } finally {
      applying = false
    }
  }

  scene.markAll()
  frame()

  return {
    flush() {
      ask()
      frames.flush()
    },
    get unreadable() {
      return drawing.unreadable
    },
    close() {
      stopHand()
      stopWorld()
      stopBoard()
      frames.close()
      notes.close()
      drawing.close()
      hand.close()
      merge([], [...editor.getCurrentPageShapeIds()])
    },
  }
}

/**
 * Others' notes make rows and columns grow. What I type in or point at must not slide away: the camera goes along with the
 * cell of the note being edited, else the cell under the pointer, else the one in the middle.
 */
function keepInPlace(editor: Editor, before: Layout, after: Layout) {
  const cell = anchorCell(editor, before)
  const was = originOf(before, cell)
  const is = originOf(after, cell)
  if (was.x === is.x && was.y === is.y) return
  const { x, y, z }: TLCamera = editor.getCamera()
  editor.setCamera({ x: x - (is.x - was.x), y: y - (is.y - was.y), z }, { immediate: true })
}

function anchorCell(editor: Editor, layout: Layout): string | null {
  const editing = editor.getEditingShapeId()
  const bounds = editing ? editor.getShapePageBounds(editing) : undefined
  if (bounds) return cellAt(layout, centreOf(bounds))
  const pointsHere = editor.getInstanceState().isHoveringCanvas
  return cellAt(layout, pointsHere ? editor.inputs.currentPagePoint : editor.getViewportPageBounds().center)
}

/** Ids of shapes for notes, where they exist. */
export const shapesOf = (editor: Editor, noteIds: readonly string[]): TLShapeId[] => noteIds.map(shapeIdOf).filter((id) => editor.getShape(id))

export const selectedNotes = (editor: Editor) => noteIdsOf(editor.getSelectedShapeIds())
