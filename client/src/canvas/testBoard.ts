import { addNote, type Board, createBoard, FROM_SERVER, watch } from '@stocktake/shared/board/board'
import { createUndo } from '@stocktake/shared/board/undo'
import { atom, createTLStore, Editor } from '@tldraw/tldraw'
import { createStore } from 'zustand/vanilla'
import type { BoardConnection, Presence, PresenceChange } from '../sync/connection.ts'
import { bindBoard } from './bindBoard.ts'
import { type StickyShape, shapeIdOf } from './records.ts'
import { createScene } from './scene.ts'
import { BINDINGS, OPTIONS, SHAPES, setUpEditor, TOOLS, USER } from './setUpEditor.ts'
import { createShown } from './shown.ts'

export const GRID = { rows: ['policy', 'practice'], columns: ['current', 'barriers'] }
export const CELLS = GRID.rows.flatMap((row) => GRID.columns.map((column) => `${row}/${column}`))
const noMeasure = { heights: (texts: readonly string[]) => texts.map(() => 0), forget: () => {}, close: () => {} }
const open: (() => void)[] = []

/** What the page lacks in a test without a browser. */
export function furnish() {
  globalThis.matchMedia ??= (() => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} })) as unknown as typeof matchMedia
  // The page measures labels; here nothing has a size.
  Range.prototype.getClientRects ??= () => [] as unknown as DOMRectList
}

export const closeAll = () => {
  for (const close of open.splice(0)) close()
}

export interface TestBoardOptions {
  /** Whether hands may move and delete a note. */
  mayTouch?: (noteId: string) => boolean
  /** Puts notes on the board before it is shown. */
  fill?: (board: Board) => void
  /** Set up as in the page, for tests of hands. */
  handled?: boolean
}

/** A board shown in a real editor, with nothing in between but a wire that is not there. */
export function shownBoard({ mayTouch = () => true, fill, handled = false }: TestBoardOptions = {}) {
  const board = createBoard()
  const undo = createUndo(board)
  const presences = createStore<Presence[]>(() => [])
  const told: PresenceChange[] = []
  const connection = {
    board,
    presences,
    onChange: (callback: Parameters<BoardConnection['onChange']>[0]) => watch(board, (found) => callback({ ...found, mine: found.origin !== FROM_SERVER })),
    setPresence: (change: PresenceChange) => told.push(change),
  } as unknown as BoardConnection
  const container = document.createElement('div')
  document.body.append(container)
  const editor = new Editor({
    store: createTLStore({ shapeUtils: SHAPES, bindingUtils: BINDINGS }),
    shapeUtils: SHAPES,
    bindingUtils: BINDINGS,
    tools: TOOLS,
    getContainer: () => container,
    user: USER,
    options: OPTIONS,
    initialState: 'select',
  })
  const stopSetUp = handled ? setUpEditor(editor, () => {}) : () => {}
  fill?.(board)
  const scene = createScene(board, noMeasure, GRID)
  const shown = createShown()
  const refused: string[] = []
  const binding = bindBoard({
    editor,
    scene,
    connection,
    shown,
    world: atom('world', 0),
    targets: atom('targets', new Set()),
    mayMove: mayTouch,
    mayDelete: mayTouch,
    onRefused: (action) => refused.push(action),
    onLayout: () => true,
  })
  const shapeOf = (id: string) => editor.getShape<StickyShape>(shapeIdOf(id))
  const add = (id: string, cell: string | null, x = 16, y = 56, text = 'words') => {
    addNote(board, { id, text, at: { cell, x, y }, group: null, createdAt: 1 }, FROM_SERVER)
    binding.flush()
  }
  const close = () => {
    binding.close()
    stopSetUp()
    editor.dispose()
    container.remove()
  }
  open.push(close)
  return { board, connection, container, editor, scene, binding, shown, undo, presences, told, refused, shapeOf, add, close }
}
