import type { Arrangement } from '../../board/layout.ts'
import { originOf } from '../../board/layout.ts'
import { isCell } from '../../board/schema.ts'
import { INK, text } from './draw.ts'
import { whole } from './sheet.ts'

/**
 * What was drawn by hand on a canvas: strokes, arrows and labels as the board keeps them. It may come from a stranger's program, so
 * whatever is not as our canvas makes it is left out and counted.
 */
export interface Strokes {
  svg: string
  drawn: number
  labels: number
  leftOut: number
  /** Corners of all of it. */
  points: Point[]
}

type Point = readonly [x: number, y: number]
type Thing = Record<string, unknown>

/** Farther out, or longer, than any hand draws. */
const FARTHEST = 200_000
const MOST_POINTS = 5000
const MOST_TEXT = 500
const LABEL = { size: 24, width: 900 }
/** The colours and pens of the drawing library, on light ground. */
const COLOURS: Readonly<Record<string, string>> = {
  black: '#1d1d1d',
  grey: '#9fa8b2',
  'light-violet': '#e085f4',
  violet: '#ae3ec9',
  blue: '#4465e9',
  'light-blue': '#4ba1f1',
  yellow: '#f1ac4b',
  orange: '#e16919',
  green: '#099268',
  'light-green': '#4cb05e',
  'light-red': '#f87777',
  red: '#e03131',
}
const PENS: Readonly<Record<string, number>> = { s: 2, m: 3.5, l: 5, xl: 10 }

export function strokesOf(drawing: readonly Thing[], { layout, notes }: Arrangement): Strokes {
  const made: Strokes = { svg: '', drawn: 0, labels: 0, leftOut: 0, points: [] }
  const bound = boundEnds(drawing, notes)
  for (const record of drawing) {
    if (record.typeName === 'binding') continue
    const own = isThing(record.props) ? record.props : undefined
    const [x, y] = [numberOf(record.x), numberOf(record.y)]
    const cell = isThing(record.meta) ? record.meta.cell : undefined
    const from = cell === null || isCell(cell) ? originOf(layout, cell) : { x: 0, y: 0 }
    const place = x === undefined || y === undefined ? undefined : turned([x + from.x, y + from.y], numberOf(record.rotation) ?? 0)
    const found = own && place && shapeOf(record, own, place, bound)
    if (!found) {
      made.leftOut++
      continue
    }
    made.svg += found.svg
    made.points.push(...found.points)
    if (record.type === 'label') made.labels++
    else made.drawn++
  }
  return made
}

/** From a point of a drawing to one of the page. */
type Placing = (point: Point) => Point

const turned = ([x, y]: Point, angle: number): Placing => {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return ([a, b]) => [x + a * cos - b * sin, y + a * sin + b * cos]
}

interface Drawn {
  svg: string
  points: Point[]
}

function shapeOf(record: Thing, own: Thing, place: Placing, bound: ReadonlyMap<string, Point>): Drawn | undefined {
  const colour = COLOURS[String(own.color)] ?? INK
  const pen = (PENS[String(own.size)] ?? 3.5) * Math.max(0.05, Math.min(20, numberOf(own.scale) ?? 1))
  if (record.type === 'draw') return strokeOf(own, place, colour, pen)
  if (record.type === 'arrow') return arrowOf(String(record.id), own, place, bound, colour, pen)
  return record.type === 'label' ? labelOf(own, place, colour) : undefined
}

function strokeOf(own: Thing, place: Placing, colour: string, pen: number): Drawn | undefined {
  const segments = Array.isArray(own.segments) ? own.segments : []
  const all = segments.flatMap((segment) => (isThing(segment) && Array.isArray(segment.points) ? segment.points : [undefined])).map(pointOf)
  const points = all.filter((point) => point !== undefined).map(place)
  if (!points.length || points.length !== all.length || points.length > MOST_POINTS) return undefined
  const [first] = points as [Point]
  if (points.length === 1) return { points, svg: `<circle cx="${short(first[0])}" cy="${short(first[1])}" r="${short(pen)}" fill="${colour}"/>` }
  return { points, svg: line(`M${points.map((point) => point.map(short).join(',')).join('L')}${own.isClosed === true ? 'Z' : ''}`, colour, pen) }
}

function arrowOf(id: string, own: Thing, place: Placing, bound: ReadonlyMap<string, Point>, colour: string, pen: number): Drawn | undefined {
  const [start, end] = [pointOf(own.start), pointOf(own.end)]
  if (!start || !end) return undefined
  const [a, b] = [bound.get(`${id} start`) ?? place(start), bound.get(`${id} end`) ?? place(end)]
  const bend = Math.max(-FARTHEST, Math.min(FARTHEST, numberOf(own.bend) ?? 0))
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1
  const middle: Point = [(a[0] + b[0]) / 2 + ((b[1] - a[1]) / length) * 2 * bend, (a[1] + b[1]) / 2 - ((b[0] - a[0]) / length) * 2 * bend]
  const angle = Math.atan2(b[1] - middle[1], b[0] - middle[0])
  const barb = (turn: number) => [b[0] - 5 * pen * Math.cos(angle + turn), b[1] - 5 * pen * Math.sin(angle + turn)].map(short).join(',')
  const tip = own.arrowheadEnd === 'none' ? '' : ` M${barb(0.5)} L${b.map(short).join(',')} L${barb(-0.5)}`
  return { points: [a, b, middle], svg: line(`M${a.map(short).join(',')} Q${middle.map(short).join(',')} ${b.map(short).join(',')}${tip}`, colour, pen) }
}

function labelOf(own: Thing, place: Placing, colour: string): Drawn | undefined {
  if (typeof own.text !== 'string' || own.text.length > MOST_TEXT) return undefined
  const all = whole(own.text, LABEL.width, LABEL.size)
  const [x, y] = place([0, 0])
  return {
    points: [
      [x, y],
      [x + LABEL.width / 2, y + all.length * 1.25 * LABEL.size],
    ],
    svg: all.map((words, i) => text(x, y + LABEL.size + i * 1.25 * LABEL.size, words, { size: LABEL.size, bold: true, fill: colour })).join(''),
  }
}

/** Ends of arrows that hold on to a note, which may have moved: they go along with it. */
function boundEnds(drawing: readonly Thing[], notes: Arrangement['notes']): Map<string, Point> {
  const found = new Map<string, Point>()
  for (const { typeName, fromId, toId, props } of drawing) {
    if (typeName !== 'binding' || typeof toId !== 'string' || !isThing(props)) continue
    const box = notes.get(toId.replace(/^shape:note-/, ''))
    const anchor = isThing(props.normalizedAnchor) ? pointOf(props.normalizedAnchor) : undefined
    if (box && anchor) found.set(`${String(fromId)} ${String(props.terminal)}`, [box.x + within(anchor[0]) * box.w, box.y + within(anchor[1]) * box.h])
  }
  return found
}

const line = (d: string, colour: string, pen: number) =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${short(pen)}" stroke-linecap="round" stroke-linejoin="round"/>`

const within = (part: number) => Math.max(0, Math.min(1, part))
const short = (n: number) => Math.round(n * 10) / 10
const isThing = (value: unknown): value is Thing => typeof value === 'object' && value !== null && !Array.isArray(value)
const numberOf = (value: unknown): number | undefined => (typeof value === 'number' && Math.abs(value) <= FARTHEST ? value : undefined)
const pointOf = (value: unknown): Point | undefined => {
  const [x, y] = isThing(value) ? [numberOf(value.x), numberOf(value.y)] : []
  return x === undefined || y === undefined ? undefined : [x, y]
}
