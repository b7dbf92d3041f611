/** What one cell of a workbook can hold. */
const CELL_LIMIT = 32_767
const CUT = '… (cut here: a cell holds no more. The CSV and the JSON have all of it.)'

/** Half of a character that takes two places. */
const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/**
 * A text as a workbook can hold it. XML has no place for control characters and halves of characters, so they become
 * the pictures that stand for them. A return survives only in the format's own writing, `_x000D_`, and a text that looks
 * like that writing would be read as it, so it is written out too.
 */
export function sheetText(text: string): string {
  return (
    text
      .replace(HALF, '\ufffd')
      .replace(/_x(?=[0-9A-Fa-f]{4}[_\r])/g, '_x005F_x')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is replaced
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, (character) => String.fromCharCode(0x2400 + character.charCodeAt(0)))
      .replace(/\u007f/g, '\u2421')
      .replace(/[\ufffe\uffff]/g, '\ufffd')
      .replace(/\r/g, '_x000D_')
  )
}

/** Cuts what a cell cannot hold, and says so in the cell. */
export function cutToCell(text: string): string {
  if (text.length <= CELL_LIMIT) return text
  return text.slice(0, CELL_LIMIT - CUT.length).replace(HALF, '') + CUT
}
