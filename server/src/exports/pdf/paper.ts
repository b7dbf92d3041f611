import type { Report } from '@stocktake/shared/report/blocks'
import { escaped, visibleText } from '@stocktake/shared/report/visible'
import PDFDocument from 'pdfkit'
import { FACES } from './faces.ts'
import { Ink } from './ink.ts'
import { type Line, type Span, typeset } from './typeset.ts'

/** Pages: where the next line stands, what it is in the tree of tags, and what is no part of the text. Sizes are points. */

export type Element = PDFKit.PDFStructureElement
export interface ElementOptions {
  lang?: string
  alt?: string
  title?: string
  scope?: 'Column' | 'Row'
  bbox?: [left: number, top: number, right: number, bottom: number]
}

/** Width and height of pages; the wide ones lie across. */
export const A4 = [595.28, 841.89] as const
export const WIDE_A4 = [841.89, 595.28] as const
export const WIDE_A3 = [1190.55, 841.89] as const
const MARGIN = 54
const FOOT = 66

export const INK = '#1b2422'
export const QUIET = '#55615d'
export const HEAD = '#074648'

export class Paper {
  readonly doc: PDFKit.PDFDocument
  /** Everything that is read, in its order. */
  readonly root: Element
  y = MARGIN
  /** Letters that no font has, as they were met. */
  readonly missing = new Set<string>()
  #ink: Ink
  #size: readonly [width: number, height: number] = A4
  #isBegun = false
  #done: Promise<Buffer>

  constructor(report: Report) {
    const options = {
      autoFirstPage: false,
      bufferPages: true,
      margin: 0,
      pdfVersion: '1.7',
      subset: 'PDF/UA',
      tagged: true,
      displayTitle: true,
      lang: 'en-GB',
      info: {
        Title: flat(`${report.title}: ${report.subtitle}`),
        Author: 'Stocktake',
        Creator: 'Stocktake',
        Producer: 'Stocktake',
        Subject: flat(report.versionLine),
        CreationDate: new Date(report.madeAt),
        ModDate: new Date(report.madeAt),
      },
    } as const
    // Its types know neither the subset for accessible files nor fonts that were read before.
    this.doc = new PDFDocument(options as unknown as PDFKit.PDFDocumentOptions)
    for (const { name, font } of FACES) this.doc.registerFont(name, font() as unknown as string)
    inXml(this.doc)
    this.#ink = new Ink(this.doc)
    this.#done = collected(this.doc)
    this.root = this.doc.struct('Document')
    this.doc.addStructure(this.root)
  }

  get left(): number {
    return MARGIN
  }

  get width(): number {
    return this.#size[0] - 2 * MARGIN
  }

  get bottom(): number {
    return this.#size[1] - FOOT
  }

  /** What a page holds from its first line to its last. */
  get full(): number {
    return this.bottom - MARGIN
  }

  get isAtTop(): boolean {
    return this.y <= MARGIN
  }

  /** What is drawn next stands at the top of a new page. It is made when something is, so that none stays empty. */
  newPage(size: readonly [width: number, height: number] = A4): void {
    this.#size = size
    this.#isBegun = false
    this.y = MARGIN
  }

  /** Makes the page that is being written on, if it is not there yet, and tells its number. */
  begin(): number {
    if (!this.#isBegun) this.doc.addPage({ size: [...this.#size], margin: 0 })
    this.#isBegun = true
    return this.doc.bufferedPageRange().count
  }

  /** Another page like this one. */
  nextPage(): void {
    this.newPage(this.#size)
  }

  /** Goes on to the next page if this height does not fit any more. */
  need(height: number): void {
    if (this.y + height > this.bottom && !this.isAtTop) this.nextPage()
  }

  element(type: string, parent: Element = this.root, options: ElementOptions = {}): Element {
    const made = this.doc.struct(type, options)
    parent.add(made)
    return made
  }

  /** Draws something on this page that belongs to an element. */
  marked(element: Element, type: string, draw: () => void): void {
    this.begin()
    const content = this.doc.markStructureContent(type)
    draw()
    this.doc.endMarkedContent()
    element.add(content)
  }

  /** Draws something that is not read: lines, fills, what stands on every page. */
  artifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.begin()
    this.doc.markContent('Artifact', { type })
    draw()
    this.doc.endMarkedContent()
  }

  lines(spans: readonly Span[], width = this.width): Line[] {
    return typeset(spans, width, { measure: (piece) => this.#ink.widthOf(piece), missing: this.missing })
  }

  /** Draws what stands in many places about a point; `draw` draws it about the point of origin. */
  stamp(name: string, x: number, y: number, draw: () => void): void {
    this.#ink.stamp(name, x, y, draw)
  }

  /** Draws lines from a point down. */
  put(lines: readonly Line[], x: number, top: number): void {
    let y = top
    for (const line of lines) {
      this.#line(line, x, y + line.height * 0.74)
      y += line.height
    }
  }

  #line({ glyphs, actual: whole }: Line, left: number, baseline: number): void {
    const { doc } = this
    if (whole !== undefined) doc.markContent('Span', { actual: whole })
    for (const { x, drawn, face, span, actual } of glyphs) {
      if (span.sign) {
        span.sign.draw(left + x, baseline)
        continue
      }
      if (!drawn.length) continue
      const own = whole === undefined ? actual : undefined
      const says = own !== undefined || span.lang
      if (says) doc.markContent('Span', { ...(own === undefined ? {} : { actual: own }), ...(span.lang ? { lang: span.lang } : {}) })
      this.#ink.draw(face, drawn, span.size, span.colour ?? INK, left + x, baseline)
      if (says) doc.endMarkedContent()
    }
    if (whole !== undefined) doc.endMarkedContent()
  }

  /** A paragraph that goes on over pages where it must. `beside` draws what stands along each part of it. */
  flow(
    element: Element,
    type: string,
    lines: readonly Line[],
    { x = this.left, after = 6, beside }: { x?: number; after?: number; beside?: (top: number, height: number) => void } = {},
  ): void {
    let rest = [...lines]
    while (rest.length) {
      let fits = 0
      let height = 0
      while (fits < rest.length && this.y + height + (rest[fits]?.height ?? 0) <= this.bottom) height += rest[fits++]?.height ?? 0
      // No line stands alone at the foot of a page or at the head of the next.
      if (fits < rest.length && !this.isAtTop) {
        if (fits === rest.length - 1) fits--
        if (fits < 2) fits = 0
      }
      if (fits === 0 && this.isAtTop) fits = 1
      const own = rest.slice(0, fits)
      if (own.length) {
        const tall = heightOf(own)
        if (beside) this.artifact(() => beside(this.y, tall))
        this.marked(element, type, () => this.put(own, x, this.y))
        this.y += tall
      }
      rest = rest.slice(fits)
      if (rest.length) this.nextPage()
    }
    this.y += after
  }

  /** Numbers the pages and gives the file. */
  async done(foot: string): Promise<Buffer> {
    this.#isBegun = true
    const { count } = this.doc.bufferedPageRange()
    for (let i = 0; i < count; i++) {
      const { width, height } = this.doc.switchToPage(i)
      this.#size = [width, height]
      const [number] = this.lines([{ text: `Page ${i + 1} of ${count}`, size: 8.5, colour: QUIET }])
      const words = this.lines([{ text: flat(foot), size: 8.5, colour: QUIET }], this.width - 90).slice(0, 2)
      const top = height - 46
      this.artifact(() => {
        this.doc.lineWidth(0.5)
        this.doc
          .moveTo(this.left, top - 6)
          .lineTo(this.left + this.width, top - 6)
          .stroke('#b9c0bd')
        this.put(words, this.left, top)
        if (number) this.put([number], this.left + this.width - number.width, top)
      }, 'Pagination')
    }
    this.root.end()
    this.doc.end()
    return this.#done
  }
}

export const heightOf = (lines: readonly Line[]) => lines.reduce((sum, { height }) => sum + height, 0)

/** A text in one line, as names of files and bookmarks want it. */
export const flat = (text: string) => visibleText(text).replace(/\s+/g, ' ').trim()

/** The library puts title and subject into the metadata as they are, and metadata with an ampersand is none. What is read first has been written by then. */
function inXml(doc: PDFKit.PDFDocument): void {
  const own = doc as PDFKit.PDFDocument & { endMetadata(): void }
  const write = own.endMetadata.bind(doc)
  own.endMetadata = () => {
    for (const key of ['Title', 'Subject'] as const) doc.info[key] = escaped(doc.info[key] ?? '')
    write()
  }
}

function collected(doc: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    doc.on('data', (part: Buffer) => parts.push(part))
    doc.on('end', () => resolve(Buffer.concat(parts)))
    doc.on('error', reject)
  })
}
