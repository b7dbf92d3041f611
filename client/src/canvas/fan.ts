import { overlap, type Point, type Rect } from '@stocktake/shared/board/layout'
import { type Editor, react } from '@tldraw/tldraw'
import { above, boundsOf } from './pick.ts'
import { noteIdOf } from './records.ts'
import type { Scene } from './scene.ts'
import type { Shown } from './shown.ts'

/** How much of the smaller note must be covered before two notes are a pile. */
const COVERED = 0.3
const MOST = 12
const GAP = 10
/** A pointer that only passes by moves nothing. */
const PATIENCE = 350
/** How far the pointer may leave the fan before it folds. */
const REACH = 28

type Looked = Pick<Scene, 'boxes' | 'peek'>

/** The notes that cover one another with this one, from the undermost to the uppermost; a note by itself is no pile. */
export function pileOf(scene: Looked, id: string): string[] {
  const boxes = scene.boxes()
  const pile = new Set([id])
  for (const member of pile) {
    const box = boxes.get(member)
    if (!box) continue
    for (const [other, there] of boxes) if (pile.size < MOST && !pile.has(other) && there.cell === box.cell && covers(box, there)) pile.add(other)
  }
  const notes = [...pile].flatMap((member) => scene.peek(member) ?? [])
  return notes.length < 2 ? [] : notes.sort(above).map((note) => note.id)
}

function covers(a: Rect, b: Rect): boolean {
  if (!overlap(a, b)) return false
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x)
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y)
  return w * h >= COVERED * Math.min(a.w * a.h, b.w * b.h)
}

/** How far each note of a pile moves so that all can be read, side by side around where the pile lies and within the view. */
export function fanOf(scene: Looked, pile: readonly string[], view: Rect): Map<string, Point> {
  const boxes = pile.flatMap((id) => {
    const box = scene.boxes().get(id)
    return box ? [{ id, box }] : []
  })
  const bounds = boundsOf(scene, pile)
  if (!bounds || !boxes.length) return new Map()
  const columns = Math.ceil(Math.sqrt(boxes.length))
  const lines = Array.from({ length: Math.ceil(boxes.length / columns) }, (_, i) => boxes.slice(i * columns, (i + 1) * columns))
  const heights = lines.map((line) => Math.max(...line.map(({ box }) => box.h)))
  const width = columns * (boxes[0]?.box.w ?? 0) + (columns - 1) * GAP
  const height = heights.reduce((sum, h) => sum + h + GAP, -GAP)
  const left = within(bounds.x + bounds.w / 2 - width / 2, view.x, view.x + view.w - width)
  let top = within(bounds.y + bounds.h / 2 - height / 2, view.y, view.y + view.h - height)
  const fan = new Map<string, Point>()
  for (const [index, line] of lines.entries()) {
    for (const [column, { id, box }] of line.entries()) fan.set(id, { x: left + column * (box.w + GAP) - box.x, y: top - box.y })
    top += (heights[index] ?? 0) + GAP
  }
  return fan
}

const within = (value: number, least: number, most: number) => Math.max(least, Math.min(Math.max(least, most), value))

/** Fans a pile out while the pointer rests on it, or when the keyboard has come to one of its notes. The board does not change. */
export function fanPiles(editor: Editor, scene: Scene, shown: Shown): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let area: Rect | undefined
  let keyed = false
  const fold = () => {
    clearTimeout(timer)
    area = undefined
    if (shown.fan.get().size) shown.fan.set(new Map())
  }
  const open = (id: string) => {
    const pile = pileOf(scene, id)
    if (!pile.length || editor.getEditingShapeId() || editor.inputs.isPointing) return
    const fan = fanOf(scene, pile, editor.getViewportPageBounds())
    const spread = [...fan].flatMap(([note, by]) => {
      const box = scene.boxes().get(note)
      return box ? [{ ...box, x: box.x + by.x, y: box.y + by.y }] : []
    })
    const edges = [Math.min(...spread.map(({ x }) => x)), Math.min(...spread.map(({ y }) => y))] as const
    area = { x: edges[0], y: edges[1], w: Math.max(...spread.map(({ x, w }) => x + w)) - edges[0], h: Math.max(...spread.map(({ y, h }) => y + h)) - edges[1] }
    shown.fan.set(fan)
  }
  const holdsPointer = () => {
    if (!area) return false
    const { x, y } = editor.inputs.currentPagePoint
    const reach = REACH / editor.getZoomLevel()
    return x > area.x - reach && y > area.y - reach && x < area.x + area.w + reach && y < area.y + area.h + reach
  }

  const stopHover = react('a pile is pointed at', () => {
    const hovered = shown.hovered.get()
    clearTimeout(timer)
    if (keyed) return
    if (hovered !== undefined && !shown.fan.get().has(hovered)) timer = setTimeout(() => open(hovered), PATIENCE)
  })
  const stopKeys = react('a pile is come to by keyboard', () => {
    const id = noteIdOf(editor.getOnlySelectedShapeId() ?? '')
    if (!keyed) return
    queueMicrotask(() => {
      fold()
      if (id !== undefined) open(id)
    })
  })
  const stopHand = react('a hand takes one out', () => {
    if (editor.isIn('select.translating') || editor.getEditingShapeId()) queueMicrotask(fold)
  })
  const key = () => {
    keyed = true
  }
  const move = (event: PointerEvent) => {
    // A key press moves the view and so the pointer over it, but no hand.
    if (event.movementX || event.movementY) keyed = false
    if (area && !keyed && !editor.inputs.isPointing && !holdsPointer()) fold()
  }
  const page = editor.getContainer().ownerDocument
  // From the page's own edge: keys that are commands are stopped before they reach the canvas.
  page.addEventListener('keydown', key, true)
  page.addEventListener('pointermove', move, { passive: true })
  return () => {
    fold()
    stopHover()
    stopKeys()
    stopHand()
    page.removeEventListener('keydown', key, true)
    page.removeEventListener('pointermove', move)
  }
}
