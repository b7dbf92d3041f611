import { linesOf, piecesOf } from '../board/lines.ts'
import { BOARD_LIMITS } from '../board/schema.ts'
import { isLanguageTag } from '../languages.ts'
import { cellId } from '../matrix.ts'
import { unguard } from '../report/formulaGuard.ts'
import type { Matrix } from '../session.ts'
import type { SheetProblem } from './decode.ts'
import { type Heading, headingOf } from './headings.ts'
import { IMPORT_LIMITS } from './limits.ts'
import { type Names, namesOf, PARKED } from './names.ts'
import type { Rows } from './rows.ts'

/** A note that a sheet is thought to hold. */
export interface GuessedNote {
  text: string
  /** Null is the parking lot; undefined where nothing in the sheet says where it belongs. */
  cell: string | null | undefined
  /** The id of its group, where a column says one that there is. */
  group?: string
  /** Its language, where our own export says one. */
  lang?: string
  /** It goes on from the one before: the text was longer than a note may be. */
  goesOn?: true
}

export interface Guess {
  notes: GuessedNote[]
  /** Our own export, a list with one note a row, or a matrix with several notes in each cell. */
  shape: 'export' | 'list' | 'matrix'
  /** Columns with something in them that is not taken over, as they are headed, or by letter. */
  unused: string[]
  /** What our own export says of its notes and an import leaves behind. */
  lost?: Lost[]
  /** Rows above the headings, which are not taken over either. */
  above: number
}

/** What our own table of notes has, whatever else it may have. */
const OWN = ['note id', 'row', 'column', 'text', 'group']

/** Columns of it that say of notes what no import can give to others. The rest of what is left is counted or is an id. */
const LOST = ['cluster', 'votes', 'strongly disagree', 'comments', 'stimulus and version', 'tested or believed', 'reason'] as const
export type Lost = (typeof LOST)[number]

/** Where the columns of a list are. */
type Columns = Partial<Record<Heading, number>>

/** What notes a sheet holds, and where they belong: by its headings, by the names of rows and columns in any order, or by the shape of the matrix. */
export function guessNotes(rows: Rows, matrix: Matrix, groups: readonly { id: string; label: string }[]): Guess | SheetProblem {
  const names = namesOf(matrix, groups)
  const found = ownExport(rows, names) ?? matrixShaped(rows, names) ?? list(rows, names)
  const notes = found.notes.flatMap((note) => {
    const pieces = note.text.length <= BOARD_LIMITS.noteText ? [note.text] : piecesOf(note.text)
    return pieces.map((text, i): GuessedNote => ({ ...note, text, ...(i > 0 ? { goesOn: true } : {}) }))
  })
  if (!notes.length) return { why: 'nothing' }
  if (notes.length > IMPORT_LIMITS.notes) return { why: 'too-many', count: notes.length }
  const count = notes.reduce((sum, { text }) => sum + text.length, 0)
  return count > IMPORT_LIMITS.characters ? { why: 'too-long', count } : { ...found, notes }
}

/** Our own CSV, or what somebody copied out of it: every text as it was. */
function ownExport(rows: Rows, names: Names): Guess | undefined {
  const head = rows[0] ?? []
  const at = new Map(head.map((label, i) => [label.trim(), i]))
  if (!OWN.every((label) => at.has(label))) return undefined
  const value = (row: readonly string[], label: string) => unguard(row[at.get(label) ?? -1] ?? '')
  const notes = rows.slice(1).flatMap((row): GuessedNote[] => {
    const text = value(row, 'text')
    if (!text.trim()) return []
    const [dimension, type] = [value(row, 'row'), value(row, 'column')]
    const cell = dimension || type ? joined(names.row(dimension), names.column(type)) : null
    const lang = value(row, 'language')
    return [{ text, cell, ...groupOf(names, value(row, 'group')), ...(isLanguageTag(lang) ? { lang } : {}) }]
  })
  // A vote that nobody gave is nothing to lose.
  const lost = LOST.filter((label) => rows.slice(1).some((row) => value(row, label).trim() && value(row, label) !== '0'))
  return { notes, shape: 'export', unused: [], above: 0, ...(lost.length ? { lost } : {}) }
}

const joined = (row: string | typeof PARKED | undefined, column: string | typeof PARKED | undefined): string | null | undefined => {
  if (row === PARKED || column === PARKED) return null
  return row !== undefined && column !== undefined ? cellId(row, column) : undefined
}

const groupOf = (names: Names, label: string): { group?: string } => {
  const group = names.group(label)
  return group === undefined ? {} : { group }
}

type Name = ReturnType<Names['row']>

/** What a column of a sheet must agree with to be taken for one of names. */
const MOST = 0.6

/** Which part of the cells of a column that are not empty is known. */
function share(rows: Rows, column: number, isKnown: (text: string) => boolean): number {
  const cells = rows.flatMap((row) => row[column]?.trim() || [])
  return cells.length ? cells.filter(isKnown).length / cells.length : 0
}

/** Names of rows down one side and of columns along the top, or the other way round; each line of a cell is a note. */
function matrixShaped(rows: Rows, names: Names): Guess | undefined {
  const ways = [
    { along: names.column, down: names.row, join: (head: Name, side: Name) => joined(side, head) },
    { along: names.row, down: names.column, join: joined },
  ]
  for (const [index, head] of rows.slice(0, IMPORT_LIMITS.headings).entries()) {
    if (head.some((cell) => headingOf(cell) === 'text')) return undefined
    const body = rows.slice(index + 1)
    for (const { along, down, join } of ways) {
      // In a list every row has such a name, where a heading stands once.
      const heads = new Map<number, Name>(
        head.flatMap((cell, i): [number, Name][] =>
          along(cell) === undefined || share(body, i, (text) => along(text) !== undefined) >= MOST ? [] : [[i, along(cell)]],
        ),
      )
      const before = Array.from({ length: heads.size ? Math.min(...heads.keys()) : 0 }, (_, i) => i)
      const side = before.find((i) => body.some((row) => down(row[i] ?? '') !== undefined))
      if (heads.size < (side === undefined ? 2 : 1)) continue
      return { notes: inMatrix(body, heads, side, down, join), shape: 'matrix', ...leftOut(rows, index, new Set([...heads.keys(), side ?? -1])) }
    }
  }
  return undefined
}

function inMatrix(body: Rows, heads: ReadonlyMap<number, Name>, side: number | undefined, down: Names['row'], join: typeof joined): GuessedNote[] {
  let current: Name
  return body.flatMap((row) => {
    const name = side === undefined ? '' : (row[side] ?? '')
    // Cells that were joined have their name in the first of their rows alone.
    if (name.trim()) current = down(name)
    return [...heads].flatMap(([i, head]) => linesOf(row[i] ?? '').map((text): GuessedNote => ({ text, cell: join(head, current) })))
  })
}

/** One note a row. */
function list(rows: Rows, names: Names): Guess {
  const top = rows.slice(0, IMPORT_LIMITS.headings).findIndex((row) => {
    const kinds = row.flatMap((cell) => headingOf(cell) ?? [])
    return kinds.includes('text') || kinds.length > 1
  })
  const isHeaded = top >= 0 && top < rows.length - 1
  const columns = columnsOf(isHeaded ? (rows[top] ?? []) : [], rows.slice(isHeaded ? top + 1 : 0), names)
  const head = isHeaded ? top : headsNames(rows, columns, names) ? 0 : -1
  const value = (row: readonly string[], kind: Heading) => row[columns[kind] ?? -1]?.trim() ?? ''
  const notes = rows.slice(head + 1).flatMap((row): GuessedNote[] => {
    const text = value(row, 'text')
    if (!text) return []
    const named = names.cell(value(row, 'cell'))
    const cell = named === undefined ? joined(names.row(value(row, 'row')), names.column(value(row, 'column'))) : named
    return [{ text, cell, ...groupOf(names, value(row, 'group')) }]
  })
  return { notes, shape: 'list', ...leftOut(rows, head, new Set(Object.values(columns))) }
}

/** Where what stands: as the headings say, else by the names in the columns; the longest texts of what remains are the notes. */
function columnsOf(head: readonly string[], body: Rows, names: Names): Columns {
  const columns: Columns = {}
  head.forEach((cell, i) => {
    const kind = headingOf(cell)
    if (kind && columns[kind] === undefined) columns[kind] = i
  })
  const width = Math.max(0, ...body.map((row) => row.length))
  const free = () => Array.from({ length: width }, (_, i) => i).filter((i) => !Object.values(columns).includes(i))
  if (width > 1) {
    const tests: [Heading, (text: string) => boolean][] = [
      ['cell', (text) => names.cell(text) !== undefined],
      ['row', (text) => names.row(text) !== undefined],
      ['column', (text) => names.column(text) !== undefined],
      ['group', (text) => names.group(text) !== undefined],
    ]
    for (const [kind, isKnown] of tests) {
      const found = columns[kind] === undefined ? free().find((i) => share(body, i, isKnown) >= MOST) : undefined
      if (found !== undefined && free().length > (columns.text === undefined ? 1 : 0)) columns[kind] = found
    }
  }
  const length = (i: number) => body.reduce((sum, row) => sum + (row[i]?.trim().length ?? 0), 0)
  const longest = free().sort((a, b) => length(b) - length(a))[0]
  if (columns.text === undefined && longest !== undefined) columns.text = longest
  return columns
}

/** Is the first row one of headings that are not known? It has no name where the rows below have one. */
function headsNames([first = []]: Rows, columns: Columns, names: Names): boolean {
  const known: [Heading, (text: string) => unknown][] = [
    ['cell', names.cell],
    ['row', names.row],
    ['column', names.column],
  ]
  const used = known.filter(([kind]) => columns[kind] !== undefined)
  return used.length > 0 && used.every(([kind, find]) => find(first[columns[kind] ?? -1] ?? '') === undefined)
}

/** What of a sheet is not taken over. */
function leftOut(rows: Rows, head: number, used: ReadonlySet<number>): Pick<Guess, 'unused' | 'above'> {
  const width = Math.max(0, ...rows.map((row) => row.length))
  const unused = Array.from({ length: width }, (_, i) => i).filter((i) => !used.has(i) && rows.slice(head + 1).some((row) => row[i]?.trim()))
  return { unused: unused.map((i) => rows[head]?.[i]?.trim() || letterOf(i)), above: Math.max(0, head) }
}

/** What spreadsheets call a column: A to Z, then AA. */
const letterOf = (index: number): string => (index < 26 ? '' : letterOf(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26))
