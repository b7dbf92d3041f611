import type { Block, TableCell as Cell } from '@stocktake/shared/report/blocks'
import { BorderStyle, Paragraph, ShadingType, Table, TableCell, TableLayoutType, TableRow, WidthType } from 'docx'
import { directionOf, runs } from './words.ts'

const HEAT = { 0: undefined, 1: 'F0F7F6', 2: 'DCEDEB', 3: 'C3E0DC', 4: 'A5D0CB' } as const
const BORDER = { style: BorderStyle.SINGLE, size: 4, color: 'B9C0BD' }
const BORDERS = { top: BORDER, bottom: BORDER, left: BORDER, right: BORDER, insideHorizontal: BORDER, insideVertical: BORDER }
const MARGINS = { top: 60, bottom: 60, left: 90, right: 90, marginUnitType: WidthType.DXA }

/** A table of no more rows stays whole on a page. */
const SHORT = 9

type Tabular = Pick<Extract<Block, { kind: 'table' }>, 'columns' | 'rows' | 'rowHeads'>

/** A table as wide as it is told to be, with a head that stands again on each page. */
export function tableOf({ columns, rows, rowHeads }: Tabular, width: number, hasHead = true): Table {
  const all = columns.reduce((sum, column) => sum + column.width, 0) || 1
  const widths = columns.map((column) => Math.floor((width * column.width) / all))
  const isShort = rows.length <= SHORT
  const cell = (content: Cell, i: number, isHead: boolean, staysWithNext: boolean) =>
    new TableCell({
      width: { size: widths[i] ?? 0, type: WidthType.DXA },
      ...(isHead ? { shading: { type: ShadingType.CLEAR, fill: 'EEF3F1', color: 'auto' } } : {}),
      ...(content.heat ? { shading: { type: ShadingType.CLEAR, fill: HEAT[content.heat] ?? 'auto', color: 'auto' } } : {}),
      // Each line has its direction: a quotation and our words about it may run to different sides.
      children: content.text.split('\n').map(
        (text) =>
          new Paragraph({
            style: 'Cell',
            ...(staysWithNext ? { keepNext: true } : {}),
            ...directionOf({ text }),
            children: runs({ ...content, text }, isHead || (rowHeads && i === 0)),
          }),
      ),
    })
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: BORDERS,
    margins: MARGINS,
    tableLook: { firstRow: hasHead, firstColumn: rowHeads, lastRow: false, lastColumn: false, noHBand: true, noVBand: true },
    rows: [
      ...(hasHead ? [new TableRow({ tableHeader: true, cantSplit: true, children: columns.map(({ label }, i) => cell({ text: label }, i, true, true)) })] : []),
      ...rows.map(
        (row, r) =>
          new TableRow({
            cantSplit: row.every(({ text }) => text.length < 1500),
            children: row.map((content, i) => cell(content, i, false, isShort && r < rows.length - 1)),
          }),
      ),
    ],
  })
}
