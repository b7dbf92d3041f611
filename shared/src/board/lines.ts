/** A bullet, a dash, a number with a dot: what word processors put before each line of a list. */
const BULLET = /^\s*(?:[-*+•◦▪‣·–—○●■□➢►]|\d{1,3}[.)]|[a-z][.)])\s+/i

/** The notes in a pasted text: one a line, without bullets and empty lines. */
export const linesOf = (text: string): string[] =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(BULLET, '').trim())
    .filter(Boolean)
