import { cellId } from '../matrix.ts'
import { CELL_MIN_HEIGHT, CELL_WIDTH, GAP, HEADING } from './place.ts'
import { NOTE_MIN_HEIGHT, NOTE_WIDTH, type Place } from './schema.ts'

/**
 * Where everything is on the canvas, in canvas units. A note's place is relative to its cell; rows and columns take the
 * room their notes need and push their neighbours, so no note ever has to be rewritten because another one grew.
 */
export interface Rect {
  x: number
  y: number
  w: number
  h: number
}

export interface Point {
  x: number
  y: number
}

/** What the layout must know of a note. */
export interface Sized {
  id: string
  at: Place
  h: number
}

/** Ids of the rows and of the columns in use, in order. */
export interface Grid {
  rows: readonly string[]
  columns: readonly string[]
}

export interface Layout {
  rows: { id: string; y: number; h: number }[]
  columns: { id: string; x: number; w: number }[]
  cells: ReadonlyMap<string, Rect>
  /** Below the matrix, as wide as it. */
  parking: Rect
  /** Matrix and parking lot together. */
  whole: Rect
}

export interface Arrangement {
  layout: Layout
  /** Top left corner and size of each note, with the cell it is shown in; null is the parking lot. */
  notes: ReadonlyMap<string, Rect & { cell: string | null }>
}

/** Between cells; between the matrix and the parking lot. */
const GUTTER = 12
const PARKING_GAP = 56
/** Nearest a note comes to the left and the top edge of its cell. */
export const INSET = { x: 8, y: HEADING - 12 } as const
const PARKING_MIN_HEIGHT = HEADING + 112 + GAP
type Placed = Rect & { id: string }
const MAX_CELL_WIDTH = 3 * CELL_WIDTH
/** How far below its neighbours a single note may stretch a cell: a place far away must not tear the matrix apart. */
const SLACK = 800

/** What a cell looked like last time. Of five thousand notes a frame moves twenty: the cells of the others need no thought. */
export type LayoutMemory = Map<string | null, { members: readonly Sized[]; width: number; placed: readonly Placed[] }>

function remembered(memory: LayoutMemory, cell: string | null, members: readonly Sized[], width: number): readonly Placed[] {
  const known = memory.get(cell)
  const same = known && known.width === width && known.members.length === members.length && members.every((note, i) => note === known.members[i])
  if (same) return known.placed
  const placed = placeIn(members, width)
  memory.set(cell, { members, width, placed })
  return placed
}

/**
 * Lays out the grid around its notes. Notes whose cell is not in the grid stand in the parking lot, below what is parked.
 * With `fixed`, rows and columns stay as they were: nothing may slide away under a hand that is dragging.
 */
export function arrange(grid: Grid, notes: readonly Sized[], fixed?: Layout, memory: LayoutMemory = new Map()): Arrangement {
  const cellIds = new Set(grid.rows.flatMap((row) => grid.columns.map((column) => cellId(row, column))))
  const homes = new Map<string | null, Sized[]>()
  const strays: Sized[] = []
  for (const note of notes) {
    if (note.at.cell !== null && !cellIds.has(note.at.cell)) strays.push(note)
    else {
      const members = homes.get(note.at.cell)
      if (members) members.push(note)
      else homes.set(note.at.cell, [note])
    }
  }

  const placed = new Map<string | null, readonly Placed[]>()
  for (const [cell, members] of homes) if (cell !== null) placed.set(cell, remembered(memory, cell, members, MAX_CELL_WIDTH))

  const columns = stack(
    grid.columns.map((column) => Math.max(CELL_WIDTH, ...grid.rows.map((row) => right(placed.get(cellId(row, column))) + GAP))),
    GUTTER,
  ).map(([x, w], index) => ({ id: grid.columns[index] ?? '', x, w }))
  const rows = stack(
    grid.rows.map((row) => Math.max(CELL_MIN_HEIGHT, ...grid.columns.map((column) => bottom(placed.get(cellId(row, column))) + GAP))),
    GUTTER,
  ).map(([y, h], index) => ({ id: grid.rows[index] ?? '', y, h }))

  const cells = new Map<string, Rect>()
  for (const row of rows) for (const column of columns) cells.set(cellId(row.id, column.id), { x: column.x, y: row.y, w: column.w, h: row.h })

  const width = end(columns.map(({ x, w }) => x + w))
  const parked = remembered(memory, null, homes.get(null) ?? [], width)
  const all: Placed[] = [...parked, ...placeStrays(strays, width, Math.max(HEADING, bottom(parked) + GAP))]
  const parking = { x: 0, y: end(rows.map(({ y, h }) => y + h)) + PARKING_GAP, w: width, h: Math.max(PARKING_MIN_HEIGHT, bottom(all) + GAP) }

  const layout: Layout = fixed ?? { rows, columns, cells, parking, whole: { x: 0, y: 0, w: width, h: parking.y + parking.h } }
  placed.set(null, all)
  return { layout, notes: onPage(layout, placed) }
}

function onPage(layout: Layout, placed: ReadonlyMap<string | null, readonly Placed[]>) {
  const found = new Map<string, Rect & { cell: string | null }>()
  for (const [cell, members] of placed) {
    const origin = originOf(layout, cell)
    for (const { id, x, y, w, h } of members) found.set(id, { x: origin.x + x, y: origin.y + y, w, h, cell })
  }
  return found
}

/** Notes of one cell where their places say, kept inside it; a note that grew pushes down those that stood below it. */
function placeIn(members: readonly Sized[], maxWidth: number): Placed[] {
  const reach = HEADING + SLACK + members.reduce((sum, note) => sum + note.h + GAP, 0)
  const wanted = members.map(({ id, at, h }) => ({
    id,
    x: clamp(at.x, INSET.x, maxWidth - NOTE_WIDTH - INSET.x),
    y: clamp(at.y, INSET.y, reach - h),
    w: NOTE_WIDTH,
    h,
  }))
  wanted.sort((a, b) => a.y - b.y || a.x - b.x || (a.id < b.id ? -1 : 1))
  const out: Placed[] = []
  // How far down those reach that stand above the note in question.
  const reached = createReach()
  let above = 0
  for (const note of wanted) {
    // What overlaps at its least height was laid there on purpose and stays.
    for (; (wanted[above]?.y ?? Number.POSITIVE_INFINITY) + NOTE_MIN_HEIGHT <= note.y; above++) {
      const over = out[above]
      if (over) reached.add(over.x, over.y + over.h)
    }
    out.push({ ...note, y: Math.max(note.y, reached.over(note.x) + GAP / 2) })
  }
  return out
}

interface Edge {
  x: number
  down: number
}

/**
 * How far down notes reach over a place, by their left edges. They are kept in strips as wide as a note: over those of its
 * own strip a note stands for certain, of the strips beside it only the lowest of each side count. Hands leave notes at any
 * edge, and comparing each with every other is what a crowded cell cannot afford.
 */
function createReach() {
  const strips = new Map<number, { most: number; leftmost: Edge[]; rightmost: Edge[] }>()
  return {
    add(x: number, down: number): void {
      const at = Math.floor(x / NOTE_WIDTH)
      const strip = strips.get(at)
      if (!strip) {
        strips.set(at, { most: down, leftmost: [{ x, down }], rightmost: [{ x, down }] })
        return
      }
      strip.most = Math.max(strip.most, down)
      // One that lies no farther to that side and reaches no lower never decides.
      if (!strip.leftmost.some((edge) => edge.x <= x && edge.down >= down)) {
        strip.leftmost = strip.leftmost.filter((edge) => edge.x < x || edge.down > down)
        strip.leftmost.push({ x, down })
      }
      if (!strip.rightmost.some((edge) => edge.x >= x && edge.down >= down)) {
        strip.rightmost = strip.rightmost.filter((edge) => edge.x > x || edge.down > down)
        strip.rightmost.push({ x, down })
      }
    },
    /** The lowest end among notes that overlap one at this left edge; minus infinity where there is none. */
    over(x: number): number {
      const at = Math.floor(x / NOTE_WIDTH)
      let down = strips.get(at)?.most ?? Number.NEGATIVE_INFINITY
      for (const edge of strips.get(at - 1)?.rightmost ?? []) if (edge.x > x - NOTE_WIDTH) down = Math.max(down, edge.down)
      for (const edge of strips.get(at + 1)?.leftmost ?? []) if (edge.x < x + NOTE_WIDTH) down = Math.max(down, edge.down)
      return down
    },
  }
}

function placeStrays(strays: readonly Sized[], width: number, top: number): Placed[] {
  const perLine = Math.max(1, Math.floor((width - GAP) / (NOTE_WIDTH + GAP)))
  const out: Placed[] = []
  let y = top
  for (let start = 0; start < strays.length; start += perLine) {
    const lineTop = y
    const line = strays.slice(start, start + perLine)
    out.push(...line.map(({ id, h }, index) => ({ id, x: GAP + index * (NOTE_WIDTH + GAP), y: lineTop, w: NOTE_WIDTH, h })))
    y += Math.max(...line.map(({ h }) => h)) + GAP
  }
  return out
}

/** The corner from which places in a cell are counted. A cell that is not in the grid is the parking lot. */
export function originOf(layout: Layout, cell: string | null): Point {
  return (cell === null ? undefined : layout.cells.get(cell)) ?? layout.parking
}

/** The rectangle of a cell, or of the parking lot. */
export const rectOf = (layout: Layout, cell: string | null): Rect => (cell === null ? undefined : layout.cells.get(cell)) ?? layout.parking

/** The cell that takes what is dropped at a point: every point has one, the nearest. Below the matrix it is the parking lot. */
export function cellAt(layout: Layout, point: Point): string | null {
  if (point.y > layout.parking.y - PARKING_GAP / 2) return null
  const column = nearest(layout.columns, (c) => outside(point.x, c.x, c.x + c.w))
  const row = nearest(layout.rows, (r) => outside(point.y, r.y, r.y + r.h))
  return column && row ? cellId(row.id, column.id) : null
}

/** How far to the right a note in this cell may reach, on the page. */
export function farthestIn(layout: Layout, cell: string | null): number {
  const { x, w } = rectOf(layout, cell)
  return x + (cell === null ? w : MAX_CELL_WIDTH) - INSET.x
}

/** The place of a note whose top left corner is at a point of the canvas. Its cell is the one under its centre. */
export function placeAt(layout: Layout, corner: Point, height: number): Place {
  const cell = cellAt(layout, { x: corner.x + NOTE_WIDTH / 2, y: corner.y + height / 2 })
  const box = rectOf(layout, cell)
  return {
    cell,
    x: clamp(Math.round(corner.x - box.x), INSET.x, farthestIn(layout, cell) - box.x - NOTE_WIDTH),
    y: Math.max(INSET.y, Math.round(corner.y - box.y)),
  }
}

/** The cell beside a cell; below the matrix is the parking lot, above which is the last row. Undefined at the edges. */
export function neighbour(layout: Layout, cell: string | null, way: 'left' | 'right' | 'up' | 'down'): string | null | undefined {
  const rows = layout.rows.map(({ id }) => id)
  const columns = layout.columns.map(({ id }) => id)
  const [row, column] =
    cell === null ? [rows.length, 0] : [rows.findIndex((id) => cell.startsWith(`${id}/`)), columns.findIndex((id) => cell.endsWith(`/${id}`))]
  const to = { left: [row, column - 1], right: [row, column + 1], up: [row - 1, column], down: [row + 1, column] }[way] as [number, number]
  if (to[0] === rows.length) return cell === null ? undefined : null
  const [next, beside] = [rows[to[0]], columns[to[1]]]
  return next === undefined || beside === undefined ? undefined : cellId(next, beside)
}

export const centreOf = (rect: Rect): Point => ({ x: rect.x + rect.w / 2, y: rect.y + rect.h / 2 })
export const overlap = (a: Rect, b: Rect) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h

const clamp = (value: number, min: number, max: number) => Math.max(min, Math.min(Math.max(min, max), value))
const outside = (value: number, from: number, to: number) => Math.max(from - value, value - to, 0)
const right = (rects: readonly Rect[] | undefined) => (rects ?? []).reduce((most, { x, w }) => Math.max(most, x + w), 0)
const bottom = (rects: readonly Rect[] | undefined) => (rects ?? []).reduce((most, { y, h }) => Math.max(most, y + h), 0)
const end = (ends: readonly number[]) => ends.at(-1) ?? 0

/** Start and size of pieces of the given sizes, one after the other. */
function stack(sizes: readonly number[], gap: number): [start: number, size: number][] {
  let start = 0
  return sizes.map((size) => {
    const piece: [number, number] = [start, size]
    start += size + gap
    return piece
  })
}

function nearest<T>(items: readonly T[], distance: (item: T) => number): T | undefined {
  let best: T | undefined
  let least = Number.POSITIVE_INFINITY
  for (const item of items) {
    const far = distance(item)
    if (far < least) {
      best = item
      least = far
    }
  }
  return best
}
