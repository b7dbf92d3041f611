import { type Block, type Message, type NoteLine, type Report, type Said, type Section, saysSomething } from '@stocktake/shared/report/blocks'
import { svgOf } from '@stocktake/shared/report/svg/figures'
import { aside, visibleText } from '@stocktake/shared/report/visible'
import { contents, fillContents, type Mark } from './contents.ts'
import { draw, signOf, sizeOf } from './drawing.ts'
import { MISSING } from './faces.ts'
import { type Element, flat, HEAD, heightOf, INK, Paper, QUIET, WIDE_A3, WIDE_A4 } from './paper.ts'
import { putTable, tableHeight, tableLead } from './tables.ts'
import type { Line, Span } from './typeset.ts'

const BODY = 10.5
const ACCENT = '#0b5f62'
/** By depth of a section: size of its heading, and what is left free above it. */
const HEADINGS = [
  { size: 19, before: 26 },
  { size: 14.5, before: 20 },
  { size: 12, before: 16 },
  { size: 11, before: 12 },
] as const
/** A matrix of more columns lies across the page. */
const NARROW = 5
/** Letters of a matrix, from the largest: it is set in those that let it fit on one page. */
const SIZES = [9.5, 8.5, 7.5] as const
/** How deep bookmarks go. */
const MARKED = 3

/** A report as PDF: tagged for those who listen to it, with bookmarks, a table of contents and all fonts in it. */
export async function pdfOf(report: Report): Promise<Buffer> {
  const paper = new Paper(report)
  const sections = report.sections.filter(saysSomething)
  const marks = new Map<string, Mark>()
  front(paper, report)
  const entries = contents(paper, sections)
  paper.newPage()
  for (const section of sections) {
    const table = section.id === 'matrix' ? section.blocks.find((block) => block.kind === 'table') : undefined
    if (table && table.columns.length > NARROW) putMatrix(paper, section, table, marks)
    else {
      // Its heading says that it is on one page.
      const whole = table ? 90 + tableHeight(paper, table, SIZES[0], paper.full) : 0
      if (whole <= paper.full) paper.need(whole)
      putSection(paper, section, 0, marks, paper.doc.outline)
    }
  }
  missingLetters(paper)
  fillContents(paper, entries, marks)
  return paper.done(report.versionLine)
}

function front(paper: Paper, { title, subtitle, sharedObject, facts }: Report): void {
  paper.y += 24
  say(paper, [{ text: subtitle, size: 13, colour: QUIET }], 'P', { after: 4 })
  say(paper, [{ text: title, size: 26, bold: true, colour: HEAD }], 'H1', { after: 14 })
  say(paper, [
    { text: 'Shared object: ', size: BODY, bold: true },
    { text: sharedObject, size: BODY },
  ])
  paper.y += 6
  const columns = [
    { label: 'About', width: 24 },
    { label: '', width: 76 },
  ]
  putTable(paper, { columns, rows: facts.map(({ label, value }) => [{ text: label }, { text: value }]), rowHeads: true }, { size: BODY, hasHead: false })
}

/** The matrix alone on a page across, on A3 if A4 is too small for it; what else its section says comes on upright pages. */
function putMatrix(paper: Paper, section: Section, table: Extract<Block, { kind: 'table' }>, marks: Map<string, Mark>): void {
  const above = 70
  const sizeOn = (page: readonly [number, number]) => {
    paper.newPage(page)
    return SIZES.find((size) => tableHeight(paper, table, size, paper.full) + above <= paper.full)
  }
  const size = sizeOn(WIDE_A4) ?? sizeOn(WIDE_A3) ?? SIZES[1]
  heading(paper, section, 0, marks, paper.doc.outline)
  putTable(paper, table, { caption: table.caption, size })
  const rest = section.blocks.filter((block) => block !== table)
  const short = rest.findIndex((block) => block.kind !== 'paragraph')
  for (const block of rest.slice(0, short < 0 ? rest.length : short)) putBlock(paper, block)
  paper.newPage()
  for (const block of short < 0 ? [] : rest.slice(short)) putBlock(paper, block)
}

function putSection(paper: Paper, section: Section, depth: number, marks: Map<string, Mark>, outline: PDFKit.PDFOutline): void {
  const inner = heading(paper, section, depth, marks, outline)
  for (const block of section.blocks) putBlock(paper, block)
  for (const one of section.sections.filter(saysSomething)) putSection(paper, one, depth + 1, marks, inner)
}

/** How much must fit under a heading, so that it never stands alone. */
function lead(paper: Paper, { blocks, sections }: Section): number {
  const [block, next] = blocks.filter((one) => (one.kind === 'own' ? one.text.trim() : one.kind === 'messages' ? one.messages.length : true))
  if (!block) {
    const inner = sections.find(saysSomething)
    return inner ? 40 + lead(paper, inner) : 0
  }
  if (block.kind === 'figure') return figureSize(paper, block).whole + 12
  if (block.kind === 'table') return tableLead(paper, block, block.caption) + 12
  if (block.kind !== 'paragraph') return 56
  // A sentence over a table, a figure or a part of its own is no company.
  const inner = next ? undefined : sections.find(saysSomething)
  if (inner) return 76 + lead(paper, inner)
  if (next?.kind === 'table') return 36 + tableLead(paper, next, next.caption)
  return next?.kind === 'figure' ? 36 + figureSize(paper, next).whole : 56
}

function heading(paper: Paper, section: Section, depth: number, marks: Map<string, Mark>, outline: PDFKit.PDFOutline): PDFKit.PDFOutline {
  const { id, title } = section
  const { size, before } = HEADINGS[Math.min(depth, HEADINGS.length - 1)] ?? HEADINGS[3]
  const lines = paper.lines([{ text: title, size, bold: true, colour: HEAD }])
  // A heading stays with what follows.
  paper.need(before + heightOf(lines) + 5 + Math.min(lead(paper, section), paper.full - 60))
  if (!paper.isAtTop) paper.y += before
  const { doc, y } = paper
  marks.set(id, { page: paper.begin(), name: `part-${marks.size + 1}` })
  doc.addNamedDestination(`part-${marks.size}`, 'XYZ', 0, Math.max(0, y - 8), null)
  const place = { top: Math.max(0, y - 8), left: doc.page.width, expanded: false }
  const inner = depth < MARKED ? outline.addItem(flat(title), place) : outline
  const type = `H${Math.min(6, depth + 2)}`
  paper.flow(paper.element(type), type, lines, { after: 5 })
  return inner
}

function putBlock(paper: Paper, block: Block): void {
  switch (block.kind) {
    case 'paragraph':
      if (block.look === 'strong') strong(paper, block)
      else say(paper, [words(block, block.look === 'quiet' ? { colour: QUIET } : {})])
      break
    case 'list':
      putList(
        paper,
        block.items.map((item) => ({ spans: [words(item)] })),
      )
      break
    case 'notes':
      putNotes(paper, block.notes)
      break
    case 'table':
      putTable(paper, block, { caption: block.caption })
      break
    case 'figure':
      putFigure(paper, block)
      break
    case 'own':
      if (block.text.trim()) putOwn(paper, block)
      break
    case 'messages':
      for (const message of block.messages) putMessage(paper, message)
  }
}

function putMessage(paper: Paper, { title, paragraph, question, notes, groups }: Message): void {
  strong(paper, { text: title.trim() || 'Without a title' })
  if (paragraph.trim()) say(paper, [words({ text: paragraph })])
  if (question.trim()) say(paper, [words({ text: 'Open question: ' }, { bold: true }), words({ text: question })])
  if (groups.length)
    say(paper, [
      words({ text: 'Groups: ' }, { colour: QUIET }),
      ...groups.flatMap((group, i) => [signOf(paper, group, BODY), words({ text: `${group.label}${groups[i + 1] ? ', ' : ''}` }, { colour: QUIET })]),
    ])
  putNotes(paper, notes)
}

const words = ({ text, lang }: Said, look: Partial<Span> = {}): Span => ({ text, size: BODY, ...(lang ? { lang } : {}), ...look })

function say(paper: Paper, spans: readonly Span[], type = 'P', { after = 7 }: { after?: number } = {}): void {
  paper.flow(paper.element(type), type, paper.lines(spans), { after })
}

/** Words over what follows: they stay with it. */
function strong(paper: Paper, said: Said): void {
  const lines = paper.lines([words(said, { bold: true })])
  paper.need(6 + heightOf(lines) + 40)
  if (!paper.isAtTop) paper.y += 6
  paper.flow(paper.element('P'), 'P', lines, { after: 4 })
}

/** What a facilitator wrote: a bar stands beside it. */
function putOwn(paper: Paper, said: Said): void {
  const lines = paper.lines([words(said)], paper.width - 14)
  const beside = (top: number, height: number) => paper.doc.rect(paper.left, top, 3, height).fill(ACCENT)
  paper.flow(paper.element('P'), 'P', lines, { x: paper.left + 14, after: 9, beside })
}

interface Item {
  spans: readonly Span[]
  inner?: readonly Item[]
}

const INDENT = 14

function putList(paper: Paper, items: readonly Item[], parent: Element = paper.root, x = paper.left): void {
  if (!items.length) return
  const list = paper.element('L', parent)
  const nested = x > paper.left
  for (const { spans, inner } of items) {
    const item = paper.element('LI', list)
    const lines = paper.lines(spans, paper.width - (x - paper.left) - INDENT)
    paper.need(heightOf(lines.slice(0, 2)))
    const label = paper.element('Lbl', item)
    const [bullet] = paper.lines([{ text: nested ? '–' : '•', size: BODY, colour: QUIET }])
    if (bullet) paper.marked(label, 'Lbl', () => paper.put([bullet], x + 2, paper.y))
    const body = paper.element('LBody', item)
    paper.flow(body, 'LBody', lines, { x: x + INDENT, after: 3 })
    if (inner?.length) putList(paper, inner, body, x + INDENT)
    item.end()
  }
  list.end()
  if (!nested) paper.y += 5
}

const putNotes = (paper: Paper, notes: readonly NoteLine[]) =>
  putList(
    paper,
    notes.map((note) => ({ spans: noteSpans(paper, note), inner: note.comments.map((comment) => ({ spans: [words({ text: `Comment: ${comment}` })] })) })),
  )

function noteSpans(paper: Paper, note: NoteLine): Span[] {
  const { group, facts } = note
  if (!group && !facts.length) return [words(note)]
  const quiet = (text: string) => words({ text }, { colour: QUIET })
  const about = [group?.label ?? '', ...facts].filter(Boolean).join('; ')
  const [open = '', close = ''] = aside('\n', note.text).split('\n')
  return [words(note), quiet(` ${open}`), ...(group ? [signOf(paper, group, BODY)] : []), quiet(`${about}${close}`)]
}

type FigureBlock = Extract<Block, { kind: 'figure' }>

/** A figure with its name above and its words below, as it fits on a page. */
function figureSize(paper: Paper, { figure, caption, text }: FigureBlock) {
  const svg = svgOf(figure, caption)
  const { width, height } = sizeOf(svg)
  const named = paper.lines([{ text: caption, size: 10, bold: true, colour: INK }])
  const told = paper.lines([{ text: `In words: ${text}`, size: 9.5, colour: QUIET }])
  const room = paper.full - heightOf(named) - 20
  const scale = Math.min(paper.width / width, room / height)
  const tall = height * scale
  const above = 10 + heightOf(named)
  const whole = above + tall + 8 + heightOf(told)
  return { svg, named, told, scale, tall, wide: width * scale, whole: whole > paper.full ? above + tall : whole }
}

function putFigure(paper: Paper, block: FigureBlock): void {
  const { svg, named, told, scale, tall, wide, whole } = figureSize(paper, block)
  paper.need(whole)
  if (!paper.isAtTop) paper.y += 6
  paper.flow(paper.element('P'), 'P', named, { after: 4 })
  const { left, y } = paper
  paper.begin()
  const element = paper.element('Figure', paper.root, { alt: visibleText(block.text) || flat(block.caption), bbox: [left, y, left + wide, y + tall] })
  paper.marked(element, 'Figure', () => draw(paper, svg, left, y, scale))
  element.end()
  paper.y += tall + 8
  paper.flow(paper.element('P'), 'P', told, { after: 12 })
}

/** Says which letters stand as boxes, if there are any. */
function missingLetters(paper: Paper): void {
  if (!paper.missing.size) return
  const codes = [...paper.missing].map((letter) => `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`).sort()
  const lines: Line[] = paper.lines([
    words(
      {
        text: `No font in this file has ${codes.length === 1 ? 'one letter' : `${codes.length} letters`} of these texts. They stand as ${MISSING}, can still be copied and are read out: ${codes.slice(0, 40).join(', ')}${codes.length > 40 ? ' …' : '.'}`,
      },
      { colour: QUIET },
    ),
  ])
  paper.y += 12
  paper.flow(paper.element('P'), 'P', lines)
}
