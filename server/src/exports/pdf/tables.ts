import type { Block, TableCell } from '@stocktake/shared/report/blocks'
import { signOf } from './drawing.ts'
import { type Element, heightOf, INK, type Paper } from './paper.ts'
import type { Line } from './typeset.ts'

/** Tables over as many pages as they need: heads are repeated, and a cell that is taller than a page goes on. */

export type Tabular = Pick<Extract<Block, { kind: 'table' }>, 'columns' | 'rows' | 'rowHeads'>

const SIZE = 9.5
const PAD = { x: 5, y: 4 }
const RULE = '#b9c0bd'
const HEAD_FILL = '#eef3f1'
const HEAT: Readonly<Record<number, string>> = { 1: '#f0f7f6', 2: '#dcedeb', 3: '#c3e0dc', 4: '#a5d0cb' }

interface Laid {
  lines: Line[]
  fill?: string
  scope?: 'Column' | 'Row'
}

interface Grid {
  widths: number[]
  head: Laid[] | undefined
  rows: Laid[][]
}

/** @param caption names the table; without one it has none, and with no head its first column heads the rows */
export function putTable(
  paper: Paper,
  table: Tabular,
  { caption, size = SIZE, hasHead = true }: { caption?: string; size?: number; hasHead?: boolean } = {},
): void {
  const grid = laid(paper, table, size, hasHead)
  const element = paper.element('Table')
  const named = captionLines(paper, caption)
  paper.need(leadOf(paper, grid, named))
  if (named.length) {
    if (!paper.isAtTop) paper.y += 6
    paper.flow(paper.element('Caption', element), 'Caption', named, { after: 4 })
  }
  if (grid.head) {
    const row = paper.element('TR', paper.element('THead', element))
    putRow(paper, grid, grid.head, row, false)
  }
  const body = grid.head ? paper.element('TBody', element) : element
  for (const row of grid.rows) putRow(paper, grid, row, paper.element('TR', body), true)
  element.end()
  paper.y += 12
}

const captionLines = (paper: Paper, caption = '') => (caption ? paper.lines([{ text: caption, size: 10, bold: true, colour: INK }]) : [])

/** A table of no more rows, and of no more of a page, stays whole. */
const SHORT = 9
const WHOLE = 0.45

/** What must fit on a page for a table to begin there: its name, its head and its first row; all of it where that is little. */
function leadOf(paper: Paper, { head, rows }: Grid, named: readonly Line[]): number {
  const above = 10 + heightOf(named) + (head ? tall(head) : 0)
  const whole = rows.length <= SHORT ? above + rows.reduce((sum, row) => sum + tall(row), 0) : Number.POSITIVE_INFINITY
  if (whole <= paper.full * WHOLE) return whole
  return Math.min(above + Math.min(rows[0] ? tall(rows[0]) : 0, 120), paper.full)
}

export const tableLead = (paper: Paper, table: Tabular, caption: string) =>
  leadOf(paper, laid(paper, { ...table, rows: table.rows.slice(0, SHORT + 1) }, SIZE, true), captionLines(paper, caption))

/** How tall a table is at this width and size of letters; of one that is taller than `most` nothing is looked at beyond that. */
export function tableHeight(paper: Paper, table: Tabular, size: number, most: number): number {
  const { head } = laid(paper, { ...table, rows: [] }, size, true)
  let height = head ? tall(head) : 0
  for (const row of table.rows) {
    if (height > most) break
    height += laid(paper, { ...table, rows: [row] }, size, false).rows.reduce((sum, own) => sum + tall(own), 0)
  }
  return height
}

const tall = (row: readonly Laid[]) => Math.max(...row.map(({ lines }) => heightOf(lines)), 0) + 2 * PAD.y

function laid(paper: Paper, { columns, rows, rowHeads }: Tabular, size: number, hasHead: boolean): Grid {
  const all = columns.reduce((sum, { width }) => sum + width, 0) || 1
  const widths = columns.map(({ width }) => (paper.width * width) / all)
  const cell = ({ text, lang, heat, mark }: TableCell, i: number, isHead: boolean): Laid => {
    const bold = isHead || (rowHeads && i === 0)
    const words = { text, size, bold, ...(lang ? { lang } : {}) }
    const fill = isHead ? HEAD_FILL : heat ? HEAT[heat] : undefined
    return {
      lines: paper.lines(mark ? [signOf(paper, mark, size), words] : [words], (widths[i] ?? 0) - 2 * PAD.x),
      ...(fill ? { fill } : {}),
      ...(isHead ? { scope: 'Column' as const } : rowHeads && i === 0 ? { scope: 'Row' as const } : {}),
    }
  }
  return {
    widths,
    head: hasHead ? columns.map(({ label }, i) => cell({ text: label }, i, true)) : undefined,
    rows: rows.map((row) => row.map((content, i) => cell(content, i, false))),
  }
}

function putRow(paper: Paper, grid: Grid, row: readonly Laid[], element: Element, repeats: boolean): void {
  const cells = row.map(({ scope, lines }) => ({
    // A head without words heads nothing.
    element: paper.element(scope && heightOf(lines) && !isBlank(lines) ? 'TH' : 'TD', element, scope && !isBlank(lines) ? { scope } : {}),
    type: scope && !isBlank(lines) ? 'TH' : 'TD',
  }))
  let rest = row.map(({ lines }) => lines)
  const next = () => {
    paper.nextPage()
    if (repeats && grid.head && tall(grid.head) < paper.full / 3) {
      const { head } = grid
      const height = tall(head)
      paper.artifact(() => {
        box(paper, grid, head, height)
        inEach(grid, (x, i) => paper.put(head[i]?.lines ?? [], paper.left + x + PAD.x, paper.y + PAD.y))
      }, 'Pagination')
      paper.y += height
    }
  }
  const whole = tall(row)
  const isShort = whole <= paper.full * 0.4
  if (paper.y + whole > paper.bottom && !paper.isAtTop && (isShort || paper.y + 2 * PAD.y + firstLine(rest) * 3 > paper.bottom)) next()
  while (true) {
    const space = paper.bottom - paper.y - 2 * PAD.y
    const own = rest.map((lines) => fitting(lines, space))
    // At the top of a page something is put, so that it always goes on.
    if (own.every((lines) => !lines.length)) for (const [i, lines] of rest.entries()) own[i] = lines.slice(0, 1)
    const height = Math.max(...own.map(heightOf), 0) + 2 * PAD.y
    paper.artifact(() => box(paper, grid, row, height))
    inEach(grid, (x, i) => {
      const lines = own[i]
      const cell = cells[i]
      if (lines?.length && cell) paper.marked(cell.element, cell.type, () => paper.put(lines, paper.left + x + PAD.x, paper.y + PAD.y))
    })
    paper.y += height
    rest = rest.map((lines, i) => lines.slice(own[i]?.length ?? 0))
    if (rest.every((lines) => !lines.length)) break
    next()
  }
  element.end()
}

const isBlank = (lines: readonly Line[]) => lines.every(({ glyphs }) => glyphs.every(({ drawn, span }) => drawn.every((word) => !word.trim()) && !span.sign))
const firstLine = (rest: readonly Line[][]) => Math.max(...rest.map(([line]) => line?.height ?? 0), 0)

function fitting(lines: readonly Line[], space: number): Line[] {
  let used = 0
  return lines.filter(({ height }) => {
    used += height
    return used <= space
  })
}

function inEach({ widths }: Grid, each: (x: number, i: number) => void): void {
  let x = 0
  for (const [i, width] of widths.entries()) {
    each(x, i)
    x += width
  }
}

function box(paper: Paper, grid: Grid, row: readonly Laid[], height: number): void {
  const { doc } = paper
  doc.lineWidth(0.6)
  inEach(grid, (x, i) => {
    doc.rect(paper.left + x, paper.y, grid.widths[i] ?? 0, height)
    const fill = row[i]?.fill
    if (fill) doc.fillAndStroke(fill, RULE)
    else doc.stroke(RULE)
  })
}
