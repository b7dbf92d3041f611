import type { Report } from '@stocktake/shared/report/blocks'
import { wrapped } from '@stocktake/shared/report/svg/draw'
import { svgOf } from '@stocktake/shared/report/svg/figures'
import { runsRightToLeft, visibleText } from '@stocktake/shared/report/visible'
import JSZip from 'jszip'
import PptxGenJS from 'pptxgenjs'
import { pngOf } from '../picture.ts'
import { openZip } from '../zip.ts'
import { deckOf, type Part, type Point } from './deck.ts'

/** Inches, as the library wants them: a wide slide, and where things stand on it. */
const SLIDE = { width: 13.333, height: 7.5 }
const LEFT = 0.6
const WIDTH = SLIDE.width - 2 * LEFT
const TOP = 1.45
const HEIGHT = 5.25
const GAP = 0.5
const COVER_TITLE = 1.4
/** Points in an inch. */
const POINTS = 72
const LINE = 1.22
/** The font of slides is narrower than letters are taken for where nothing can measure them. */
const NARROW = 0.92

const HEAD = '074648'
const INK = '1B2422'
const QUIET = '55615D'
const RULE = 'B9C0BD'
const HEAD_FILL = 'EEF3F1'
const HEAT: Readonly<Record<number, string>> = { 1: 'F0F7F6', 2: 'DCEDEB', 3: 'C3E0DC', 4: 'A5D0CB' }
const FONT = 'Calibri'
const LANGUAGE = 'en-GB'

interface Box {
  x: number
  y: number
  w: number
  h: number
}

/** A report as six slides, each with a real title, words for its picture, and all that it leaves out in its notes. */
export async function pptxOf(report: Report): Promise<Buffer> {
  const deck = new PptxGenJS()
  deck.layout = 'LAYOUT_WIDE'
  deck.title = flat(`${report.title}: ${report.subtitle}`)
  deck.subject = flat(report.versionLine)
  deck.author = 'Stocktake'
  deck.company = ''
  deck.theme = { headFontFace: FONT, bodyFontFace: FONT }
  masters(deck, flat(report.versionLine))
  cover(deck, report)
  for (const { title, parts, notes } of deckOf(report)) {
    const slide = deck.addSlide({ masterName: 'Content' })
    const [line = ''] = wrapped(flat(title), WIDTH * POINTS, 30, 1)
    slide.addText(line, { placeholder: 'title', lang: LANGUAGE })
    for (const part of parts) put(slide, part, { x: LEFT, y: TOP, w: WIDTH, h: HEIGHT })
    slide.addNotes(visibleText(notes))
  }
  return finished(Buffer.from((await deck.write({ outputType: 'nodebuffer' })) as Uint8Array), report.madeAt)
}

const flat = (text: string) => visibleText(text).replace(/\s+/g, ' ').trim()

function masters(deck: PptxGenJS, foot: string): void {
  const title = (options: { y: number; h: number; fontSize: number; valign: 'top' | 'middle' | 'bottom' }) => ({
    placeholder: {
      options: { name: 'title', type: 'title' as const, x: LEFT, w: WIDTH, bold: true, color: HEAD, align: 'left' as const, margin: 0, ...options },
      text: '',
    },
  })
  const [line = ''] = wrapped(foot, (WIDTH - 1.2) * POINTS, 11, 1)
  deck.defineSlideMaster({ title: 'Cover', background: { color: 'FFFFFF' }, objects: [title({ y: COVER_TITLE, h: 2.1, fontSize: 40, valign: 'top' })] })
  deck.defineSlideMaster({
    title: 'Content',
    background: { color: 'FFFFFF' },
    objects: [
      title({ y: 0.45, h: 0.75, fontSize: 30, valign: 'middle' }),
      { line: { x: LEFT, y: 6.92, w: WIDTH, h: 0, line: { color: RULE, width: 0.75 } } },
      { text: { text: line, options: { x: LEFT, y: 6.98, w: WIDTH - 1.2, h: 0.3, fontSize: 11, color: QUIET, margin: 0, valign: 'middle', lang: LANGUAGE } } },
    ],
    slideNumber: { x: SLIDE.width - LEFT - 1, y: 6.98, w: 1, h: 0.3, fontSize: 11, color: QUIET, align: 'right', valign: 'middle', margin: 0 },
  })
}

function cover(deck: PptxGenJS, { title, subtitle, sharedObject, facts, versionLine }: Report): void {
  const slide = deck.addSlide({ masterName: 'Cover' })
  const [size = 24] = [40, 36, 32, 28].filter((one) => wrapped(flat(title), WIDTH * POINTS, one * 1.05, 9).length <= 3)
  const lines = wrapped(flat(title), WIDTH * POINTS, size * 1.05, 3)
  // A size of its own has the run alone: the library gives the whole the size of its placeholder.
  slide.addText([{ text: lines.join(' '), options: { fontSize: size, lang: LANGUAGE } }], { placeholder: 'title' })
  write(slide, [{ text: subtitle, look: 'quiet' }], { x: LEFT, y: 0.9, w: WIDTH, h: 0.45 }, 22)
  const top = COVER_TITLE + (lines.length * size * LINE) / POINTS + 0.35
  const points = [{ text: `Shared object: ${sharedObject}` }, ...facts.map(({ label, value }) => ({ text: `${label}: ${value}` }))]
  write(slide, points, { x: LEFT, y: top, w: WIDTH, h: 6.9 - top }, 18)
  slide.addNotes(visibleText([versionLine, `Shared object: ${sharedObject}`, ...facts.map(({ label, value }) => `${label}: ${value}`)].join('\n')))
}

function put(slide: PptxGenJS.Slide, part: Part, box: Box): void {
  switch (part.kind) {
    case 'points':
      write(slide, part.points, box, 20)
      break
    case 'columns': {
      const w = (box.w - GAP * (part.columns.length - 1)) / part.columns.length
      for (const [i, { title, points }] of part.columns.entries()) {
        const x = box.x + i * (w + GAP)
        write(slide, [{ text: title, look: 'strong' }], { ...box, x, w, h: 0.45 }, 20, HEAD)
        write(slide, points, { x, w, y: box.y + 0.55, h: box.h - 0.55 }, 18)
      }
      break
    }
    case 'figure': {
      const svg = svgOf(part.figure, part.caption)
      const [, wide = 720, tall = 300] = (/viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []).map(Number)
      write(slide, [{ text: part.caption, look: 'quiet' }], { ...box, h: 0.4 }, 16)
      const scale = Math.min(box.w / wide, (box.h - 0.5) / tall)
      const size = { w: wide * scale, h: tall * scale }
      const data = `image/png;base64,${pngOf(svg, 2).toString('base64')}`
      slide.addImage({ data, x: box.x + (box.w - size.w) / 2, y: box.y + 0.5, ...size, altText: visibleText(part.text) || flat(part.caption) })
      break
    }
    case 'table':
      table(slide, part.table, box)
  }
}

const sizeFor = ({ look }: Point, size: number) => (look === 'large' ? size + 6 : look === 'quiet' ? size - 2 : size)
const INDENT = 18
const AFTER = 6
/** Above what begins something, unless it is the first. */
const ABOVE = 10
/** Letters are not made smaller than this, nor is anything said in more lines. */
const SMALLEST = 14
const MOST_LINES = 5
/** More never fit on a slide. */
const MOST_POINTS = 40

/** In letters as large as they can be for all points to fit; where they do not even in small ones, the last are counted instead. */
function write(slide: PptxGenJS.Slide, all: readonly Point[], box: Box, largest: number, colour = INK): void {
  const room = box.h * POINTS
  const points = all.slice(0, MOST_POINTS)
  let size = largest
  while (size > Math.min(largest, SMALLEST) && heightOf(points, box.w, size) > room) size--
  let shown = points.length
  if (heightOf(points, box.w, size) > room) while (shown > 1 && heightOf(points.slice(0, shown), box.w, size) + LINE * size + AFTER > room) shown--
  // What begins something is not left without the rest of it.
  const isGrouped = points.some(({ look }) => look === 'strong')
  if (shown < all.length && isGrouped) {
    const begin = points.findLastIndex(({ look }, i) => i <= shown && look === 'strong')
    if (begin > 0) shown = begin
  }
  const left = all.slice(shown).filter(({ look }) => !isGrouped || look === 'strong').length
  const runs = points.slice(0, shown).map((point, i): PptxGenJS.TextProps => {
    const text = linesOf(point, box.w, size).join(' ')
    return {
      text,
      options: {
        fontSize: sizeFor(point, size),
        bold: point.look === 'strong',
        color: point.look === 'quiet' ? QUIET : colour,
        lang: point.lang ?? LANGUAGE,
        breakLine: true,
        paraSpaceAfter: AFTER,
        paraSpaceBefore: i && point.look === 'strong' ? ABOVE : 0,
        ...(point.isItem ? { bullet: { indent: INDENT } } : {}),
        ...(runsRightToLeft(text) ? { rtlMode: true, align: 'right' } : {}),
      },
    }
  })
  if (left) runs.push({ text: `And ${left} more, in the notes.`, options: { fontSize: size - 2, color: QUIET, lang: LANGUAGE } })
  slide.addText(runs, { ...box, fontFace: FONT, valign: 'top', margin: 0, fit: 'shrink' })
}

const linesOf = (point: Point, width: number, size: number) =>
  wrapped(
    flat(point.text),
    (width * POINTS - (point.isItem ? INDENT : 0) - 6) / NARROW,
    sizeFor(point, size) * (point.look === 'strong' ? 1.05 : 1),
    MOST_LINES,
  )

const heightOf = (points: readonly Point[], width: number, size: number) =>
  points.reduce(
    (sum, point, i) => sum + linesOf(point, width, size).length * LINE * sizeFor(point, size) + AFTER + (i && point.look === 'strong' ? ABOVE : 0),
    0,
  )

const PAD = 5

/** A table in letters that let it fit; words that do not fit at the smallest end with dots, and stand whole in the notes. */
function table(slide: PptxGenJS.Slide, { columns, rows, rowHeads }: Extract<Part, { kind: 'table' }>['table'], box: Box): void {
  const all = columns.reduce((sum, { width }) => sum + width, 0) || 1
  const widths = columns.map(({ width }) => (box.w * width) / all)
  const cells = (size: number, most: number) => {
    const fit = (text: string, i: number, bold: boolean) =>
      visibleText(text)
        .split('\n')
        .flatMap((line, n) => (line.trim() ? [wrapped(line, ((widths[i] ?? 0) * POINTS - 2 * PAD - 2) / NARROW, bold ? size * 1.06 : size, n ? 3 : most)] : []))
    return [columns.map(({ label }, i) => fit(label, i, true)), ...rows.map((row) => row.map(({ text }, i) => fit(text, i, rowHeads && i === 0)))]
  }
  const tall = (size: number, laid: string[][][][]) =>
    laid.reduce((sum, row) => sum + Math.max(...row.map((cell) => cell.reduce((lines, part) => lines + part.length, 0)), 1) * size * LINE + 2 * PAD, 0)
  const tries = [
    [18, 9],
    [16, 9],
    [15, 9],
    [14, 9],
    [13, 9],
    [12, 9],
    [11, 9],
    [10, 9],
    [10, 4],
    [10, 3],
    [9, 3],
    [9, 2],
    [8, 2],
    [8, 1],
  ] as const
  const [size, most] = tries.find(([at, lines]) => tall(at, cells(at, lines)) <= box.h * POINTS) ?? [8, 1]
  const laid = cells(size, most)
  const made = laid.map((row, r) =>
    row.map((cell, i): PptxGenJS.TableCell => {
      const isHead = r === 0 || (rowHeads && i === 0)
      const heat = r ? rows[r - 1]?.[i]?.heat : undefined
      const fill = r === 0 ? HEAD_FILL : heat ? HEAT[heat] : undefined
      return {
        text: cell.map((lines) => lines.join(' ')).join('\n'),
        options: { bold: isHead, lang: rows[r - 1]?.[i]?.lang ?? LANGUAGE, ...(fill ? { fill: { color: fill } } : {}) } as PptxGenJS.TableCellProps,
      }
    }),
  )
  const border = { type: 'solid' as const, color: RULE, pt: 0.75 }
  slide.addTable(made, { x: box.x, y: box.y, w: box.w, colW: widths, fontSize: size, fontFace: FONT, color: INK, border, margin: PAD / POINTS, valign: 'top' })
}

/** What the library leaves out: which row and column of a table are its heads, and the time at which the report was made. It packs nothing. */
async function finished(bytes: Buffer, madeAt: number): Promise<Buffer> {
  const deck = await JSZip.loadAsync(bytes)
  const time = new Date(madeAt).toISOString().replace(/\.\d+Z$/, 'Z')
  const pieces: Uint8Array[] = []
  const zip = openZip(madeAt, async (piece) => void pieces.push(piece))
  for (const [name, file] of Object.entries(deck.files)) {
    if (file.dir) continue
    const content = await file.async('nodebuffer')
    if (/^ppt\/slides\/slide\d+\.xml$/.test(name))
      await zip.add(name, [Buffer.from(`${content}`.replaceAll('<a:tblPr/>', '<a:tblPr firstRow="1" firstCol="1"/>'))])
    else if (name === 'docProps/core.xml') await zip.add(name, [Buffer.from(`${content}`.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${time}`))])
    else await zip.add(name, name.endsWith('.png') ? content : [content])
  }
  await zip.end()
  return Buffer.concat(pieces)
}
