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
import { escaped, runsRightToLeft } from '@stocktake/shared/report/visible'
import { pngOf } from '../picture.ts'
import { type ParagraphLook, paragraph, properties, QUIET, run, said } from './markup.ts'

/** Twentieths of a point: A4, its margins, and what is left between them. */
const PAGE = { width: 11_906, height: 16_838, margin: 1080 }
const PORTRAIT = PAGE.width - 2 * PAGE.margin
const LANDSCAPE = PAGE.height - 2 * PAGE.margin
const HEAT: Readonly<Record<number, string>> = { 1: 'F0F7F6', 2: 'DCEDEB', 3: 'C3E0DC', 4: 'A5D0CB' }
const HEAD_FILL = 'EEF3F1'
/** Units of drawings in a pixel of 1/96 inch. */
const EMU = 9525
/** Relations before those of pictures; the last of them is the footer. */
const FOOTER = 4

/** A figure: sharp for who can show it so, and as PNG for who cannot. */
export interface Picture {
  name: string
  svg: string
  png: Buffer
}

/** What a report says, as the body of a Word document. */
export function bodyOf(report: Report): { xml: string; pictures: Picture[] } {
  const body = new Body()
  const sections = report.sections.filter(saysSomething)
  front(body, report, sections)
  for (const [i, section] of sections.entries()) {
    const isWide = isAcross(section)
    if (isWide) body.endSection(false)
    putSection(body, section, 0, isWide ? LANDSCAPE : PORTRAIT, i === 0 && !isWide)
    if (isWide && i < sections.length - 1) body.endSection(true)
  }
  const last = sections.at(-1)
  return { xml: body.end(last !== undefined && isAcross(last)), pictures: body.pictures }
}

/** A matrix of many columns lies across the page. */
const isAcross = ({ id, blocks }: Section) => id === 'matrix' && blocks.some((block) => block.kind === 'table' && block.columns.length > 5)

/** Paragraphs and tables, one after the other. The last paragraph of pages of one shape says which shape that was. */
class Body {
  readonly pictures: Picture[] = []
  #parts: string[] = []
  #open: { look: ParagraphLook; inside: string } | undefined
  #bookmarks = 0

  paragraph(look: ParagraphLook, inside: string): void {
    this.#put()
    this.#open = { look, inside }
  }

  /** After a table an empty paragraph follows, or the next table would be taken for its rest. */
  table(xml: string, isLast = false): void {
    this.#put()
    this.#parts.push(xml)
    if (!isLast) this.paragraph({ style: 'Cell' }, '')
  }

  raw(xml: string): void {
    this.#put()
    this.#parts.push(xml)
  }

  bookmark(id: string, inside: string): string {
    const number = ++this.#bookmarks
    return `<w:bookmarkStart w:id="${number}" w:name="${bookmark(id)}"/>${inside}<w:bookmarkEnd w:id="${number}"/>`
  }

  endSection(isWide: boolean): void {
    this.#put(shape(isWide))
  }

  end(isWide: boolean): string {
    this.#put()
    return this.#parts.join('') + shape(isWide)
  }

  #put(sectionEnd = ''): void {
    const { look, inside } = this.#open ?? { look: {}, inside: '' }
    if (this.#open || sectionEnd) this.#parts.push(`<w:p>${properties(look, sectionEnd)}${inside}</w:p>`)
    this.#open = undefined
  }
}

/** The shape of the pages up to here. */
function shape(isWide: boolean): string {
  const [width, height] = isWide ? [PAGE.height, PAGE.width] : [PAGE.width, PAGE.height]
  const { margin } = PAGE
  return `<w:sectPr><w:footerReference w:type="default" r:id="rId${FOOTER}"/><w:pgSz w:w="${width}" w:h="${height}"${isWide ? ' w:orient="landscape"' : ''}/><w:pgMar w:top="${margin}" w:right="${margin}" w:bottom="${margin}" w:left="${margin}" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>`
}

function front(body: Body, report: Report, sections: readonly Section[]): void {
  put(body, { text: report.subtitle }, { style: 'Series' })
  put(body, { text: report.title }, { style: 'Title' })
  body.paragraph({}, run('Shared object: ', { bold: true }) + said({ text: report.sharedObject }))
  const about = {
    columns: [
      { label: 'About', width: 24 },
      { label: '', width: 76 },
    ],
    rows: report.facts.map(({ label, value }) => [{ text: label }, { text: value }]),
    rowHeads: true,
  }
  if (report.facts.length) body.table(tableOf(about, PORTRAIT, false), true)
  body.paragraph({ style: 'Theme', before: 360 }, run('Contents'))
  contents(body, sections)
}

/** Written without numbers of pages, which only a layout knows: a table that asks to be filled in asks its reader on opening. */
function contents(body: Body, sections: readonly Section[]): void {
  const entries = contentsOf(sections)
  if (!entries.length) return
  const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
  const deep = entries.some(({ depth }) => depth)
  const begin = `${mark('begin')}<w:r><w:instrText xml:space="preserve">TOC \\h \\o "1-${deep ? 2 : 1}"</w:instrText></w:r>${mark('separate')}`
  const lines = entries.map(({ section: { id, title }, depth }, i) =>
    paragraph(
      { style: `TOC${depth + 1}` },
      `${i ? '' : begin}<w:hyperlink w:anchor="${bookmark(id)}" w:history="1">${said({ text: title })}</w:hyperlink>${i === entries.length - 1 ? mark('end') : ''}`,
    ),
  )
  body.raw(
    `<w:sdt><w:sdtPr><w:alias w:val="Contents"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>${lines.join('')}</w:sdtContent></w:sdt>`,
  )
}

/** A place to jump to: letters, digits and underlines, 40 at most. */
const bookmark = (id: string) => `part_${id.replace(/\W/g, '_').slice(0, 30)}`

function putSection(body: Body, section: Section, level: number, width: number, onNewPage = false): void {
  const words = said({ text: section.title })
  const look = { style: `Heading${Math.min(level + 1, 6)}`, onNewPage, rightToLeft: runsRightToLeft(section.title) }
  body.paragraph(look, level < 2 ? body.bookmark(section.id, words) : words)
  for (const [i, block] of section.blocks.entries()) putBlock(body, block, width, ['table', 'figure'].includes(section.blocks[i + 1]?.kind ?? ''))
  for (const inner of section.sections.filter(saysSomething)) putSection(body, inner, level + 1, width)
}

/** @param leads says that a sentence stands over a table or figure, and stays with it */
function putBlock(body: Body, block: Block, width: number, leads: boolean): void {
  switch (block.kind) {
    case 'paragraph': {
      const look = block.look === 'quiet' ? { style: 'Quiet' } : block.look === 'strong' ? { style: 'Theme' } : {}
      put(body, block, leads ? { ...look, keepNext: true } : look)
      break
    }
    case 'list':
      for (const item of block.items) put(body, item, { style: 'ListParagraph', level: 0, after: 60 })
      break
    case 'notes':
      putNotes(body, block.notes)
      break
    case 'table':
      put(body, { text: block.caption }, { style: 'Caption' })
      body.table(tableOf(block, width))
      break
    case 'figure':
      putFigure(body, block, width)
      break
    case 'own':
      if (block.text.trim()) put(body, block, { style: 'Own' })
      break
    case 'messages':
      for (const { title, paragraph: words, question, notes, groups } of block.messages) {
        put(body, { text: title.trim() || 'Without a title' }, { style: 'Theme' })
        if (words.trim()) put(body, { text: words })
        if (question.trim()) body.paragraph({}, run('Open question: ', { bold: true }) + said({ text: question }))
        if (groups.length) put(body, { text: `Groups: ${groups.map(({ label }) => label).join(', ')}` }, { style: 'Quiet' })
        putNotes(body, notes)
      }
  }
}

function putNotes(body: Body, notes: readonly NoteLine[]): void {
  for (const note of notes) {
    const about = [note.group?.label ?? '', ...note.facts].filter(Boolean).join('; ')
    body.paragraph({ style: 'Note', level: 0, rightToLeft: runsRightToLeft(note.text) }, said(note) + (about ? run(` (${about})`, { colour: QUIET }) : ''))
    for (const comment of note.comments) put(body, { text: `Comment: ${comment}` }, { style: 'Note', level: 1 })
  }
}

function putFigure(body: Body, { figure, caption, text }: Extract<Block, { kind: 'figure' }>, width: number): void {
  const svg = svgOf(figure, caption)
  const [, w = 720, h = 300] = (/viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []).map(Number)
  // No figure is taller than most of a page.
  const scale = Math.min(width / 15 / w, 800 / h)
  const number = body.pictures.length + 1
  body.pictures.push({ name: `figure${number}`, svg, png: pngOf(svg) })
  put(body, { text: caption }, { style: 'Caption' })
  body.paragraph({ keepNext: true }, drawing(number, Math.round(w * scale), Math.round(h * scale), caption, text))
  put(body, { text: `In words: ${text}` }, { style: 'Quiet' })
}

/** The PNG of a picture, with the SVG as what newer programs show instead. */
function drawing(number: number, width: number, height: number, title: string, description: string): string {
  const extent = `cx="${width * EMU}" cy="${height * EMU}"`
  const first = FOOTER + 2 * number - 1
  const name = escaped(title)
  return `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ${extent}/><wp:docPr id="${number}" name="${name}" descr="${escaped(description)}" title="${name}"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="${number}" name="${name}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId${first}"><a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rId${first + 1}"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
}

type Tabular = Pick<Extract<Block, { kind: 'table' }>, 'columns' | 'rows' | 'rowHeads'>

function tableOf({ columns, rows, rowHeads }: Tabular, width: number, hasHead = true): string {
  const all = columns.reduce((sum, column) => sum + column.width, 0) || 1
  const widths = columns.map((column) => Math.floor((width * column.width) / all))
  const cell = (content: Cell, i: number, isHead: boolean) => {
    const fill = isHead ? HEAD_FILL : content.heat ? HEAT[content.heat] : undefined
    const inside = paragraph({ style: 'Cell', rightToLeft: runsRightToLeft(content.text) }, said(content, { bold: isHead || (rowHeads && i === 0) }))
    return `<w:tc><w:tcPr><w:tcW w:w="${widths[i] ?? 0}" w:type="dxa"/>${fill ? `<w:shd w:val="clear" w:color="auto" w:fill="${fill}"/>` : ''}</w:tcPr>${inside}</w:tc>`
  }
  const row = (cells: readonly Cell[], isHead: boolean) => {
    const look = `${isHead || cells.every(({ text }) => text.length < 1500) ? '<w:cantSplit/>' : ''}${isHead ? '<w:tblHeader/>' : ''}`
    return `<w:tr>${look && `<w:trPr>${look}</w:trPr>`}${cells.map((content, i) => cell(content, i, isHead)).join('')}</w:tr>`
  }
  const head = hasHead
    ? row(
        columns.map(({ label }) => ({ text: label })),
        true,
      )
    : ''
  // Said twice: as bits for old programs, and by name.
  const bits = (0x600 + (hasHead ? 0x20 : 0) + (rowHeads ? 0x80 : 0)).toString(16).padStart(4, '0').toUpperCase()
  const looks = `w:val="${bits}" w:firstRow="${Number(hasHead)}" w:lastRow="0" w:firstColumn="${Number(rowHeads)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"`
  return `<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="${width}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook ${looks}/></w:tblPr><w:tblGrid>${widths.map((own) => `<w:gridCol w:w="${own}"/>`).join('')}</w:tblGrid>${head}${rows.map((own) => row(own, false)).join('')}</w:tbl>`
}

const put = (body: Body, words: Said, look: ParagraphLook = {}) => body.paragraph({ ...look, rightToLeft: runsRightToLeft(words.text) }, said(words))
