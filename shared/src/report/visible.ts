/** Half of a character that takes two places. */
const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/**
 * A text as documents can hold it: line breaks of every kind are one, and what XML has no place for (control characters,
 * halves of characters) becomes the pictures that stand for it. Everything else stays as it was written.
 */
export const visibleText = (text: string) => (PLAIN.test(text) ? text : replaced(text))

/** Most texts have letters alone that everything holds, and there are many texts. */
const PLAIN = /^[\n\x20-\x7e\u00a0-\u02ff\u2010-\u2027]*$/

const replaced = (text: string) =>
  text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(HALF, '\ufffd')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is replaced
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, (character) => String.fromCharCode(0x2400 + character.charCodeAt(0)))
    .replace(/\u007f/g, '\u2421')
    // What ends a line in some writings and nothing in others.
    .replace(/[\u0080-\u009f\ufffe\uffff]/g, '\ufffd')

const NAMES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** For the text and the attributes of HTML, SVG and XML. */
export const escaped = (text: string) => visibleText(text).replace(/[&<>"']/g, (character) => NAMES[character] ?? character)

const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/**
 * What we say of somebody's words, in brackets behind them. Where those run from right to left, marks around ours keep
 * them in their own order, brackets included.
 */
export const aside = (about: string, words: string) => (runsRightToLeft(words) ? `\u202a(${about})\u202c` : `(${about})`)

/** Does a text begin in a script that runs from right to left? The first letter decides, as in browsers. */
export const runsRightToLeft = (text: string) => !PLAIN.test(text) && RTL.test(/\p{L}/u.exec(text)?.[0] ?? '')
