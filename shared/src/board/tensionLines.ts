import type { Point, Rect } from './layout.ts'

/** A tension as it is drawn: a line from each of its notes, and where its name stands. */
export interface TensionDrawing {
  lines: { from: Point; to: Point }[]
  name: Point
  /** Which point of the name that is: between notes that stand close it would cover their words, so it stands above or beside them. */
  anchor: 'middle' | 'bottom' | 'left'
}

/** A gap between notes in which a name can be read, in canvas units. */
const ROOM = 120

const middle = ({ x, y, w, h }: Rect): Point => ({ x: x + w / 2, y: y + h / 2 })

/** Where a line from the middle of a rectangle towards a point leaves it; the point itself, if that lies within. */
function rim(rect: Rect, to: Point): Point {
  const from = middle(rect)
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const part = Math.min(dx ? rect.w / 2 / Math.abs(dx) : Number.POSITIVE_INFINITY, dy ? rect.h / 2 / Math.abs(dy) : Number.POSITIVE_INFINITY)
  return part >= 1 ? to : { x: from.x + dx * part, y: from.y + dy * part }
}

/** Between two notes one line with the name in the middle of what is seen of it; between more a star around the name. */
export function drawTension(boxes: readonly Rect[]): TensionDrawing | undefined {
  const [first, second] = boxes
  if (!first || !second) return undefined
  if (boxes.length === 2) {
    const [from, to] = [rim(first, middle(second)), rim(second, middle(first))]
    return { lines: [{ from, to }], ...nameBetween(first, second, from, to) }
  }
  const middles = boxes.map(middle)
  const name = { x: middles.reduce((sum, { x }) => sum + x, 0) / boxes.length, y: middles.reduce((sum, { y }) => sum + y, 0) / boxes.length }
  return { lines: boxes.map((box) => ({ from: rim(box, name), to: name })), name, anchor: 'middle' }
}

function nameBetween(first: Rect, second: Rect, from: Point, to: Point): Pick<TensionDrawing, 'name' | 'anchor'> {
  const name = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }
  if (Math.hypot(from.x - to.x, from.y - to.y) >= ROOM) return { name, anchor: 'middle' }
  const [a, b] = [middle(first), middle(second)]
  if (Math.abs(a.x - b.x) >= Math.abs(a.y - b.y)) return { name: { x: name.x, y: Math.min(first.y, second.y) }, anchor: 'bottom' }
  return { name: { x: Math.max(first.x + first.w, second.x + second.w), y: name.y }, anchor: 'left' }
}
