import type { Point, Rect } from '@stocktake/shared/board/layout'
import { GAP } from '@stocktake/shared/board/place'

export type Arranging = 'alignLeft' | 'alignTop' | 'distribute' | 'stack'
export type Boxed = Rect & { id: string }

/** Between notes that are laid one under the other. */
const STACK_GAP = GAP / 2
/** A pile of more notes stands in several columns, or one press would make a row of the matrix as high as a house. */
const MOST_STACKED = 20

/**
 * Where the corners of notes of one cell come to lie when they are put in order; of notes that would stay nothing is said.
 * None comes to lie on another of them, however many they are, and none reaches beyond `right`.
 */
export function arrangeNotes(how: Arranging, notes: readonly Boxed[], right = Number.POSITIVE_INFINITY): Map<string, Point> {
  const placed = notes.length > 1 ? PLACES[how](notes, right) : new Map<string, Point>()
  for (const { id, x, y } of notes) if (placed.get(id)?.x === x && placed.get(id)?.y === y) placed.delete(id)
  return placed
}

const PLACES: Record<Arranging, (notes: readonly Boxed[], right: number) => Map<string, Point>> = {
  alignLeft: (notes) => {
    const x = least(notes, 'x')
    let free = Number.NEGATIVE_INFINITY
    return at(inOrder(notes, 'y'), (note) => {
      const y = Math.max(note.y, free)
      free = y + note.h + STACK_GAP
      return { x, y }
    })
  },
  alignTop: (notes, right) => inLines(inOrder(notes, 'x'), right, (note, free) => Math.max(note.x, free)),
  stack: (notes, right) => {
    const [x, y] = [least(notes, 'x'), least(notes, 'y')]
    const step = (notes[0]?.w ?? 0) + STACK_GAP
    const columns = Math.max(1, Math.floor((right - x + STACK_GAP) / step))
    const most = Math.max(MOST_STACKED, Math.ceil(notes.length / columns))
    let free = y
    return at(inOrder(notes, 'y'), ({ h }, index) => {
      if (index % most === 0) free = y
      const place = { x: x + Math.floor(index / most) * step, y: free }
      free += h + STACK_GAP
      return place
    })
  },
  distribute: (notes, right) => {
    const along = spread(notes, 'x', 'w') >= spread(notes, 'y', 'h') ? (['x', 'w'] as const) : (['y', 'h'] as const)
    const [axis, size] = along
    const order = inOrder(notes, axis)
    const taken = notes.reduce((sum, note) => sum + note[size], 0)
    // Notes that would cover one another are set side by side instead, and in lines where not even that has room.
    const gap = Math.max(STACK_GAP, (spread(notes, axis, size) - taken) / (notes.length - 1))
    const start = order[0]?.[axis] ?? 0
    if (axis === 'x' && start + taken + gap * (notes.length - 1) > right) return inLines(order, right, (_note, free) => free)
    let next = start
    return at(order, (note) => {
      const place = { x: note.x, y: note.y, [axis]: Math.round(next) }
      next += note[size] + gap
      return place
    })
  },
}

/** Notes beside one another at the same height; where the line is full, the next begins below it. */
function inLines(order: readonly Boxed[], right: number, from: (note: Boxed, free: number) => number): Map<string, Point> {
  const left = least(order, 'x')
  let top = least(order, 'y')
  let bottom = top
  let free = left
  return at(order, (note) => {
    const isFirst = free === left
    let x = from(note, free)
    if (x + note.w > right && !isFirst) {
      top = bottom + STACK_GAP
      x = left
    }
    x = Math.max(left, Math.min(x, right - note.w))
    free = x + note.w + STACK_GAP
    bottom = Math.max(bottom, top + note.h)
    return { x, y: top }
  })
}

const at = (notes: readonly Boxed[], place: (note: Boxed, index: number) => Point) => new Map(notes.map((note, index) => [note.id, place(note, index)]))
const inOrder = (notes: readonly Boxed[], axis: 'x' | 'y') => [...notes].sort((a, b) => a[axis] - b[axis] || (a.id < b.id ? -1 : 1))
const least = (notes: readonly Boxed[], axis: 'x' | 'y') => notes.reduce((found, note) => Math.min(found, note[axis]), Number.POSITIVE_INFINITY)
const spread = (notes: readonly Boxed[], axis: 'x' | 'y', size: 'w' | 'h') =>
  notes.reduce((most, note) => Math.max(most, note[axis] + note[size]), Number.NEGATIVE_INFINITY) - least(notes, axis)
