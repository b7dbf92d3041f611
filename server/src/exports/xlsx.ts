import type { CellModel, ExportModel, NoteRow, RoundModel } from '@stocktake/shared/report/model'
import { oneLine } from '@stocktake/shared/report/notes'
import { TABLES, type Table, type TableName } from '@stocktake/shared/report/tables'
import { counted } from '@stocktake/shared/report/words'
import { cutToCell, sheetText } from './sheetText.ts'
import { type Cell, columnName, type Look, type Row, type Sheet, workbookOf } from './workbook.ts'

/** Points: the tallest row there is, and one line of text. Rows are given a height because not every program finds one. */
const TALLEST = 409
const LINE_HEIGHT = 15
/** Lines in one cell of the matrix before it goes on in the next row of the sheet. */
const CELL_FULL = Math.floor(TALLEST / LINE_HEIGHT)
const HEAD_WIDTH = 18

/** The sheets after those of the rounds. */
export const SHEETS: readonly [TableName, string][] = [
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

/** One sheet per round laid out as the matrix, then one with all notes, and one for each other table. Every text cell is a string, never a formula. */
export const xlsxOf = (model: ExportModel): Buffer =>
  workbookOf(
    model.series.title,
    [...model.rounds.map((round) => matrixSheet(model, round)), ...SHEETS.map(([table, name]) => tableSheet(name, TABLES[table](model)))],
    model.madeAt,
  )

/** Texts as a sheet can hold them. */
const textIn = (text: string, look: Look): Cell => ({ value: cutToCell(sheetText(text)), look })

function matrixSheet(model: ExportModel, round: RoundModel): Sheet {
  const { columns, rows, unplaced } = round.matrix
  const width = Math.max(26, Math.min(48, Math.round(150 / columns.length)))
  const widths = [HEAD_WIDTH, ...columns.map(() => width)]
  const across = widths.reduce((sum, own) => sum + own, 0)
  const last = columnName(columns.length)
  const made: Row[] = []
  const merged: string[] = []
  const add = (cells: Cell[], height = heightFor(cells, widths)) => made.push({ height, cells })
  /** The row that was added last is one cell from there on. */
  const merge = (from: string) => merged.push(`${from}${made.length}:${last}${made.length}`)

  for (const [text, look, size] of [
    [model.series.sharedObject, 'title', 14],
    [`${model.series.title}. Round ${round.number}: ${round.title}`, 'strong', 11],
    [round.question, 'italic', 11],
    [[round.stateWords, round.hash && `record ${round.hash}`].filter(Boolean).join(', '), 'plain', 11],
    [
      `${counted(round.notes, 'note')}${unplaced.length ? `, of them ${unplaced.length} in the parking lot` : ''}. A note ends with its group in brackets.`,
      'plain',
      11,
    ],
  ] as const) {
    add([textIn(text, look)], linesIn(text, across) * size * 1.4)
    if (columns.length) merge('A')
  }
  add([{ value: '', look: 'heading' }, ...columns.map(({ label }) => textIn(label, 'heading'))])
  const head = made.length
  for (const row of rows) {
    const filled = row.cells.map((cell) => pieces(cell.notes, emptyWords(cell), width))
    for (let i = 0; i < Math.max(1, ...filled.map((cell) => cell.length)); i++)
      add([
        textIn(i ? `${row.label} (continued)` : row.label, 'heading'),
        ...row.cells.map((cell, at): Cell => ({ value: filled[at]?.[i] ?? '', look: !cell.notes.length && i === 0 ? 'empty' : 'boxed' })),
      ])
  }
  for (const [i, piece] of (unplaced.length ? pieces(unplaced, '', across - HEAD_WIDTH) : []).entries()) {
    const cells = [textIn(i ? 'Parking lot (continued)' : 'Parking lot', 'heading'), { value: piece, look: 'boxed' as const }]
    add([...cells, ...columns.slice(1).map(() => ({ value: '', look: 'boxed' as const }))], heightFor(cells, [HEAD_WIDTH, across - HEAD_WIDTH]))
    if (columns.length > 1) merge('B')
  }
  return {
    name: `Round ${round.number}`,
    widths,
    rows: made,
    frozen: { columns: 1, rows: head },
    merged,
    paper: columns.length > 4 ? 'A3' : 'A4',
    foot: round.stateWords,
    isFiltered: false,
  }
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

function tableSheet(name: string, { columns, rows }: Table): Sheet {
  const widths = columns.map(({ width }) => width)
  const all = [
    columns.map(({ label }) => textIn(label, 'heading')),
    ...rows.map((row) => row.map((cell): Cell => (typeof cell === 'string' ? textIn(cell, 'plain') : { value: cell ?? '', look: 'plain' }))),
  ]
  return {
    name,
    widths,
    rows: all.map((cells) => ({ height: heightFor(cells, widths), cells })),
    frozen: { columns: 0, rows: 1 },
    merged: [],
    paper: 'A3',
    foot: '',
    isFiltered: true,
  }
}

/** What a row needs to show its cells, as far as a row can; the widths are those of its columns in characters. */
function heightFor(cells: readonly Cell[], widths: readonly number[]): number {
  const lines = cells.map(({ value }, i) => (typeof value === 'number' ? 1 : linesIn(value, widths[i] ?? 0)))
  return Math.min(TALLEST, Math.max(...lines) * LINE_HEIGHT)
}

/** Lines that a text takes: words do not fill a line to its end, so a little less fits than the width says. */
const linesIn = (text: string, width: number) => text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / (width * 0.92))), 0)
