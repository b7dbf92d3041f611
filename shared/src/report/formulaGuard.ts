/**
 * What makes a spreadsheet take a cell for a formula: `=`, `+`, `-`, `@`, their full-width forms, tab, return and line feed.
 * Apostrophes before it are ours or look like ours. See docs/decisions/0002-csv-formula-guard.md.
 */
const RISKY = /^'*[=+\-@＝＋－＠\t\r\n]/u
const GUARDED = /^'+[=+\-@＝＋－＠\t\r\n]/u

/** Puts an apostrophe before text that a spreadsheet would run. */
export const guard = (text: string) => (RISKY.test(text) ? `'${text}` : text)

/** Gives back exactly what `guard` was given. */
export const unguard = (cell: string) => (GUARDED.test(cell) ? cell.slice(1) : cell)
