import { addNote, createBoard, FROM_SERVER, moveNotes, noteText, watch } from '@stocktake/shared/board/board'
import { createUndo } from '@stocktake/shared/board/undo'
import { createStocktake } from '@stocktake/shared/commands/create'
import type { Group, Round } from '@stocktake/shared/session'
import type { Me, SessionView } from '@stocktake/shared/view'
import { Editor } from '@tldraw/tldraw'
import { createRoot } from 'react-dom/client'
import { createStore } from 'zustand/vanilla'
import Canvas from '../src/canvas/Canvas.tsx'
import type { BoardConnection, BoardStatus, Presence } from '../src/sync/connection.ts'
import '../src/ui/global.css'
import { benchNotes, COLUMNS, GROUPS, ROWS } from './load.ts'

/** Our canvas on a board of its own: the very component people use, with others' hands in the page instead of on a wire. */
const count = Number(new URLSearchParams(location.search).get('notes') ?? 600)
const all = benchNotes(count)
const board = createBoard()
const undo = createUndo(board)
const quiet = () => {}
const connection: BoardConnection = {
  board,
  status: createStore<BoardStatus>(() => ({ connection: 'online', synced: true, ready: true, saved: true, unsaved: 0, unsent: [], storageFailed: false })),
  presences: createStore<Presence[]>(() => []),
  mine: createStore<ReadonlySet<string>>(() => new Set()),
  onChange: (callback) => watch(board, (change) => callback({ ...change, mine: change.origin !== FROM_SERVER })),
  setPresence: quiet,
  undo: () => void undo.undo(),
  redo: () => void undo.redo(),
  endUndoStep: () => undo.stopCapturing(),
  writeApart: quiet,
  keepWords: quiet,
  discardUnsent: quiet,
  close: quiet,
}

const started = createStocktake({ title: 'Bench', sharedObject: 'A canvas under load', template: 'care-standard' }, 0)
const me: Me = { memberId: 'm', role: 'facilitator', groupId: null, name: null }
const round: Round = { ...(started.rounds[0] as Round), state: 'open', columns: COLUMNS }
const view: SessionView = {
  ...started,
  groups: GROUPS.map((id, i) => ({ ...(started.groups[i] as Group), id })),
  rounds: [round],
  me,
  myTable: null,
  links: { participant: '' },
}

const circumstances = { round: 'open', notesEditableBy: 'everyone' } as const
const rules = { live: circumstances, inForce: circumstances }

// The canvas shows its editor to nobody. It chooses a tool at its start, and there it is caught for the camera's sake.
const choose = Editor.prototype.setCurrentTool
Editor.prototype.setCurrentTool = function (this: Editor, ...how) {
  Object.assign(window, { editor: this })
  return choose.apply(this, how)
}

createRoot(document.getElementById('root') as HTMLElement).render(
  <Canvas connection={connection} view={view} round={round} me={me} canWrite rules={rules} onShowLineage={quiet} />,
)

const editorOf = () => (window as unknown as { editor?: Editor }).editor

function fill() {
  if (!editorOf()?.getViewportScreenBounds().w || !document.querySelector('[data-cell]')) return void requestAnimationFrame(fill)
  const began = performance.now()
  board.doc.transact(() => {
    for (const note of all) {
      const at = { cell: `${ROWS[note.row]}/${COLUMNS[note.column]}`, x: note.x, y: note.y }
      addNote(board, { id: note.id, text: note.text, at, group: note.group, createdAt: 1 }, FROM_SERVER)
    }
  }, FROM_SERVER)
  const seen = () => {
    const shown = [...document.querySelectorAll('[data-cell] [class*=count]')].reduce((sum, one) => sum + Number.parseInt(one.textContent ?? '0', 10), 0)
    if (shown < count) return void requestAnimationFrame(seen)
    requestAnimationFrame(() => {
      const matrix = () => [...document.querySelectorAll('[data-cell]')].filter((cell) => cell.getAttribute('data-cell') !== 'parking')
      const page = (cell: Element) => {
        const { left, top, right, bottom } = cell.getBoundingClientRect()
        const editor = editorOf() as Editor
        const a = editor.screenToPage({ x: left, y: top })
        const b = editor.screenToPage({ x: right, y: bottom })
        return { x: a.x, y: a.y, w: b.x - a.x, h: b.y - a.y }
      }
      const first = () => page(matrix()[0] as Element)
      window.bench = {
        ready: performance.now() - began,
        cell: first,
        whole: () => {
          const last = page(matrix().at(-1) as Element)
          return { x: first().x, y: first().y, w: last.x + last.w - first().x, h: last.y + last.h - first().y }
        },
        others(frame, moves, texts) {
          board.doc.transact(() => {
            const notes = Array.from({ length: moves }, (_, k) => (frame * moves + k * 17) % count)
            moveNotes(
              board,
              notes.flatMap((i) => {
                const note = all[i]
                const at = note && { cell: `${ROWS[note.row]}/${COLUMNS[note.column]}`, x: note.x + ((frame * 3) % 60), y: note.y + ((frame * 5) % 60) }
                return at ? [{ id: note.id, at }] : []
              }),
              FROM_SERVER,
            )
            for (let k = 0; k < texts; k++) noteText(board, `n${(frame * texts + k * 31 + 5) % count}`)?.insert(0, 'w')
          }, FROM_SERVER)
        },
      }
    })
  }
  requestAnimationFrame(seen)
}
requestAnimationFrame(fill)
