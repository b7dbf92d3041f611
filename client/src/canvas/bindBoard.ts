import { change, FROM_CANVAS } from '@stocktake/shared/board/board'
import { cellAt, centreOf, type Layout, originOf, type Point } from '@stocktake/shared/board/layout'
import { type Atom, atom, type Editor, react, type Signal, type TLCamera } from '@tldraw/tldraw'
import type { BoardConnection } from '../sync/connection.ts'
import { bindDrawing } from './bindDrawing.ts'
import { bindNotes } from './bindNotes.ts'
import { shareHand } from './dragging.ts'
import type { Landing } from './dropOnto.ts'
import { createFrames } from './frames.ts'
import { type Choice, chooseLive, NOTHING_LIVE } from './live.ts'
import { isMoving } from './moving.ts'
import { noteAt } from './pick.ts'
import { noteIdOf, noteIdsOf, shapeIdOf } from './records.ts'
import type { Scene } from './scene.ts'
import { type WideSelection, widenSelection } from './selection.ts'
import { createShown, type Shown } from './shown.ts'

export interface BoardBinding {
  /** Shows the board now, without waiting for the next frame: for a note that was just made and is to be typed in. */
  flush(): void
  /** Makes notes shapes now, wherever they are: before a hand takes one, or the caret is put into it. */
  reach(noteIds: readonly string[]): void
  /** Before a press: what is painted under it becomes a shape, and of a selection the part that is pressed. */
  press(point: Point): void
  /** Selects notes, however many, with drawings if there are any. */
  select: WideSelection['select']
  /** How many records of the board, notes and drawings, could not be read. */
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
  shown?: Shown
  /** With a cell: may it go there? */
  mayMove(noteId: string, to?: string | null): boolean
  mayDelete(noteId: string): boolean
  onRefused(action: 'move' | 'delete' | 'place'): void
  /** Rows and columns got other sizes; answers true when the view was put right already. */
  onLayout(): boolean
  /** What notes that were just let go landed on, where that means something. */
  land?(noteIds: readonly string[]): Landing | undefined
}

/**
 * Ties a board to an editor. Everything is gathered and done once per frame: hands into the board in one transaction, then
 * the board into the store in one merge.
 */
export function bindBoard(options: BoardBindingOptions): BoardBinding {
  const { editor, scene, connection, world, targets, mayMove, mayDelete, onRefused, onLayout, land, shown = createShown() } = options
  const { board } = connection
  let applying = false
  const isApplying = () => applying
  let stale = true
  let choice: Choice = NOTHING_LIVE
  /** Notes that were asked for, with the frames they have left to be taken in hand. */
  const reached = new Map<string, number>()
  const unreadable = atom('unreadable', 0)
  const frames = createFrames(() => frame())
  const ask = frames.ask
  /** Asks for a frame in which the shapes are compared with the board, although the board may not have changed. */
  const askAnew = () => {
    stale = true
    ask()
  }
  const reach = (ids: readonly string[]) => {
    for (const id of ids) reached.set(id, 2)
    askAnew()
    frames.flush()
  }

  const hand = shareHand({ editor, scene, connection, targets, ask, onOthers: askAnew })
  const notes = bindNotes({
    editor,
    scene,
    board,
    mayMove,
    mayDelete,
    isApplying,
    onRefused,
    ask,
    onStranger: askAnew,
    shown,
    land,
    selection: () => selection,
  })
  const drawing = bindDrawing({ editor, scene, board, isApplying, ask })
  const selection = widenSelection(editor, scene, shown, reach)

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

  // Where one looks, and what one points at, decides which notes are shapes.
  const stopView = react('look elsewhere', () => {
    editor.getViewportPageBounds()
    isMoving(editor)
    editor.getSelectedShapeIds()
    editor.getEditingShapeId()
    shown.hovered.get()
    shown.fan.get()
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
    carry()
    if (stale) apply()
    shown.paint()
    unreadable.set(scene.unreadable.get() + drawing.unreadable)
    selection.settle()
    for (const [id, left] of reached) {
      if (busy) continue
      if (left > 1) reached.set(id, left - 1)
      else reached.delete(id)
    }
    // A stroke in progress is written when the pointer is up.
    if (reached.size || (busy && (notes.hasWork || drawing.hasStrokes))) ask()
    if (!choice.settled) askAnew()
  }

  /** The painted part of the selection goes along with the part in hand. */
  function carry() {
    if (!shown.more.get().size || !editor.isIn('select.translating')) return
    const [lead] = noteIdsOf(editor.getSelectedShapeIds())
    const shape = lead === undefined ? undefined : editor.getShape(shapeIdOf(lead))
    const box = lead === undefined ? undefined : scene.boxes().get(lead)
    if (shape && box) shown.carried.set({ x: shape.x - box.x, y: shape.y - box.y })
    ask()
  }

  function* must() {
    yield* reached.keys()
    yield* notes.inWork
    yield* noteIdsOf(editor.getSelectedShapeIds())
    yield* shown.fan.get().keys()
    yield* drawing.held
    const editing = noteIdOf(editor.getEditingShapeId() ?? '')
    const hovered = shown.hovered.get()
    if (editing !== undefined) yield editing
    if (hovered !== undefined) yield hovered
  }

  function apply() {
    stale = false
    const others = hand.dragged()
    const fan = shown.fan.get()
    if (others.size || fan.size || shown.away.get().size) shown.away.set(new Map([...fan, ...others]))
    choice = chooseLive(
      { boxes: scene.boxes(), view: editor.getViewportPageBounds(), zoom: editor.getZoomLevel(), must: must(), moving: isMoving(editor) },
      choice,
    )
    if (!sameIds(choice.live, shown.live.get())) shown.live.set(choice.live)
    const fromNotes = notes.difference()
    const fromDrawing = drawing.difference(shown.live.get())
    merge([...fromNotes.put, ...fromDrawing.put], [...fromNotes.remove, ...fromDrawing.remove])
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
    reach,
    press(point) {
      const id = noteAt(scene, point, shown.away.get())
      if (id === undefined) return
      if (!shown.live.get().has(id)) reach([id])
      selection.adopt(id)
    },
    select: selection.select,
    get unreadable() {
      return unreadable.get()
    },
    close() {
      selection.close()
      stopView()
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

const sameIds = (a: ReadonlySet<string>, b: ReadonlySet<string>) => {
  if (a.size !== b.size) return false
  for (const id of a) if (!b.has(id)) return false
  return true
}
