import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { CellModel, ExportModel, NoteRow, RoundModel } from '@stocktake/shared/report/model'
import { oneLine } from '@stocktake/shared/report/notes'
import { TABLES, type TableName } from '@stocktake/shared/report/tables'
import type { Table } from '@stocktake/shared/report/tables/table'
import { counted } from '@stocktake/shared/report/words'
import exceljs from 'exceljs'
import { cutToCell, sheetText } from './sheetText.ts'

/** Points: the tallest row there is, and one line of text. Rows are given a height because not every program finds one. */
const TALLEST = 409
const LINE_HEIGHT = 15
/** Lines in one cell of the matrix before it goes on in the next row of the sheet. */
const CELL_FULL = Math.floor(TALLEST / LINE_HEIGHT)
// The library's list of paper sizes leaves out A3, the format does not.
const A3 = 8 as number as exceljs.PaperSize
const A4 = 9 as number as exceljs.PaperSize

/** The row of a round's sheet with the names of its columns; above it stands what the sheet is of. */
const HEADING_AT = 6

// One object per look, shared by all its cells: the writer works out a style it has not seen before, and that is slow.
const LINE = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const
const FONT = { name: 'Calibri', family: 2, size: 11 }
const LOOK: Partial<exceljs.Style> = { font: FONT, alignment: { vertical: 'top', wrapText: true } }
const BOXED: Partial<exceljs.Style> = { ...LOOK, border: { top: LINE, left: LINE, bottom: LINE, right: LINE } }
const EMPTY: Partial<exceljs.Style> = { ...BOXED, font: { ...FONT, italic: true, color: { argb: 'FF595959' } } }
const HEADING: Partial<exceljs.Style> = { ...BOXED, font: { ...FONT, bold: true }, fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEFEFEF' } } }

/** The sheets after those of the rounds. */
const SHEETS: readonly [TableName, string][] = [
  ['notes', 'All notes'],
  ['coverage', 'Coverage'],
  ['lineage', 'Lineage'],
  ['contradictions', 'Contradictions'],
  ['ballots', 'Ballots'],
  ['readiness', 'Readiness'],
  ['stimulus', 'Stimulus'],
  ['decisions', 'Decisions'],
  ['actions', 'Actions'],
  ['parking', 'Parking lot'],
  ['attendance', 'Attendance'],
]

/** Rows are written as they are made, so that no workbook is ever whole in memory. One sheet per round laid out as the matrix, then one with all notes, and one for each other table. Every text cell is a string, never a formula. */
export async function xlsxOf(model: ExportModel): Promise<Buffer> {
  const out = new PassThrough()
  const bytes = buffer(out)
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream: out, useSharedStrings: true, useStyles: true, zip: { zlib: { level: 6 } } })
  workbook.creator = 'Stocktake'
  workbook.lastModifiedBy = 'Stocktake'
  workbook.title = sheetText(model.series.title)
  workbook.created = new Date(model.madeAt)
  workbook.modified = new Date(model.madeAt)
  for (const round of model.rounds) addMatrix(workbook, model, round)
  for (const [table, name] of SHEETS) addTable(workbook, name, TABLES[table](model))
  await workbook.commit()
  return bytes
}

type Writer = exceljs.stream.xlsx.WorkbookWriter

function addMatrix(workbook: Writer, model: ExportModel, round: RoundModel): void {
  const { columns, rows, unplaced } = round.matrix
  const width = Math.max(26, Math.min(48, Math.round(150 / columns.length)))
  const paperSize = columns.length > 4 ? A3 : A4
  const sheet = workbook.addWorksheet(`Round ${round.number}`, {
    pageSetup: { orientation: 'landscape', paperSize, fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: `${HEADING_AT}:${HEADING_AT}` },
    views: [{ state: 'frozen', xSplit: 1, ySplit: HEADING_AT }],
    headerFooter: { oddFooter: `&L${round.stateWords}&RPage &P of &N` },
  })
  sheet.columns = [{ width: 18 }, ...columns.map(() => ({ width }))]
  const across = columns.length + 1
  const top: [string, Partial<exceljs.Font>][] = [
    [model.series.sharedObject, { bold: true, size: 14 }],
    [`${model.series.title}. Round ${round.number}: ${round.title}`, { bold: true }],
    [round.question, { italic: true }],
    [[round.stateWords, round.hash && `record ${round.hash}`].filter(Boolean).join(', '), {}],
    [`${counted(round.notes, 'note')}${unplaced.length ? `, of them ${unplaced.length} in the parking lot` : ''}. A note ends with its group in brackets.`, {}],
  ]
  for (const [text, font] of top) {
    const row = sheet.addRow([cutToCell(sheetText(text))])
    sheet.mergeCells(row.number, 1, row.number, across)
    row.getCell(1).style = { ...LOOK, font: { ...FONT, ...font } }
    row.height = linesIn(text, 18 + width * columns.length) * (font.size ?? FONT.size) * 1.4
    row.commit()
  }

  const heading = sheet.addRow(['', ...columns.map((column) => cutToCell(sheetText(column.label)))])
  dress(heading, across, HEADING)
  heading.height = heightFor(heading, [18, ...columns.map(() => width)])
  heading.commit()

  for (const row of rows) {
    const filled = row.cells.map((cell) => pieces(cell.notes, emptyWords(cell), width))
    for (let i = 0; i < Math.max(1, ...filled.map((cell) => cell.length)); i++) {
      const added = sheet.addRow([sheetText(i ? `${row.label} (continued)` : row.label), ...filled.map((cell) => cell[i] ?? '')])
      dress(added, across, BOXED)
      added.height = heightFor(added, [18, ...columns.map(() => width)])
      for (const [at, cell] of row.cells.entries()) if (!cell.notes.length && i === 0) added.getCell(at + 2).style = EMPTY
      added.commit()
    }
  }
  for (const [i, piece] of (unplaced.length ? pieces(unplaced, '', width * columns.length) : []).entries()) {
    const added = sheet.addRow([i ? 'Parking lot (continued)' : 'Parking lot', piece])
    dress(added, across, BOXED)
    if (across > 2) sheet.mergeCells(added.number, 2, added.number, across)
    added.height = heightFor(added, [18, width * columns.length])
    added.commit()
  }
  sheet.commit()
}

function dress(row: exceljs.Row, across: number, look: Partial<exceljs.Style>): void {
  row.getCell(1).style = HEADING
  for (let column = 2; column <= across; column++) row.getCell(column).style = look
}

const emptyWords = (cell: CellModel) => (cell.inUse ? cell.words : 'Not asked in this round')

/** The text of a cell, one line per note, in pieces that a row of a sheet can show. */
function pieces(notes: readonly NoteRow[], empty: string, width: number): string[] {
  if (!notes.length) return [empty]
  const found: string[] = []
  let lines = 0
  for (const note of notes) {
    const line = cutToCell(sheetText(lineOf(note)))
    const more = linesIn(line, width)
    if (found.length && lines + more <= CELL_FULL) found[found.length - 1] += `\n${line}`
    else found.push(line)
    lines = found.at(-1) === line ? more : lines + more
  }
  return found
}

function lineOf(note: NoteRow): string {
  const votes = note.votes ? `, ${counted(note.votes, 'vote')}` : ''
  const after = `${note.group?.short ?? ''}${votes}`.replace(/^, /, '')
  return `• ${oneLine(note.text)}${after && ` [${after}]`}`
}

function addTable(workbook: Writer, name: string, { columns, rows }: Table): void {
  const sheet = workbook.addWorksheet(name, {
    pageSetup: { orientation: 'landscape', paperSize: A3, fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '1:1' },
    views: [{ state: 'frozen', ySplit: 1 }],
    headerFooter: { oddFooter: '&RPage &P of &N' },
  })
  sheet.columns = columns.map(({ width }) => ({ width }))
  const heading = sheet.addRow(columns.map(({ label }) => label))
  dress(heading, columns.length, HEADING)
  const widths = columns.map(({ width }) => width)
  heading.height = heightFor(heading, widths)
  heading.commit()
  for (const row of rows) {
    const added = sheet.addRow(row.map((cell) => (typeof cell === 'string' ? cutToCell(sheetText(cell)) : cell)))
    added.eachCell((cell) => {
      cell.style = LOOK
    })
    added.height = heightFor(added, widths)
    added.commit()
  }
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: Math.max(1, rows.length + 1), column: columns.length } }
  sheet.commit()
}

/** What a row needs to show its cells, as far as a row can; the widths are those of its columns in characters. */
function heightFor(row: exceljs.Row, widths: readonly number[]): number {
  const lines = widths.map((width, i) => linesIn(String(row.getCell(i + 1).value ?? ''), width))
  return Math.min(TALLEST, Math.max(...lines) * LINE_HEIGHT)
}

/** Lines that a text takes: words do not fill a line to its end, so a little less fits than the width says. */
const linesIn = (text: string, width: number) => text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / (width * 0.92))), 0)
