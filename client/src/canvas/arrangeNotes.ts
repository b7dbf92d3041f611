import { GAP } from '@stocktake/shared/board/place'
import type { Point, Rect } from './layout.ts'

export type Arranging = 'alignLeft' | 'alignTop' | 'distribute' | 'stack'
export type Boxed = Rect & { id: string }

/** Between notes that are laid one under the other. */
const STACK_GAP = GAP / 2

/** Where the corners of notes come to lie when they are put in order; of notes that would stay nothing is said. */
export function arrangeNotes(how: Arranging, notes: readonly Boxed[]): Map<string, Point> {
  const placed = notes.length > 1 ? PLACES[how](notes) : new Map<string, Point>()
  for (const { id, x, y } of notes) if (placed.get(id)?.x === x && placed.get(id)?.y === y) placed.delete(id)
  return placed
}

const PLACES: Record<Arranging, (notes: readonly Boxed[]) => Map<string, Point>> = {
  alignLeft: (notes) => at(notes, ({ y }) => ({ x: Math.min(...notes.map((note) => note.x)), y })),
  alignTop: (notes) => at(notes, ({ x }) => ({ x, y: Math.min(...notes.map((note) => note.y)) })),
  stack: (notes) => {
    const x = Math.min(...notes.map((note) => note.x))
    let y = Math.min(...notes.map((note) => note.y))
    return at(inOrder(notes, 'y'), ({ h }) => {
      const place = { x, y }
      y += h + STACK_GAP
      return place
    })
  },
  distribute: (notes) => {
    const along = spread(notes, 'x', 'w') >= spread(notes, 'y', 'h') ? (['x', 'w'] as const) : (['y', 'h'] as const)
    const [axis, size] = along
    const order = inOrder(notes, axis)
    const room = spread(notes, axis, size) - notes.reduce((sum, note) => sum + note[size], 0)
    // Notes that would cover one another are set side by side instead.
    const gap = Math.max(STACK_GAP, room / (notes.length - 1))
    let next = order[0]?.[axis] ?? 0
    return at(order, (note) => {
      const place = { x: note.x, y: note.y, [axis]: Math.round(next) }
      next += note[size] + gap
      return place
    })
  },
}

const at = (notes: readonly Boxed[], place: (note: Boxed) => Point) => new Map(notes.map((note) => [note.id, place(note)]))
const inOrder = (notes: readonly Boxed[], axis: 'x' | 'y') => [...notes].sort((a, b) => a[axis] - b[axis] || (a.id < b.id ? -1 : 1))
const spread = (notes: readonly Boxed[], axis: 'x' | 'y', size: 'w' | 'h') =>
  Math.max(...notes.map((note) => note[axis] + note[size])) - Math.min(...notes.map((note) => note[axis]))
