import { createBoard, FROM_SERVER, watch } from '@stocktake/shared/board/board'
import { atom, createTLStore, Editor } from '@tldraw/tldraw'
import { createStore } from 'zustand/vanilla'
import type { BoardConnection, Presence } from '../sync/connection.ts'
import { bindBoard } from './bindBoard.ts'
import { createScene } from './scene.ts'
import { BINDINGS, OPTIONS, SHAPES, TOOLS, USER } from './setUpEditor.ts'

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

/** An empty board shown in a real editor, with nothing in between but a wire that is not there. */
export function shownBoard() {
  const board = createBoard()
  const connection = {
    board,
    presences: createStore<Presence[]>(() => []),
    onChange: (callback: Parameters<BoardConnection['onChange']>[0]) => watch(board, (found) => callback({ ...found, mine: found.origin !== FROM_SERVER })),
    setPresence: () => {},
  } as unknown as BoardConnection
  const container = document.createElement('div')
  document.body.append(container)
  const store = createTLStore({ shapeUtils: SHAPES, bindingUtils: BINDINGS })
  const editor = new Editor({
    store,
    shapeUtils: SHAPES,
    bindingUtils: BINDINGS,
    tools: TOOLS,
    getContainer: () => container,
    user: USER,
    options: OPTIONS,
    initialState: 'select',
  })
  const scene = createScene(board, noMeasure, GRID)
  const binding = bindBoard({
    editor,
    scene,
    connection,
    world: atom('world', 0),
    targets: atom('targets', new Set()),
    mayMove: () => true,
    mayDelete: () => true,
    onRefused: () => {},
    onLayout: () => true,
  })
  const close = () => {
    binding.close()
    editor.dispose()
    container.remove()
  }
  open.push(close)
  return { board, editor, scene, binding, close }
}
