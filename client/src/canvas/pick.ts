import { overlap, type Point, type Rect } from '@stocktake/shared/board/layout'
import type { Note } from '@stocktake/shared/board/schema'
import type { Scene } from './scene.ts'

/** The order of the pile, as the indexes of shapes have it: by `z`, then age, then id. */
export const above = (a: Note, b: Note): number => (a.at.z ?? 0) - (b.at.z ?? 0) || a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)

/** From farther away one points at a heap and not at a note. */
export const NEAR_ENOUGH = 0.2

type Looked = Pick<Scene, 'boxes' | 'peek'>

/** The uppermost note at a point, live or painted. */
export function noteAt(scene: Looked, { x, y }: Point, shift: ReadonlyMap<string, Point> = new Map()): string | undefined {
  let top: Note | undefined
  for (const [id, box] of scene.boxes()) {
    const by = shift.get(id)
    const px = by ? x - by.x : x
    const py = by ? y - by.y : y
    if (px < box.x || py < box.y || px > box.x + box.w || py > box.y + box.h) continue
    const note = scene.peek(id)
    // What is fanned out or carried lies on top of what is not.
    if (note && (!top || (by !== undefined && !shift.has(top.id)) || (shift.has(top.id) === (by !== undefined) && above(note, top) > 0))) top = note
  }
  return top?.id
}

/** Notes that a rectangle touches, or holds whole. */
export function notesWithin(scene: Looked, rect: Rect, whole: boolean): string[] {
  const found: string[] = []
  for (const [id, box] of scene.boxes()) {
    const holds = box.x >= rect.x && box.y >= rect.y && box.x + box.w <= rect.x + rect.w && box.y + box.h <= rect.y + rect.h
    if (holds || (!whole && overlap(box, rect))) found.push(id)
  }
  return found
}

/** The smallest rectangle around notes; undefined around none. */
export function boundsOf(scene: Looked, ids: Iterable<string>): Rect | undefined {
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const boxes = scene.boxes()
  for (const id of ids) {
    const box = boxes.get(id)
    if (!box) continue
    left = Math.min(left, box.x)
    top = Math.min(top, box.y)
    right = Math.max(right, box.x + box.w)
    bottom = Math.max(bottom, box.y + box.h)
  }
  return left <= right ? { x: left, y: top, w: right - left, h: bottom - top } : undefined
}
