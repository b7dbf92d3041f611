import { contentsOf, type Report, type Section, saysSomething } from '@stocktake/shared/report/blocks'
import { visibleText } from '@stocktake/shared/report/visible'
import {
  Bookmark,
  Document,
  Footer,
  HeadingLevel,
  type ISectionOptions,
  LeaderType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  type Table,
  TableOfContents,
  TabStopType,
  TextRun,
} from 'docx'
import { blockParts } from './blocks.ts'
import { LANDSCAPE, NUMBERING, PAGE, PORTRAIT, STYLES } from './looks.ts'
import { tableOf } from './table.ts'
import { directionOf, line, runs } from './words.ts'

const HEADINGS = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
]

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
    numbering: NUMBERING,
    sections: pages,
  })
  return Packer.toBuffer(document)
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
            tabStops: [{ type: TabStopType.RIGHT, position: isWide ? LANDSCAPE : PORTRAIT }],
            children: [
              new TextRun({ text: `${line}\t`, size: 17 }),
              new TextRun({ children: ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES], size: 17 }),
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
