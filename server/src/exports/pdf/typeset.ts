import { runsRightToLeft, visibleText } from '@stocktake/shared/report/visible'
import bidi from 'bidi-js'
import { type Face, lettersOf, type Piece, PLAIN, piecesOf } from './faces.ts'

/** Words into lines: how wide they are, where lines break, and in which order what runs from right to left stands. */

export interface Look {
  size: number
  bold?: boolean
  colour?: string
}

/** A stretch of text of one look; `draw` stands for a sign that is `wide` points wide and has no letters. */
export interface Span extends Look {
  text: string
  lang?: string
  sign?: { wide: number; draw: (x: number, baseline: number) => void }
}

/** Letters of one font at their place in a line. */
export interface Glyphs {
  x: number
  width: number
  /** Word by word. */
  drawn: string[]
  /** What was written, where it is not what is drawn. */
  actual?: string
  isBackwards?: boolean
  face: Face
  span: Span
}

export interface Line {
  glyphs: Glyphs[]
  /** Everything that was written in it, where its letters do not stand in that order. */
  actual?: string
  width: number
  height: number
}

export interface Setting {
  /** How wide letters are, for a size of 1. */
  measure: (piece: Piece) => number
  /** Takes letters that no font has. */
  missing: Set<string>
}

/** A piece of a word, or of the space between words, with where it began. */
interface Item {
  at: number
  text: string
  drawn: string
  face: Face
  width: number
  span: Span
}

interface Word {
  items: Item[]
  width: number
  isSpace: boolean
}

const LINE_HEIGHT = 1.36
const BIDI = bidi()
const NEEDS_ORDER = /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
/** Writing without spaces: a line may break between any two letters. */
const SPACELESS = '\\u2e80-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\uff00-\\uffef\\u{20000}-\\u{3ffff}'
/** Between what a line may break otherwise: at spaces, and after dashes and strokes within words. */
const PARTS = new RegExp(
  `\\s+|[${SPACELESS}][\\u3001\\u3002\\uff0c\\uff0e\\uff01\\uff1f\\uff09\\u300d]*|[^\\s${SPACELESS}]+?(?:[-/](?=\\p{L})|(?=[\\s${SPACELESS}])|$)`,
  'gu',
)

/** The same of plain letters, for which less has to be looked at. */
const PLAIN_PARTS = / +|[^ ]+?(?:[-/](?=[A-Za-z])|(?= )|$)/g

/** Spans in lines of a width, line breaks kept. */
export function typeset(spans: readonly Span[], width: number, setting: Setting): Line[] {
  const lines: Line[] = []
  for (const paragraph of hardLines(spans)) lines.push(...brokenLines(paragraph, width, setting))
  return lines
}

/** A line for each that was written as one. */
function hardLines(spans: readonly Span[]): Span[][] {
  const found: Span[][] = [[]]
  for (const span of spans) {
    const visible = visibleText(span.text)
    if (visible === span.text && !visible.includes('\n')) found.at(-1)?.push(span)
    else
      for (const [i, text] of visible.split('\n').entries()) {
        if (i) found.push([])
        found.at(-1)?.push({ ...span, text })
      }
  }
  return found
}

function brokenLines(spans: readonly Span[], width: number, setting: Setting): Line[] {
  const text = spans.every(({ text }) => PLAIN.test(text)) ? '' : spans.map((span) => (span.sign ? '\ufffc' : span.text)).join('')
  const backwards = runsRightToLeft(text)
  const levels = NEEDS_ORDER.test(text) ? BIDI.getEmbeddingLevels(text, backwards ? 'rtl' : 'ltr').levels : undefined
  const tallest = Math.max(...spans.map(({ size }) => size))
  const lines: Line[] = []
  let words: Word[] = []
  let used = 0
  const end = () => {
    while (words.length > 1 && words.at(-1)?.isSpace) words.pop()
    const items: Item[] = []
    for (const word of words) items.push(...word.items)
    const glyphs = placed(items, levels, setting)
    let wide = 0
    let isTurned = false
    for (const one of glyphs) {
      wide = Math.max(wide, one.x + one.width)
      isTurned ||= one.isBackwards === true
    }
    if (backwards) for (const one of glyphs) one.x += width - wide
    const line: Line = { glyphs, width: wide, height: tallest * LINE_HEIGHT }
    if (isTurned) line.actual = items.map(({ text: own }) => own).join('')
    lines.push(line)
    words = []
    used = 0
  }
  const put = (word: Word) => {
    words.push(word)
    used += word.width
  }
  for (const word of wordsOf(spans, setting)) {
    if (used + word.width <= width || (word.isSpace && words.length)) {
      put(word)
      continue
    }
    if (word.width <= width) {
      end()
      put(word)
      continue
    }
    // Longer than a line: it is broken between letters, beginning where the line stands.
    for (const letter of broken(word, setting)) {
      if (used + letter.width > width && words.length) end()
      put(letter)
    }
  }
  end()
  return lines
}

/** Words go on over the seams of spans as long as no space separates them. */
function wordsOf(spans: readonly Span[], setting: Setting): Word[] {
  const found: Word[] = []
  let at = 0
  for (const span of spans) {
    let isSeam = true
    const put = (items: Item[], isSpace: boolean) => {
      let width = 0
      for (const item of items) width += item.width
      const last = found.at(-1)
      if (isSeam && last && !last.isSpace && !isSpace) {
        last.items.push(...items)
        last.width += width
      } else found.push({ items, width, isSpace })
      isSeam = false
    }
    if (span.sign) put([{ at: at++, text: '', drawn: '', face: plainFace, width: span.sign.wide, span }], false)
    for (const text of span.text.match(PLAIN.test(span.text) ? PLAIN_PARTS : PARTS) ?? []) {
      put(itemsOf(text, at, span, setting), text.startsWith(' ') || /^\s/.test(text))
      at += text.length
    }
  }
  return found
}

const plainFace = piecesOf(' ', false)[0]?.face as Face

function itemsOf(text: string, start: number, span: Span, setting: Setting): Item[] {
  const items: Item[] = []
  let at = start
  for (const piece of piecesOf(text, span.bold ?? false)) {
    const { face, drawn, text: own, isMissing } = piece
    if (isMissing) for (const letter of lettersOf(own)) setting.missing.add(letter)
    items.push({ at, text: own, drawn, face, width: setting.measure(piece) * span.size, span })
    at += own.length
  }
  return items
}

function* broken({ items }: Word, setting: Setting): Iterable<Word> {
  for (const item of items) {
    let { at } = item
    if (item.span.sign) yield { items: [item], width: item.width, isSpace: false }
    for (const letter of lettersOf(item.text)) {
      const own = itemsOf(letter, at, item.span, setting)
      at += letter.length
      yield { items: own, width: own.reduce((sum, { width }) => sum + width, 0), isSpace: false }
    }
  }
}

/** What follows one another in one font and look is drawn at once. */
function placed(items: readonly Item[], levels: Uint8Array | undefined, setting: Setting): Glyphs[] {
  const found: Glyphs[] = []
  let x = 0
  for (const item of levels ? inOrder(items, levels, setting) : items) {
    const last = found.at(-1)
    const { drawn, text, face, span, width } = item
    const isBackwards = 'isBackwards' in item
    const actual = drawn === text ? undefined : text
    if (last && !isBackwards && !span.sign && last.span === span && last.face === face && last.actual === undefined && actual === undefined) {
      last.drawn.push(drawn)
      last.width += width
    } else {
      const glyphs: Glyphs = { x, width, drawn: drawn ? [drawn] : [], face, span }
      if (actual !== undefined) glyphs.actual = actual
      if (isBackwards) glyphs.isBackwards = true
      found.push(glyphs)
    }
    x += width
  }
  return found
}

/** From left to right as they are seen: stretches of odd level turned round, the highest level first. */
function inOrder(items: readonly Item[], levels: Uint8Array, setting: Setting): (Item & { isBackwards?: boolean })[] {
  const cut = items.flatMap((item) => (item.span.sign ? [{ item, level: levels[item.at] ?? 0 }] : byLevel(item, levels, setting)))
  const lowest = Math.min(...cut.map(({ level }) => level | 1))
  const highest = Math.max(0, ...cut.map(({ level }) => level))
  for (let level = highest; level >= lowest; level--)
    for (let from = 0; from < cut.length; from++) {
      if ((cut[from]?.level ?? 0) < level) continue
      let to = from
      while (to < cut.length && (cut[to]?.level ?? 0) >= level) to++
      cut.splice(from, to - from, ...cut.slice(from, to).reverse())
      from = to
    }
  return cut.map(({ item, level }) => (level % 2 ? { ...item, drawn: turned(item.drawn), isBackwards: true } : item))
}

function byLevel(item: Item, levels: Uint8Array, setting: Setting): { item: Item; level: number }[] {
  const found: { item: Item; level: number }[] = []
  let at = item.at
  let start = at
  for (const letter of lettersOf(item.text)) {
    const level = levels[at] ?? 0
    const last = found.at(-1)
    if (last && last.level === level) last.item = { ...last.item, text: last.item.text + letter }
    else {
      start = at
      found.push({ item: { ...item, at: start, text: letter }, level })
    }
    at += letter.length
  }
  if (found.length <= 1) return found.map(({ level }) => ({ item, level }))
  return found.flatMap(({ item: part, level }) => itemsOf(part.text, part.at, part.span, setting).map((own) => ({ item: own, level })))
}

const OWN_DIRECTION = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** Letters of scripts that run from right to left are turned by their font; others stand in the order in which they are seen. Brackets face the other way. */
function turned(text: string): string {
  const faced = [...text].map((letter) => BIDI.getMirroredCharacter(letter) ?? letter).join('')
  return OWN_DIRECTION.test(text) ? faced : lettersOf(faced).reverse().join('')
}
