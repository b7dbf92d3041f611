import { type Board, changeDrawing, FROM_CANVAS, readDrawingRecord } from '@stocktake/shared/board/board'
import { cellAt, centreOf, type Layout, originOf } from '@stocktake/shared/board/layout'
import type { Editor, TLArrowBinding, TLBindingId, TLRecord, TLShape, TLShapeId } from '@tldraw/tldraw'
import { noteIdOf } from './records.ts'
import type { Scene } from './scene.ts'
import { isDrawing, type KeptDrawing, soundDrawing } from './soundDrawing.ts'

type KeptRecord = Record<string, unknown> & { id: string }
type DrawingId = TLShapeId | TLBindingId

/** Freehand, arrows, labels and what arrows hold on to, between board and editor. */
export interface DrawingBinding {
  /** Writes what was drawn by hand into the board. Runs inside the caller's transaction. */
  writeBack(): void
  /** Another hand's change. */
  mark(ids: Iterable<string>): void
  markAll(): void
  /** With the notes that are shapes: arrows hold on to those alone. */
  difference(live: ReadonlySet<string>): { put: TLRecord[]; remove: DrawingId[] }
  /** Notes that arrows hold on to. They stay shapes, or the arrows would let go. */
  readonly held: ReadonlySet<string>
  readonly hasStrokes: boolean
  /** How many records could not be read. They stay in the board. */
  readonly unreadable: number
  close(): void
}

export interface DrawingBindingOptions {
  editor: Editor
  scene: Scene
  board: Board
  isApplying(): boolean
  ask(): void
}

export function bindDrawing({ editor, scene, board, isApplying, ask }: DrawingBindingOptions): DrawingBinding {
  const changed = new Set<DrawingId>()
  const marked = new Set<string>()
  let all = true
  const kept = new Map<string, KeptDrawing>()
  const unreadable = new Set<string>()
  let held: ReadonlySet<string> = new Set()
  let shownFor: { layout: Layout; live: ReadonlySet<string>; boxes: unknown } | undefined
  /** What the store was last given for a record: not given again, since arrows adjust themselves to what they hold on to. */
  const given = new Map<string, string>()

  const note = (record: TLRecord, source: 'user' | 'remote') => {
    if (source !== 'user' || isApplying()) return
    if (record.typeName !== 'binding' && !(record.typeName === 'shape' && isDrawing(record))) return
    changed.add(record.id)
    ask()
  }
  const { sideEffects } = editor
  const noteChange = (_before: TLRecord, after: TLRecord, source: 'user' | 'remote') => note(after, source)
  const stops = [
    sideEffects.registerAfterCreateHandler('shape', note),
    sideEffects.registerAfterChangeHandler('shape', noteChange),
    sideEffects.registerAfterDeleteHandler('shape', note),
    sideEffects.registerAfterCreateHandler('binding', note),
    sideEffects.registerAfterChangeHandler('binding', noteChange),
    sideEffects.registerAfterDeleteHandler('binding', note),
  ]

  const read = (id: string, value: Record<string, unknown> | undefined) => {
    kept.delete(id)
    unreadable.delete(id)
    const sound = value && soundDrawing(editor, value)
    if (sound) kept.set(id, sound)
    else if (value) unreadable.add(id)
  }

  return {
    get hasStrokes() {
      return changed.size > 0
    },
    get unreadable() {
      return unreadable.size
    },
    get held() {
      if (all || marked.size) readMarked()
      return held
    },
    mark(ids) {
      for (const id of ids) marked.add(id)
    },
    markAll() {
      all = true
    },
    writeBack() {
      const put: KeptRecord[] = []
      const remove: string[] = []
      for (const id of changed) {
        const record = editor.store.get(id)
        const keep = record && toBoard(editor, scene, record)
        if (keep) put.push(keep)
        else if (!record) remove.push(id)
      }
      changed.clear()
      if (!put.length && !remove.length) return
      changeDrawing(board, put, remove, FROM_CANVAS)
      for (const id of remove) {
        read(id, undefined)
        given.delete(id)
      }
      for (const record of put) {
        read(record.id, record)
        const now = kept.get(record.id)
        if (now) given.set(record.id, JSON.stringify(onPage(scene, now)))
      }
      afterReading()
    },
    difference(live) {
      if (all || marked.size) readMarked()
      const layout = scene.layout.get()
      const boxes = scene.boxes()
      // While others type and move notes, drawings stay as they are unless an arrow holds one of the notes.
      if (shownFor && shownFor.layout === layout && (held.size === 0 || (shownFor.live === live && shownFor.boxes === boxes))) return { put: [], remove: [] }
      shownFor = { layout, live, boxes }

      const put: TLRecord[] = []
      const remove: DrawingId[] = []
      const bindings: TLArrowBinding[] = []
      for (const [id, drawing] of kept) {
        if (changed.has(id as DrawingId)) continue
        if (drawing.record.typeName === 'binding') bindings.push(drawing.record as TLArrowBinding)
        else give(id, onPage(scene, drawing), put)
      }
      const shapes = new Map(put.map((record) => [record.id as string, record as TLShape]))
      const shapeOf = (id: TLShapeId) =>
        shapes.get(id) ?? editor.getShape(id) ?? (live.has(noteIdOf(id) ?? '') && boxes.has(noteIdOf(id) ?? '') ? 'note' : undefined)
      const ends = new Set<string>()
      for (const binding of bindings) {
        const from = shapeOf(binding.fromId)
        const to = shapeOf(binding.toId)
        const end = `${binding.fromId} ${binding.props.terminal}`
        // An end holds on to one thing, and to nothing that is not there or is an arrow itself. What is missing may come back.
        const holds = from && from !== 'note' && from.type === 'arrow' && to && (to === 'note' || to.type !== 'arrow') && !ends.has(end)
        if (holds) {
          ends.add(end)
          give(binding.id, binding, put)
        } else if (given.delete(binding.id)) remove.push(binding.id)
      }

      for (const id of given.keys()) {
        if (kept.has(id) || changed.has(id as DrawingId)) continue
        given.delete(id)
        remove.push(id as DrawingId)
      }
      return { put, remove }
    },
    close() {
      for (const stop of stops) stop()
    },
  }

  function readMarked() {
    if (all) {
      kept.clear()
      unreadable.clear()
      for (const id of board.drawing.keys()) read(id, readDrawingRecord(board, id) ?? {})
    } else for (const id of marked) read(id, board.drawing.has(id) ? (readDrawingRecord(board, id) ?? {}) : undefined)
    all = false
    marked.clear()
    afterReading()
  }

  function afterReading() {
    const notes = new Set<string>()
    for (const { record } of kept.values()) {
      const note = record.typeName === 'binding' ? noteIdOf((record as TLArrowBinding).toId) : undefined
      if (note !== undefined) notes.add(note)
    }
    held = notes
    shownFor = undefined
  }

  function give(id: string, record: TLRecord, put: TLRecord[]) {
    const text = JSON.stringify(record)
    if (given.get(id) === text && editor.store.has(record.id)) return
    given.set(id, text)
    put.push(record)
  }
}

/** The record as the board keeps it, counted from the corner of the cell under its middle. */
function toBoard(editor: Editor, scene: Scene, record: TLRecord): KeptRecord | undefined {
  if (record.typeName === 'binding') return { ...record, meta: {} }
  if (record.typeName !== 'shape' || !isDrawing(record)) return undefined
  const bounds = editor.getShapePageBounds(record.id)
  const layout = scene.layout.get()
  const cell = cellAt(layout, bounds ? centreOf(bounds) : record)
  const origin = originOf(layout, cell)
  return { ...record, x: record.x - origin.x, y: record.y - origin.y, meta: { cell } }
}

function onPage(scene: Scene, { record, cell }: KeptDrawing): TLRecord {
  if (record.typeName !== 'shape' || cell === undefined) return record
  const origin = originOf(scene.layout.get(), cell)
  return { ...record, x: record.x + origin.x, y: record.y + origin.y }
}
