import {
  type Block,
  type TableCell as Cell,
  contentsOf,
  type NoteLine,
  type Report,
  type Said,
  type Section,
  saysSomething,
} from '@stocktake/shared/report/blocks'
import { svgOf } from '@stocktake/shared/report/svg/figures'
import { runsRightToLeft, visibleText } from '@stocktake/shared/report/visible'
import {
  Bookmark,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  type IParagraphOptions,
  type ISectionOptions,
  LeaderType,
  LevelFormat,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableOfContents,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { pngOf } from './picture.ts'

/** Twentieths of a point: A4, its margins, and what is left between them. */
const PAGE = { width: 11_906, height: 16_838, margin: 1080 }
const PORTRAIT = PAGE.width - 2 * PAGE.margin
const LANDSCAPE = PAGE.height - 2 * PAGE.margin
const LANGUAGE = 'en-GB'
const HEADINGS = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
]
const HEAT = { 0: undefined, 1: 'F0F7F6', 2: 'DCEDEB', 3: 'C3E0DC', 4: 'A5D0CB' } as const
const QUIET = '55615D'

type Part = Paragraph | Table | TableOfContents

/** A report as Word: real headings, a table of contents, tables whose head is repeated, and a language for every paragraph. */
export async function docxOf(report: Report): Promise<Buffer> {
  const sections = report.sections.filter(saysSomething)
  const at = sections.findIndex(({ id }) => id === 'matrix')
  // A matrix of many columns lies across the page.
  const matrix = sections[at]?.blocks.some((block) => block.kind === 'table' && block.columns.length > 5) ? sections[at] : undefined
  // A matrix that does not lie across begins a page as well, since its heading says that it is on one.
  const begins = (section: Section, width: number) => section === sections[0] || (section.id === 'matrix' && width === PORTRAIT)
  const some = (list: readonly Section[], width: number) => list.flatMap((section) => sectionParts(section, 0, width, begins(section, width)))
  const pages =
    matrix && at >= 0
      ? [
          page(report, [...front(report, sections), ...some(sections.slice(0, at), PORTRAIT)], false),
          page(report, some([matrix], LANDSCAPE), true),
          page(report, some(sections.slice(at + 1), PORTRAIT), false),
        ]
      : [page(report, [...front(report, sections), ...some(sections, PORTRAIT)], false)]
  const document = new Document({
    title: visibleText(report.title),
    subject: visibleText(report.subtitle),
    creator: 'Stocktake',
    lastModifiedBy: 'Stocktake',
    description: visibleText(report.versionLine),
    styles: STYLES,
    numbering: { config: [{ reference: 'points', levels: [bullet(0), bullet(1)] }] },
    sections: pages,
  })
  return Packer.toBuffer(document)
}

const bullet = (level: number) => ({
  level,
  format: LevelFormat.BULLET,
  text: level ? '◦' : '•',
  style: { paragraph: { indent: { left: 360 + 360 * level, hanging: 260 } } },
})

const heading = (size: number, before: number) => ({
  run: { size, bold: true, color: '074648' },
  paragraph: { spacing: { before, after: 120 }, keepNext: true },
})

const STYLES = {
  default: {
    document: {
      run: { font: 'Calibri', size: 22, language: { value: LANGUAGE, bidirectional: 'ar-SA', eastAsia: 'ja-JP' } },
      paragraph: { spacing: { after: 120, line: 276, lineRule: LineRuleType.AUTO } },
    },
    title: { run: { size: 52, bold: true, color: '074648' }, paragraph: { spacing: { after: 120 } } },
    heading1: heading(34, 420),
    heading2: heading(28, 320),
    heading3: heading(24, 260),
    heading4: heading(22, 220),
    heading5: heading(22, 200),
    heading6: heading(22, 200),
    caption: { run: { size: 20, bold: true, italics: false, color: '1B2422' }, paragraph: { spacing: { before: 160, after: 80 }, keepNext: true } },
  },
  paragraphStyles: [
    { id: 'Series', name: 'Series', basedOn: 'Normal', next: 'Normal', run: { size: 28, color: QUIET } },
    { id: 'Quiet', name: 'Quiet', basedOn: 'Normal', next: 'Normal', run: { color: QUIET } },
    { id: 'Theme', name: 'Theme', basedOn: 'Normal', next: 'Normal', run: { bold: true }, paragraph: { keepNext: true, spacing: { before: 160, after: 60 } } },
    { id: 'Note', name: 'Note', basedOn: 'Normal', quickFormat: true, paragraph: { spacing: { after: 80 } } },
    {
      id: 'Own',
      name: 'Facilitator',
      basedOn: 'Normal',
      quickFormat: true,
      paragraph: { indent: { left: 240 }, border: { left: { style: 'single' as const, size: 18, color: '0B5F62', space: 8 } } },
    },
    { id: 'Cell', name: 'Table text', basedOn: 'Normal', run: { size: 20 }, paragraph: { spacing: { after: 0, line: 252, lineRule: LineRuleType.AUTO } } },
  ],
}

function page(report: Report, children: Part[], isWide: boolean): ISectionOptions {
  const size = { width: PAGE.width, height: PAGE.height, orientation: isWide ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT }
  const line = visibleText(report.versionLine).replace(/\s+/g, ' ')
  return {
    properties: { page: { size, margin: { top: PAGE.margin, bottom: PAGE.margin, left: PAGE.margin, right: PAGE.margin } } },
    footers: {
      default: new Footer({
        children: [
          new Paragraph({
            style: 'Quiet',
            children: [
              new TextRun({ text: `${line} Page `, size: 17 }),
              new TextRun({ children: [PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES], size: 17 }),
            ],
          }),
        ],
      }),
    },
    children,
  }
}

const front = (report: Report, sections: readonly Section[]): Part[] => [
  line(report.subtitle, { style: 'Series' }),
  line(report.title, { heading: HeadingLevel.TITLE }),
  new Paragraph({ children: [new TextRun({ text: 'Shared object: ', bold: true }), ...runs({ text: report.sharedObject })] }),
  tableOf(
    {
      columns: [
        { label: 'About', width: 24 },
        { label: '', width: 76 },
      ],
      rows: report.facts.map(({ label, value }) => [{ text: label }, { text: value }]),
      rowHeads: true,
    },
    PORTRAIT,
    false,
  ),
  new Paragraph({ style: 'Theme', spacing: { before: 360 }, children: [new TextRun('Contents')] }),
  // Written without numbers of pages, which only a layout knows: a table that asks to be filled in asks its reader on opening.
  new TableOfContents('Contents', {
    hyperlink: true,
    headingStyleRange: contentsOf(sections).some(({ depth }) => depth) ? '1-2' : '1-1',
    beginDirty: false,
    tabLeader: LeaderType.NONE,
    cachedEntries: entries(sections),
  }),
]

const entries = (sections: readonly Section[]) =>
  contentsOf(sections).map(({ section: { id, title }, depth }) => ({ title: visibleText(title), level: depth + 1, href: bookmark(id) }))

/** A place to jump to: letters, digits and underlines, 40 at most. */
const bookmark = (id: string) => `part_${id.replace(/\W/g, '_').slice(0, 30)}`

function sectionParts(section: Section, level: number, width: number, onNewPage = false): Part[] {
  return [
    new Paragraph({
      heading: HEADINGS[Math.min(level, HEADINGS.length - 1)] ?? HeadingLevel.HEADING_6,
      ...(onNewPage ? { pageBreakBefore: true } : {}),
      ...directionOf({ text: section.title }),
      children: level < 2 ? [new Bookmark({ id: bookmark(section.id), children: runs({ text: section.title }) })] : runs({ text: section.title }),
    }),
    ...section.blocks.flatMap((block, i) => blockParts(block, width, ['table', 'figure'].includes(section.blocks[i + 1]?.kind ?? ''))),
    ...section.sections.filter(saysSomething).flatMap((inner) => sectionParts(inner, level + 1, width)),
  ]
}

/** @param leads says that a sentence stands over a table or figure, and stays with it */
function blockParts(block: Block, width: number, leads: boolean): Part[] {
  switch (block.kind) {
    case 'paragraph': {
      const look = block.look === 'quiet' ? { style: 'Quiet' } : block.look === 'strong' ? { style: 'Theme' } : {}
      return [said(block, leads ? { ...look, keepNext: true } : look)]
    }
    case 'list':
      return block.items.map((item) => said(item, { numbering: { reference: 'points', level: 0 }, spacing: { after: 60 } }))
    case 'notes':
      return notesParts(block.notes)
    case 'table':
      return [line(block.caption, { style: 'Caption' }), tableOf(block, width), new Paragraph({ style: 'Cell', children: [] })]
    case 'figure':
      return figureParts(block, width)
    case 'own':
      return block.text.trim() ? [said(block, { style: 'Own' })] : []
    case 'messages':
      return block.messages.flatMap(({ title, paragraph, question, notes, groups }) => [
        line(title.trim() || 'Without a title', { style: 'Theme' }),
        ...(paragraph.trim() ? [said({ text: paragraph })] : []),
        ...(question.trim() ? [new Paragraph({ children: [new TextRun({ text: 'Open question: ', bold: true }), ...runs({ text: question })] })] : []),
        ...(groups.length ? [line(`Groups: ${groups.map(({ label }) => label).join(', ')}`, { style: 'Quiet' })] : []),
        ...notesParts(notes),
      ])
  }
}

const notesParts = (notes: readonly NoteLine[]): Part[] =>
  notes.flatMap((note) => {
    const about = [note.group?.label ?? '', ...note.facts].filter(Boolean).join('; ')
    return [
      new Paragraph({
        style: 'Note',
        numbering: { reference: 'points', level: 0 },
        ...directionOf(note),
        children: [...runs(note), ...(about ? [new TextRun({ text: ` (${visibleText(about)})`, color: QUIET })] : [])],
      }),
      ...note.comments.map((comment) => said({ text: `Comment: ${comment}` }, { style: 'Note', numbering: { reference: 'points', level: 1 } })),
    ]
  })

function figureParts({ figure, caption, text }: Extract<Block, { kind: 'figure' }>, width: number): Part[] {
  const svg = svgOf(figure, caption)
  const [, w = 720, h = 300] = (/viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []).map(Number)
  // Pixels of 1/96 inch, as the library wants them; no figure is taller than most of a page.
  const scale = Math.min(width / 15 / w, 800 / h)
  const size = { width: Math.round(w * scale), height: Math.round(h * scale) }
  const alt = visibleText(text)
  return [
    line(caption, { style: 'Caption' }),
    new Paragraph({
      keepNext: true,
      children: [
        new ImageRun({
          type: 'svg',
          data: Buffer.from(svg),
          fallback: { type: 'png', data: pngOf(svg) },
          transformation: size,
          altText: { title: visibleText(caption), description: alt, name: visibleText(caption) },
        }),
      ],
    }),
    said({ text: `In words: ${text}` }, { style: 'Quiet' }),
  ]
}

const BORDER = { style: BorderStyle.SINGLE, size: 4, color: 'B9C0BD' }
const BORDERS = { top: BORDER, bottom: BORDER, left: BORDER, right: BORDER, insideHorizontal: BORDER, insideVertical: BORDER }

type Tabular = Pick<Extract<Block, { kind: 'table' }>, 'columns' | 'rows' | 'rowHeads'>

function tableOf({ columns, rows, rowHeads }: Tabular, width: number, hasHead = true): Table {
  const all = columns.reduce((sum, column) => sum + column.width, 0) || 1
  const widths = columns.map((column) => Math.floor((width * column.width) / all))
  const cell = (content: Cell, i: number, isHead: boolean) =>
    new TableCell({
      width: { size: widths[i] ?? 0, type: WidthType.DXA },
      margins: { top: 60, bottom: 60, left: 90, right: 90 },
      ...(isHead ? { shading: { type: ShadingType.CLEAR, fill: 'EEF3F1', color: 'auto' } } : {}),
      ...(content.heat ? { shading: { type: ShadingType.CLEAR, fill: HEAT[content.heat] ?? 'auto', color: 'auto' } } : {}),
      children: [new Paragraph({ style: 'Cell', ...directionOf(content), children: runs(content, isHead || (rowHeads && i === 0)) })],
    })
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: BORDERS,
    tableLook: { firstRow: hasHead, firstColumn: rowHeads, lastRow: false, lastColumn: false, noHBand: true, noVBand: true },
    rows: [
      ...(hasHead ? [new TableRow({ tableHeader: true, cantSplit: true, children: columns.map(({ label }, i) => cell({ text: label }, i, true)) })] : []),
      ...rows.map(
        (row) => new TableRow({ cantSplit: row.every(({ text }) => text.length < 1500), children: row.map((content, i) => cell(content, i, false)) }),
      ),
    ],
  })
}

const line = (text: string, options: IParagraphOptions = {}) => said({ text }, options)

const said = (words: Said, options: IParagraphOptions = {}) => new Paragraph({ ...options, ...directionOf(words), children: runs(words) })

const directionOf = ({ text }: Said) => (runsRightToLeft(text) ? { bidirectional: true } : {})

/** Words with their language, line breaks and tabs kept. */
function runs({ text, lang }: Said, bold = false): TextRun[] {
  const rightToLeft = runsRightToLeft(text)
  const language = rightToLeft ? { value: LANGUAGE, bidirectional: lang ?? 'ar-SA' } : { value: lang ?? LANGUAGE }
  return visibleText(text)
    .split('\n')
    .map((part, i) => new TextRun({ text: part, ...(bold ? { bold } : {}), language, ...(i ? { break: 1 } : {}), ...(rightToLeft ? { rightToLeft } : {}) }))
}
