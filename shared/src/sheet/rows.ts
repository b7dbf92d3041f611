import { CsvError, type Options, parse } from 'csv-parse/browser/esm/sync'
import type { SheetProblem } from './decode.ts'
import { headingOf } from './headings.ts'
import { IMPORT_LIMITS } from './limits.ts'

/** The rows of a sheet; a cell may hold several lines. */
export type Rows = readonly (readonly string[])[]

const OPTIONS = {
  // Within quotes a line end belongs to the text, whatever it is.
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  // A quotation mark inside of a text that is not in quotes is a quotation mark.
  relax_quotes: true,
} satisfies Options
const NO_QUOTES = { quote: null, relax_quotes: false } satisfies Options

/**
 * A text as rows. What separates its columns is found out: what makes headings of its head, else a tab, else a comma or
 * semicolon if that makes a table of it. A pasted text without tabs is taken for lines unless its headings say more:
 * people write commas.
 */
export function rowsOf(text: string, { isPasted = false } = {}): { rows: Rows } | SheetProblem {
  const plain = text.replace(/^\ufeff/, '')
  const ways = ['\t', ',', ';'].map((delimiter) => ({ delimiter, ...parsed(plain, delimiter, isPasted && delimiter === '\t') }))
  const way = ways.find(({ rows }) => hasHeadings(rows)) ?? ways.find(({ delimiter, rows }) => isTable(rows, delimiter, isPasted))
  if (way) return way.isOpen ? { why: 'open-quote', row: way.rows.length + 1 } : { rows: filled(way.rows) }
  // One column, with quotes where a text has several lines, or none.
  const [{ rows, isOpen } = { rows: [], isOpen: true }] = ways
  if (!isPasted && !isOpen && rows.every((row) => row.length === 1)) return { rows: filled(rows) }
  return { rows: filled(plain.split(/\r\n|\r|\n/).map((line) => [line])) }
}

/**
 * The rows, or those before a quotation mark that is never closed.
 * @param isForgiving then it is one like any letter, as in cells that were copied
 */
function parsed(text: string, delimiter: string, isForgiving: boolean): { rows: Rows; isOpen: boolean } {
  const before: string[][] = []
  try {
    return { rows: parse(text, { ...OPTIONS, delimiter, on_record: (record: string[]) => (before.push(record), record) }), isOpen: false }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return isForgiving ? { rows: parse(text, { ...OPTIONS, ...NO_QUOTES, delimiter }), isOpen: false } : { rows: before, isOpen: true }
  }
}

const filled = (rows: Rows): Rows => rows.filter((row) => row.some((cell) => cell.trim()))

const hasHeadings = (rows: Rows) => filled(rows.slice(0, IMPORT_LIMITS.headings)).some((row) => row.filter((cell) => headingOf(cell)).length > 1)

/** Is this how the columns are separated? */
function isTable(rows: Rows, delimiter: string, isPasted: boolean): boolean {
  const some = filled(rows.slice(0, 100))
  if (delimiter === '\t') return some.filter((row) => row.length > 1).length > some.length / 2
  const width = some[0]?.length ?? 0
  return !isPasted && width > 1 && some.length > 1 && some.every((row) => row.length === width)
}
