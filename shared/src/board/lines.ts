import { BOARD_LIMITS } from './schema.ts'

/** A bullet, a dash, a number with a dot: what word processors put before each line of a list. */
const BULLET = /^\s*(?:[-*+•◦▪‣·–—○●■□➢►]|\d{1,3}[.)]|[a-z][.)])\s+/i

/** The notes in a pasted text: one a line, without bullets and empty lines. */
export const linesOf = (text: string): string[] =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(BULLET, '').trim())
    .filter(Boolean)

/** A text as one note or, if it is longer than a note may be, as several: cut at a space where there is one, never inside a character. */
export function piecesOf(text: string, longest: number = BOARD_LIMITS.noteText): string[] {
  const pieces: string[] = []
  let rest = text.trim()
  while (rest.length > longest) {
    const space = rest.lastIndexOf(' ', longest)
    const end = space > longest / 2 ? space : /[\ud800-\udbff]/.test(rest.charAt(longest - 1)) ? longest - 1 : longest
    pieces.push(rest.slice(0, end).trim())
    rest = rest.slice(end).trim()
  }
  return [...pieces, rest]
}

/** Which lines say again what an earlier one, or something that is there already, says: the same words, however they are spaced and cased. */
export function doublesIn(lines: readonly string[], there: readonly string[]): ('twice' | 'there' | undefined)[] {
  const known = new Set(there.map(alike))
  const before = new Set<string>()
  return lines.map((line) => {
    const key = alike(line)
    const double = before.has(key) ? 'twice' : known.has(key) ? 'there' : undefined
    before.add(key)
    return double
  })
}

/** A text as it is compared: however it is spaced and cased. */
export const alike = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
