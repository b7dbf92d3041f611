import { escaped } from '@stocktake/shared/report/visible'
import { sheetText } from './sheetText.ts'
import { zipOf } from './zip.ts'

/** SpreadsheetML as text: a few looks, and rows whose heights are said, since not every program finds them. */

export interface Sheet {
  name: string
  /** Of columns, in characters. */
  widths: readonly number[]
  rows: Row[]
  /** Rows and columns that stay in view; the last of these rows heads every page. */
  frozen: { columns: number; rows: number }
  /** Cells that are one: from the first to the last, as `A1:H1`. */
  merged: string[]
  paper: 'A3' | 'A4'
  /** At the foot of each page, on the left. */
  foot: string
  /** Its rows can be filtered by its head. */
  isFiltered: boolean
}

export interface Row {
  /** Points. */
  height: number
  cells: Cell[]
}

export interface Cell {
  value: string | number
  look: Look
}

/** How cells look: font, fill and border by their places below. */
const LOOKS = {
  plain: [0, 0, 0],
  title: [1, 0, 0],
  strong: [2, 0, 0],
  italic: [3, 0, 0],
  boxed: [0, 0, 1],
  empty: [4, 0, 1],
  heading: [2, 2, 1],
} as const
export type Look = keyof typeof LOOKS
/** The format's own plain look comes before ours. */
const STYLE = Object.fromEntries(Object.keys(LOOKS).map((look, i) => [look, i + 1])) as Record<Look, number>

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const CORE = 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const PAPER = { A3: 8, A4: 9 }

/** Every text is a string of its own kind, never a formula. */
export function workbookOf(title: string, sheets: readonly Sheet[], madeAt: number): Buffer {
  const texts = new Texts()
  const files = sheets.map((sheet, i): [string, string] => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet, texts)])
  return zipOf(
    [
      ['[Content_Types].xml', contentTypes(sheets.length)],
      [
        '_rels/.rels',
        relations([
          [`${RELATIONS}/officeDocument`, 'xl/workbook.xml'],
          [CORE, 'docProps/core.xml'],
        ]),
      ],
      ['docProps/core.xml', core(title, madeAt)],
      ['xl/workbook.xml', workbookXml(sheets)],
      [
        'xl/_rels/workbook.xml.rels',
        relations([
          ...sheets.map((_, i) => [`${RELATIONS}/worksheet`, `worksheets/sheet${i + 1}.xml`] as const),
          [`${RELATIONS}/styles`, 'styles.xml'],
          [`${RELATIONS}/sharedStrings`, 'sharedStrings.xml'],
        ]),
      ],
      ['xl/styles.xml', STYLES],
      ['xl/sharedStrings.xml', texts.xml()],
      ...files,
    ],
    madeAt,
  )
}

/** `A`, `B` … `Z`, `AA` for 0, 1 … 25, 26. */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last
}

/** For texts that have been made fit for a sheet: nothing of them is replaced any more. */
const inXml = (text: string) => text.replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'))

/** Each text once, however many cells have it. */
class Texts {
  #places = new Map<string, number>()
  #uses = 0

  placeOf(text: string): number {
    this.#uses++
    const known = this.#places.get(text)
    if (known !== undefined) return known
    this.#places.set(text, this.#places.size)
    return this.#places.size - 1
  }

  xml(): string {
    const all = Array.from(this.#places.keys(), (text) => `<si><t xml:space="preserve">${inXml(text)}</t></si>`)
    return `${XML}<sst xmlns="${MAIN}" count="${this.#uses}" uniqueCount="${all.length}">${all.join('')}</sst>`
  }
}

function sheetXml({ widths, rows, frozen, merged, paper, foot, isFiltered }: Sheet, texts: Texts): string {
  const names = widths.map((_, i) => columnName(i))
  const cell = ({ value, look }: Cell, column: number, row: number) => {
    const begin = `<c r="${names[column] ?? columnName(column)}${row}" s="${STYLE[look]}"`
    if (value === '') return `${begin}/>`
    return typeof value === 'number' ? `${begin}><v>${value}</v></c>` : `${begin} t="s"><v>${texts.placeOf(value)}</v></c>`
  }
  const data = rows.map(
    ({ height, cells }, i) =>
      `<row r="${i + 1}" ht="${Math.round(height * 100) / 100}" customHeight="1">${cells.map((one, column) => cell(one, column, i + 1)).join('')}</row>`,
  )
  const last = `${columnName(widths.length - 1)}${Math.max(1, rows.length)}`
  const pane = frozen.columns ? 'bottomRight' : 'bottomLeft'
  return [
    `${XML}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:${last}"/>`,
    `<sheetViews><sheetView workbookViewId="0"><pane${frozen.columns ? ` xSplit="${frozen.columns}"` : ''} ySplit="${frozen.rows}" topLeftCell="${columnName(frozen.columns)}${frozen.rows + 1}" activePane="${pane}" state="frozen"/><selection pane="${pane}"/></sheetView></sheetViews>`,
    `<sheetFormatPr defaultRowHeight="15"/><cols>${widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`,
    `<sheetData>${data.join('')}</sheetData>`,
    isFiltered ? `<autoFilter ref="A1:${last}"/>` : '',
    merged.length ? `<mergeCells count="${merged.length}">${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>` : '',
    '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>',
    `<pageSetup paperSize="${PAPER[paper]}" orientation="landscape" fitToWidth="1" fitToHeight="0"/>`,
    // Two of its signs stand for one that is meant.
    `<headerFooter><oddFooter>${foot ? `&amp;L${escaped(foot.replaceAll('&', '&&'))}` : ''}&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter></worksheet>`,
  ].join('')
}

const workbookXml = (sheets: readonly Sheet[]) => {
  const list = sheets.map(({ name }, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')
  const quoted = (name: string) => escaped(`'${name.replaceAll("'", "''")}'`)
  const named = sheets.map(({ name, frozen: { rows }, widths, rows: all, isFiltered }, i) => {
    const filter = isFiltered
      ? `<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">${quoted(name)}!$A$1:$${columnName(widths.length - 1)}$${Math.max(1, all.length)}</definedName>`
      : ''
    return `${filter}<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${quoted(name)}!$${rows}:$${rows}</definedName>`
  })
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView/></bookViews><sheets>${list}</sheets><definedNames>${named.join('')}</definedNames></workbook>`
}

const relations = (list: readonly (readonly [type: string, target: string])[]) =>
  `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${type}" Target="${target}"/>`).join('')}</Relationships>`

const contentTypes = (count: number) => {
  const part = (name: string, type: string) => `<Override PartName="${name}" ContentType="${type}"/>`
  const sheets = Array.from({ length: count }, (_, i) => part(`/xl/worksheets/sheet${i + 1}.xml`, `${TYPE}.worksheet+xml`)).join('')
  return `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('/xl/workbook.xml', `${TYPE}.sheet.main+xml`)}${sheets}${part('/xl/styles.xml', `${TYPE}.styles+xml`)}${part('/xl/sharedStrings.xml', `${TYPE}.sharedStrings+xml`)}${part('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml')}</Types>`
}

function core(title: string, madeAt: number): string {
  const time = new Date(madeAt).toISOString().replace(/\.\d+Z$/, 'Z')
  return `${XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(sheetText(title))}</dc:title><dc:creator>Stocktake</dc:creator><cp:lastModifiedBy>Stocktake</cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">${time}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${time}</dcterms:modified></cp:coreProperties>`
}

const font = (look: string, size = 11, colour = 'theme="1"') =>
  `<font>${look}<sz val="${size}"/><color ${colour}/><name val="Calibri"/><family val="2"/></font>`
const FONTS = [font(''), font('<b/>', 14), font('<b/>'), font('<i/>'), font('<i/>', 11, 'rgb="FF595959"')]
const side = (name: string) => `<${name} style="thin"><color rgb="FFBFBFBF"/></${name}>`
const look = ([fontId, fillId, borderId]: readonly [number, number, number]) =>
  `<xf numFmtId="0" fontId="${fontId}" fillId="${fillId}" borderId="${borderId}" xfId="0" applyFont="1"${fillId ? ' applyFill="1"' : ''}${borderId ? ' applyBorder="1"' : ''} applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>`
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="${FONTS.length}">${FONTS.join('')}</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEFEFEF"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${Object.keys(LOOKS).length + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${Object.values(LOOKS).map(look).join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
