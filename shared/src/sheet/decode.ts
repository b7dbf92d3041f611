import { IMPORT_LIMITS } from './limits.ts'

/** Why nothing can be made of a file; the client has a sentence for each, which says what to do. */
export type SheetProblem =
  | { why: 'too-large' | 'not-text' | 'workbook' | 'document' | 'empty' | 'nothing' }
  /** The quotation mark that opens in this row, counted from 1, is never closed. */
  | { why: 'open-quote'; row: number }
  | { why: 'too-many'; count: number }
  | { why: 'too-long'; count: number }

/** What other kinds of files begin with. */
const BEGINNINGS: readonly [begins: readonly number[], why: 'workbook' | 'document'][] = [
  [[0x50, 0x4b, 0x03, 0x04], 'workbook'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'workbook'],
  [[0x25, 0x50, 0x44, 0x46], 'document'],
]

/** A control character that no text has. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const BINARY = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/g
/** Of a thousand characters of a text so many may be such, as in the hostile texts that our own export keeps. */
const MOST_BINARY = 300

/**
 * The text of a file: UTF-8 with or without a byte order mark, UTF-16 with one (what spreadsheets call Unicode text), else
 * Windows-1252, which is what a spreadsheet on Windows writes when nobody says otherwise.
 */
export function textOf(bytes: Uint8Array): { text: string } | SheetProblem {
  if (bytes.length > IMPORT_LIMITS.file) return { why: 'too-large' }
  for (const [begins, why] of BEGINNINGS) if (begins.every((byte, i) => bytes[i] === byte)) return { why }
  const text = decode(bytes)
  if (text === undefined) return { why: 'not-text' }
  if (!text.trim()) return { why: 'empty' }
  return ((text.match(BINARY)?.length ?? 0) * 1000) / text.length > MOST_BINARY ? { why: 'not-text' } : { text }
}

function decode(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Every byte is a letter there, so what is no text at all is known by its control characters alone.
    return bytes.includes(0) ? undefined : fromWindows(bytes)
  }
}

/** What Windows-1252 has from 0x80 to 0x9f, where Latin 1 has control characters; the decoder of some versions of Node takes the one for the other. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

function fromWindows(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte >= 0x80 && byte < 0xa0 ? WINDOWS.charAt(byte - 0x80) : String.fromCharCode(byte)
  return text
}
