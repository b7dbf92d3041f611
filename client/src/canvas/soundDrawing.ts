import { isCell } from '@stocktake/shared/board/schema'
import type { Editor, TLRecord, TLShape } from '@tldraw/tldraw'
import { noteIdOf } from './records.ts'

/** A drawing as the board keeps it: places count from the corner of its cell, so it moves along when rows grow. */
export interface KeptDrawing {
  record: TLRecord
  /** Absent in records that count from the corner of the canvas. */
  cell: string | null | undefined
}

const SHAPES = new Set(['draw', 'arrow', 'label'])
const SHAPE_ID = /^shape:[A-Za-z0-9_-]{1,80}$/
const BINDING_ID = /^binding:[A-Za-z0-9_-]{1,80}$/
/** Farther out, or larger, than any hand draws. */
const FARTHEST = 200_000
const LABEL_TEXT = 500
const MOST_POINTS = 5000

export const isDrawing = (record: Pick<TLShape, 'type'>) => SHAPES.has(record.type)

/** What a board holds may come from a stranger's program: only a record that this editor could have made is taken. */
export function soundDrawing(editor: Editor, value: Record<string, unknown>): KeptDrawing | undefined {
  const candidate = value.typeName === 'shape' ? soundShape(editor, value) : value.typeName === 'binding' ? soundBinding(value) : undefined
  if (!candidate || !numbersWithin(candidate, FARTHEST)) return undefined
  try {
    const record = editor.store.schema.validateRecord(editor.store, candidate as unknown as TLRecord, 'createRecord', null)
    if (!hasForm(editor, record)) return undefined
    const meta = value.meta as { cell?: unknown } | undefined
    const cell = meta?.cell
    return { record, cell: cell === null || isCell(cell) ? cell : undefined }
  } catch {
    return undefined
  }
}

function soundShape(editor: Editor, value: Record<string, unknown>) {
  const { id, type, props } = value
  if (typeof id !== 'string' || !SHAPE_ID.test(id) || noteIdOf(id) !== undefined) return undefined
  if (typeof type !== 'string' || !SHAPES.has(type) || typeof props !== 'object' || props === null) return undefined
  const own = props as Record<string, unknown>
  if (type === 'label' && (typeof own.text !== 'string' || own.text.length > LABEL_TEXT)) return undefined
  if (type === 'draw' && !fewPoints(own.segments)) return undefined
  if (type !== 'label' && !(typeof own.scale === 'number' && own.scale > 0.05 && own.scale < 20)) return undefined
  // Words on an arrow would call for a font of its own; labels are for words. A page of its own does not exist.
  const plain = type === 'arrow' ? { ...own, text: '' } : own
  return { ...value, props: plain, parentId: editor.getCurrentPageId(), isLocked: value.isLocked === true, opacity: 1, meta: {} }
}

function soundBinding(value: Record<string, unknown>) {
  const { id, type, fromId, toId } = value
  if (typeof id !== 'string' || !BINDING_ID.test(id) || type !== 'arrow') return undefined
  if (typeof fromId !== 'string' || typeof toId !== 'string' || fromId === toId) return undefined
  if (!SHAPE_ID.test(fromId) || !SHAPE_ID.test(toId) || noteIdOf(fromId) !== undefined) return undefined
  return { ...value, meta: {} }
}

/** A stroke of no points is a valid record without a form, and asking for its form would end the canvas for everybody. */
function hasForm(editor: Editor, record: TLRecord): boolean {
  if (record.typeName !== 'shape' || record.type === 'arrow') return true
  const { x, y, w, h } = editor.getShapeUtil(record).getGeometry(record).bounds
  return [x, y, w, h].every((n) => Number.isFinite(n) && Math.abs(n) <= FARTHEST)
}

const fewPoints = (segments: unknown) =>
  Array.isArray(segments) &&
  segments.every((segment) => Array.isArray(segment?.points) && segment.points.length > 0) &&
  segments.reduce((sum: number, segment) => sum + (Array.isArray(segment?.points) ? segment.points.length : MOST_POINTS + 1), 0) <= MOST_POINTS

function numbersWithin(value: unknown, most: number, depth = 0): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && Math.abs(value) <= most
  if (typeof value !== 'object' || value === null) return true
  return depth < 8 && Object.values(value).every((item) => numbersWithin(item, most, depth + 1))
}
