import type { Face, Piece } from './faces.ts'

/**
 * Letters on pages. The library's own way finds out anew for each line how letters join, and says for each where the page's foot is;
 * of a long report that was most of the work. Here what was found out of a word is kept, also for the next document.
 */

/** What the library knows of a font in one document. Its types do not. */
interface Embedded {
  id: string
  layoutCache: Record<string, unknown>
  /** Numbers of letters in the file, and how far each reaches, in thousandths of the size. */
  encode(word: string): [codes: string[], places: { xAdvance: number; advanceWidth: number; xOffset: number; yOffset: number }[]]
  widthOfString(text: string, size: number): number
  ref(): unknown
}
type Inside = PDFKit.PDFDocument & { _font: Embedded; page: { fonts: Record<string, unknown> }; addContent(content: string | Uint8Array): unknown }

/** How letters of words join is no matter of a document. */
const learnt = new Map<Face, Record<string, unknown>>()
/** Words of a font that are kept; some thousand are in use in a stocktake. */
const KEPT = 12_000

/** A word as the file has it; `null` where letters stand above, below or back. */
type Written = string | null

export class Ink {
  #doc: Inside
  #stamps = new Map<string, string>()
  #fonts = new Map<Face, { font: Embedded; words: Map<string, Written> }>()

  constructor(doc: PDFKit.PDFDocument) {
    this.#doc = doc as Inside
    for (const [face, layouts] of learnt) if (Object.keys(layouts).length > KEPT) learnt.delete(face)
  }

  /** How wide a piece of a word is, for a size of 1. */
  widthOf(piece: Piece): number {
    piece.wide ??= this.#font(piece.face).font.widthOfString(piece.drawn, 1)
    return piece.wide
  }

  /** Draws words of one font from a point on, whatever is turned or made larger there. */
  draw(face: Face, drawn: readonly string[], size: number, colour: string, x: number, baseline: number): void {
    const { font, words } = this.#font(face)
    const paint = paintOf(colour)
    let letters: Written = paint === undefined ? null : ''
    for (const word of drawn) {
      if (letters === null) break
      const written = this.#written(font, words, word)
      letters = written === null ? null : letters + written
    }
    if (letters === null) {
      this.#doc.font(face.name).fontSize(size).fillColor(colour).text(drawn.join(''), x, baseline, { lineBreak: false, baseline: 'alphabetic' })
      return
    }
    this.#doc.page.fonts[font.id] ??= font.ref()
    // Pages count from the top, so letters would stand on their heads.
    this.#write(
      `BT ${paint} /${font.id} ${short(size)} Tf 1 0 0 -1 ${short(x)} ${short(baseline)} Tm ${letters.includes('>') ? `[<${letters}>] TJ` : `<${letters}> Tj`} ET`,
    )
  }

  /** Draws what stands in many places, by its name: what pages hold of it is found out once. `draw` draws it about the point of origin. */
  stamp(name: string, x: number, y: number, draw: () => void): void {
    const known = this.#stamps.get(name) ?? this.#heard(draw)
    this.#stamps.set(name, known)
    this.#write(`q 1 0 0 1 ${short(x)} ${short(y)} cm ${known} Q`)
  }

  /** What drawing something writes, instead of writing it. */
  #heard(draw: () => void): string {
    const parts: unknown[] = []
    this.#doc.addContent = (part) => {
      parts.push(part)
      return this.#doc
    }
    try {
      draw()
    } finally {
      Reflect.deleteProperty(this.#doc, 'addContent')
    }
    return parts.join('\n')
  }

  #font(face: Face) {
    let known = this.#fonts.get(face)
    if (!known) {
      const font = (this.#doc.font(face.name) as Inside)._font
      const layouts = learnt.get(face) ?? Object.create(null)
      learnt.set(face, layouts)
      font.layoutCache = layouts
      known = { font, words: new Map() }
      this.#fonts.set(face, known)
    }
    return known
  }

  #written(font: Embedded, words: Map<string, Written>, word: string): Written {
    const known = words.get(word)
    if (known !== undefined) return known
    const [codes, places] = font.encode(word)
    let made: Written = ''
    for (const [i, code] of codes.entries()) {
      const place = places[i]
      if (!place || place.xOffset || place.yOffset) {
        made = null
        break
      }
      const closer = Math.round(1000 * (place.advanceWidth - place.xAdvance)) / 1000
      made += closer ? `${code}>${closer}<` : code
    }
    words.set(word, made)
    return made
  }

  /** As bytes at once: the library would look at each letter of it. */
  #write(content: string): void {
    this.#doc.addContent(Buffer.from(`${content}\n`, 'latin1'))
  }
}

const short = (n: number) => Math.round(n * 1000) / 1000

const paints = new Map<string, string>()
/** A colour such as `#1b2422` as pages say it. */
function paintOf(colour: string): string | undefined {
  const known = paints.get(colour)
  if (known || !/^#[\da-f]{6}$/i.test(colour)) return known
  const paint = `${[1, 3, 5].map((at) => short(Number.parseInt(colour.slice(at, at + 2), 16) / 255)).join(' ')} rg`
  paints.set(colour, paint)
  return paint
}
